// SPDX-License-Identifier: Apache-2.0
// What the routes of the library and of the weighing answer (filiform.library/1, filiform.consultation/1).
// To be replaced by the generated types once those are made from a server that has them.
import type { Entry } from '@/api/entries'
import type { Schemas } from '@/api/client'

export type Body = Schemas['assessment']
export type Answer = NonNullable<Body['answers']>[string]
export type Answers = Readonly<Record<string, Answer>>
export type Mark = NonNullable<Body['chart']>[number]
export type Region = NonNullable<Mark['regions']>[number]
export type View = NonNullable<Mark['view']>
export type Quality = NonNullable<Mark['qualities']>[number]
export type Point = NonNullable<Mark['drawn']>[number]
export type Sign = NonNullable<Body['neurology']>[number]
export type Spot = NonNullable<Body['triggerPoints']>[number]
export type SpotFinding = NonNullable<Spot['findings']>[number]
export type Decision = NonNullable<Body['overrides']>[number]

/** An assessment; newer servers say in the envelope what the writer of the version is. */
export type AssessmentEntry = Entry<'assessment'> & { readonly byRole?: string }

export type Side = 'right' | 'left'
export type PartName = 'particulars' | 'emergency' | 'history' | 'examination'
export type Question = Readonly<{
  id: string
  group: string
  part: PartName
  /** In words for the patient. */
  ask?: string
  /** How it is examined. */
  examine?: string
  kind: 'yes_no' | 'number' | 'choice' | 'choices'
  unit?: string
  low?: number
  high?: number
  /** "none" says that none of the others applies. */
  choices?: readonly Readonly<{ id: string; text: string }>[]
  /** Answered as ID.right and ID.left. */
  hasSides: boolean
  isEmergency: boolean
  /** Nobody is needled before what reads it is known. */
  locks: boolean
  /** Worked out from the particulars, never answered. */
  isGiven: boolean
  sources: readonly string[]
  neededBy?: readonly string[]
}>
export type QuestionShelf = Readonly<{ knowledge: string; questions: readonly Question[] }>

/** Of a rule what its decisions need. */
export type Rule = Readonly<{
  id: string
  what: string
  level: string
  needling: string
  clearedBy?: string
  locks?: boolean
}>
export type Source = Readonly<{ id: string; reference: string; doi?: string; pmid?: string }>
export type Shelf<T> = Readonly<{ knowledge: string; items: readonly T[] }>

export type Level = 'go' | 'caution' | 'ask' | 'refer_routine' | 'refer_urgent' | 'emergency_today'
export type Note = Readonly<{
  ruleId: string
  what: string
  known: boolean
  level: Level
  needling: 'free' | 'modify' | 'clear' | 'stop'
  because: string
  do: string
  tellPatient?: string
  mark: string
  sources: readonly string[]
  answers: readonly string[]
  missing: readonly string[]
  decided?: string
}>
export type Asked = Readonly<{ finding: string; ask: string }>
export type HeldBack = Readonly<{ text: string; rules: readonly string[] }>
export type Screening = Readonly<{
  decision: Level
  mayNeedle: boolean
  unfinished?: string
  toAsk: readonly Asked[]
  notAsked: readonly Asked[]
  restraint: readonly HeldBack[]
  answered: readonly Readonly<{ finding: string; group: string; answer: string }>[]
  findings: readonly Note[]
}>

export type Interval = Readonly<{ value: number; low: number; high: number }>
export type Weighed = Readonly<{
  what: string
  holds: boolean
  ratio: Interval
  counts: boolean
  answers: readonly string[]
  source: string
  mark: string
  why?: string
}>
export type Cause = Readonly<{
  id: string
  name: string
  inPlainWords: string
  probability: Interval
  mayLead: 'yes' | 'no' | 'not_known'
  leadsWhy?: string
  whatNext: string
  for: readonly Weighed[]
  against: readonly Weighed[]
  notTested: readonly Readonly<{
    what: string
    missing: readonly string[]
    expectedChange: number
    couldChangeLead: boolean
  }>[]
  sources: readonly string[]
  status?: string
}>
export type NextTest = Readonly<{
  missing: readonly string[]
  what: string
  cause: string
  expectedChange: number
  couldChangeLead: boolean
  source?: string
  mark?: string
}>
export type Position = Readonly<{
  body: string
  dated: string
  about: string
  isOnSciatica: boolean
  stance: 'for' | 'may' | 'silent' | 'against'
  says: string
  source: string
  mark: string
}>
export type CareOffer = Readonly<{
  id: string
  name: string
  inPlainWords: string
  isNeedling: boolean
  standing: 'supported' | 'allowed' | 'divided' | 'no_position' | 'advised_against'
  suits: 'yes' | 'not_known'
  certainty: string
  certaintyWhy: string
  burden: number
  because: string
  whatToDo: string
  positions: readonly Position[]
  missing: readonly string[]
  sources: readonly string[]
  mark: string
  status?: string
}>
export type TargetFound = Readonly<{
  id: string
  target: string
  inPlainWords: string
  found: 'yes' | 'not_known'
  because: string
  answers: readonly string[]
  missing: readonly string[]
  sources: readonly string[]
  mark: string
}>
export type Tally = Readonly<{ asked: number; answered: number; spared: number; open: number }>
export type Consultation = Readonly<{
  screening: Screening
  spared: readonly string[]
  tally: Tally
  causes: readonly Cause[]
  next: readonly NextTest[]
  care: readonly CareOffer[]
  targets: readonly TargetFound[]
  restraint: readonly HeldBack[]
}>
