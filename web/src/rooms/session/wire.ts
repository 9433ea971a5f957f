// SPDX-License-Identifier: Apache-2.0
// What the library's routes answer (filiform.library/1, filiform.consultation/1), as far as these rooms read it. To be
// replaced by the generated types once those are made from a server that has them.
import type { Body } from '@/api/entries'

export type Part =
  | 'course'
  | 'expect'
  | 'risk'
  | 'aftercare'
  | 'call'
  | 'emergency'
  | 'consent'
  | 'follow_up'
  | 'question'
  | 'dose'
  | 'before'
  | 'skin'
  | 'during'
  | 'after'
  | 'event'
export type Rate = Readonly<{ perThousand: number; low?: number; high?: number; counted: string }>
export type Advice = Readonly<{
  id: string
  part: Part
  /** Of a question: the question; of an event: what happens. */
  asked?: string
  text: string
  rate?: Rate
  isOnNeedling: boolean
  isOnSheet?: boolean
  sources: readonly string[]
  mark: string
  status?: string
  digest: string
}>
export type Question = Readonly<{
  id: string
  part: string
  ask?: string
  kind: 'yes_no' | 'number' | 'choice' | 'choices'
  unit?: string
  low?: number
  high?: number
  choices?: readonly Readonly<{ id: string; text: string }>[]
  hasSides: boolean
  isEmergency: boolean
  isGiven: boolean
}>
export type Rule = Readonly<{
  id: string
  what: string
  isAskedEachVisit: boolean
  findings: readonly string[]
}>
export type Care = Readonly<{
  id: string
  name: string
  inPlainWords: string
  certainty?: string
  sources: readonly string[]
}>
export type Source = Readonly<{
  id: string
  reference?: string
  citation?: string
  title?: string
  url?: string
}>
export type TargetChoice = Readonly<{ id: string; muscle: string; inPlainWords: string }>
export type Shelf<T> = Readonly<{ knowledge: string; items: readonly T[] }>
export type QuestionShelf = Readonly<{ knowledge: string; questions: readonly Question[] }>

export type Decision = NonNullable<Body<'session'>['screening']>['decision']
export type Screening = Readonly<{
  decision: Decision
  mayNeedle: boolean
  toAsk: readonly Readonly<{ finding: string; ask: string }>[]
  restraint: readonly Readonly<{ text: string }>[]
  findings: readonly Readonly<{
    ruleId: string
    what: string
    known: boolean
    level: string
    needling: string
    because: string
    do: string
    missing: readonly string[]
  }>[]
}>
export type Consultation = Readonly<{ screening: Screening }>

export type SessionBody = Body<'session'>
export type Needle = NonNullable<SessionBody['needles']>[number]
export type Answer = boolean | number | string | readonly string[]
export type Answers = Readonly<Record<string, Answer>>
