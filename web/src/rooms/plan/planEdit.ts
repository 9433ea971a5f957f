// SPDX-License-Identifier: Apache-2.0
// What of a plan is typed, and the plan that follows from it. Numbers stay as they were typed until they are sent.
import type { Body } from '@/api/entries'
import { without, type PlannedTarget } from './needleWords'

type Plan = Body<'plan'>
type Override = NonNullable<Plan['overrides']>[number]
export const doseFields = [
  'mostNeedles',
  'retentionMinutes',
  'sessions',
  'intervalDays',
  'reviewAfter',
] as const
export type DoseField = (typeof doseFields)[number]

export type PlanForm = Readonly<{
  dose: Readonly<Record<DoseField, string>>
  targets: readonly PlannedTarget[]
  stopRules: readonly string[]
  goals: readonly string[]
  alternatives: readonly string[]
  overrides: readonly Override[]
  note: string
}>

export function formOf(plan: Plan): PlanForm {
  const typed = (field: DoseField): string => {
    const value = plan.dose?.[field]
    return value === undefined ? '' : String(value)
  }
  return {
    dose: {
      mostNeedles: typed('mostNeedles'),
      retentionMinutes: typed('retentionMinutes'),
      sessions: typed('sessions'),
      intervalDays: typed('intervalDays'),
      reviewAfter: typed('reviewAfter'),
    },
    targets: plan.targets ?? [],
    stopRules: plan.stopRules ?? [],
    goals: plan.goals ?? [],
    alternatives: plan.alternatives ?? [],
    overrides: plan.overrides ?? [],
    note: plan.note ?? '',
  }
}

/** Which numbers are none; an empty field is no number and no fault. */
export function notWhole(form: PlanForm): readonly DoseField[] {
  return doseFields.filter((field) => {
    const text = form.dose[field].trim()
    return text !== '' && !/^\d+$/.test(text)
  })
}

/** The plan as the form has it. Of numbers that are none, what was there before. */
export function planOf(before: Plan, form: PlanForm): Plan {
  const dose: { [F in DoseField]?: number } = {}
  for (const field of doseFields) {
    const text = form.dose[field].trim()
    if (/^\d+$/.test(text)) dose[field] = Number(text)
    else if (text !== '' && before.dose?.[field] !== undefined) dose[field] = before.dose[field]
  }
  const { targets, stopRules, goals, alternatives, overrides, note, ...rest } = without(before, 'dose')
  const said = (list: readonly string[]): string[] => list.map((one) => one.trim()).filter(Boolean)
  return {
    ...rest,
    ...list('targets', form.targets, targets),
    ...(Object.keys(dose).length > 0 ? { dose } : {}),
    ...list('stopRules', said(form.stopRules), stopRules),
    ...list('goals', said(form.goals), goals),
    ...list('alternatives', form.alternatives, alternatives),
    ...list('overrides', form.overrides, overrides),
    ...(form.note.trim() !== '' || note !== undefined ? { note: form.note } : {}),
  }
}

/** An empty list is left out, unless there was one. */
function list<N extends string, T>(
  name: N,
  now: readonly T[],
  before: readonly T[] | undefined,
): { [K in N]?: T[] } {
  return (now.length > 0 || before !== undefined ? { [name]: [...now] } : {}) as { [K in N]?: T[] }
}

export function isSame(a: PlanForm, b: PlanForm): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What somebody else wrote of the needles meanwhile stays: paths are set by their own route, never by this form. */
export function withPathsOf(form: PlanForm, plan: Plan): PlanForm {
  const now = new Map((plan.targets ?? []).map((one) => [`${one.target}@${one.level ?? ''}`, one]))
  return {
    ...form,
    targets: form.targets.map((one) => {
      const other = now.get(`${one.target}@${one.level ?? ''}`)
      if (!other?.path || one.noPath) return one
      return { ...without(one, 'noPath'), path: other.path }
    }),
  }
}

export function inOtherOrder<T>(all: readonly T[], from: number, to: number): readonly T[] {
  if (to < 0 || to >= all.length) return all
  const next = [...all]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}
