// SPDX-License-Identifier: Apache-2.0
// The review of an episode as the server makes it. Everything that is judged or computed is the server's.
import type { Reply, Sent } from '@/api/client'
import type { Body } from '@/api/entries'
import type { Tone } from '@/design'

export type Review = Reply<'/api/v1/episodes/{id}/progress', 'post'>
export type Said = Sent<'/api/v1/episodes/{id}/progress', 'post'>
export type Interval = Review['forecast']['start']
export type Chance = Review['forecast']['important']
export type Rule = Review['advice']['rules'][number]
export type Step = Review['advice']['step']

/** How a step is shown; what follows from what is the server's. */
export const toneOf: Readonly<Record<Step, Tone>> = {
  go_on: 'go',
  reduce: 'info',
  change: 'caution',
  stop: 'stop',
  refer: 'caution',
  refer_urgent: 'stop',
  emergency_today: 'emergency',
}

/** What is typed at a review, before it is sent: numbers as they are typed. */
export type Typed = Readonly<{
  follow: string
  goal: string
  goalOn: string
  findings: Readonly<Record<string, boolean>>
}>
export const nothingTyped: Typed = { follow: '', goal: '', goalOn: '', findings: {} }

/** A review as the record keeps it; what follows from it is the server's. */
export function keptOf(
  typed: Typed,
  whose: Readonly<{ patient: string; episode: string; practitioner: string }>,
): Body<'progressReview'> {
  const said = saidOf(typed)
  return {
    ...whose,
    on: new Date().toISOString(),
    ...(said.follow ? { follow: said.follow } : {}),
    ...(said.goal ? { goal: said.goal.value } : {}),
    ...(said.goal?.on ? { goalOn: said.goal.on } : {}),
    ...(Object.keys(typed.findings).length > 0 ? { answers: typed.findings } : {}),
  }
}

/** What is sent of it. A goal that is no number goes as it is, so that the server says so at its field. */
export function saidOf(typed: Typed): Said {
  const goal = typed.goal.trim().replace(',', '.')
  const value = goal === '' || Number.isNaN(Number(goal)) ? goal : Number(goal)
  return {
    ...(typed.follow ? { follow: typed.follow } : {}),
    ...(goal !== '' ? { goal: { value, ...(typed.goalOn ? { on: typed.goalOn } : {}) } } : {}),
    findings: typed.findings,
  } as Said
}
