// SPDX-License-Identifier: Apache-2.0
// The planner's document that a plan carries (data/schemas/plan.json), as far as these pages show it.
import type { JudgedNeedle } from '@/body/wire'

export type Decision = 'go' | 'caution' | 'ask' | 'refer_routine' | 'refer_urgent' | 'emergency_today'
export type Said = Readonly<{ id: string; text: string; sources: readonly string[]; mark: string }>

/** Of the plan's document, or of the library's shelf. */
export type Care = Readonly<{
  id: string
  name: string
  needling?: boolean
  standing?: string
  certainty?: string
  because?: string
}>

export type TargetProposal = Readonly<{
  /** "multifidus.right@l5" */
  target: string
  because: string
  technique?: Readonly<Record<string, string>>
  notes?: readonly string[]
  paths?: readonly JudgedNeedle[]
  /** why there is none */
  noPath?: Readonly<{ code?: string; what?: string }> | string
}>

export type PlanDocument = Readonly<{
  screening: Readonly<{
    decision: Decision
    mayNeedle: boolean
    findings: readonly Readonly<{
      ruleId: string
      what: string
      level: Decision
      because: string
      do: string
      sources: readonly string[]
    }>[]
    restraint: readonly Readonly<{ text: string }>[]
  }>
  alternatives: readonly Care[]
  dose: readonly Said[]
  warnings: readonly Readonly<{ code: string; what: string }>[]
  proposals: readonly TargetProposal[]
}>
