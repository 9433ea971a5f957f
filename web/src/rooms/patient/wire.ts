// SPDX-License-Identifier: Apache-2.0
// What the routes answer that the generated types do not know yet.

export type Choice = Readonly<{ id: string; text: string }>

/** Something that is asked of the patient. */
export type Question = Readonly<{
  id: string
  group: string
  part: 'particulars' | 'emergency' | 'history' | 'examination'
  ask?: string
  kind: 'yes_no' | 'number' | 'choice' | 'choices'
  unit?: string
  low?: number
  high?: number
  choices?: readonly Choice[]
  hasSides: boolean
  isEmergency: boolean
  isGiven: boolean
  isAtCheck: boolean
  sources: readonly string[]
}>

export type Rate = Readonly<{ perThousand: number; low?: number; high?: number; counted: string }>

/** A sentence of the library that is the patient's to read. */
export type Advice = Readonly<{
  id: string
  part: string
  asked?: string
  text: string
  rate?: Rate
  isOnNeedling: boolean
  sources: readonly string[]
  digest?: string
}>

export type Position = Readonly<{
  body: string
  dated: string
  about: string
  isOnSciatica: boolean
  stance: 'for' | 'may' | 'silent' | 'against'
  says: string
  source: string
}>

/** A kind of care, and what guidelines say of it. */
export type Care = Readonly<{
  id: string
  name: string
  inPlainWords: string
  standing: 'supported' | 'allowed' | 'divided' | 'no_position' | 'advised_against'
  certainty: 'high' | 'moderate' | 'low' | 'very_low' | 'not_known'
  certaintyWhy: string
  burden: number
  isNeedling: boolean
  positions: readonly Position[]
  sources: readonly string[]
}>

export type Source = Readonly<{ id: string; reference: string; doi?: string; pmid?: string }>

/** What a patient is told of their own answers. */
export type Told = Readonly<{
  isEmergency: boolean
  tell: readonly Readonly<{ ruleId: string; text: string }>[]
  spared: readonly string[]
}>

export type Answer = boolean | number | string | readonly string[]
export type Answers = Readonly<Record<string, Answer>>

/** An entry of any kind, as the record at a glance has it. */
export type AnyEntry = Readonly<{
  id: string
  kind: string
  version: number
  state: string
  at: string
  body: Readonly<Record<string, unknown>>
}>
export type Glance = Readonly<{ items: readonly AnyEntry[]; next?: string }>

export type Calendar = Readonly<{ made: string; expires: string; lastUsed?: string }>
