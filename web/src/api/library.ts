// SPDX-License-Identifier: Apache-2.0
// What the clinical library says, and what the server makes of answers: its words, by shorter names.
import type { Schemas } from './client'

export type Question = Schemas['library-question']
export type Grading = Schemas['library-sign']
export type Advice = Schemas['library-advice-item']
export type AdvicePart = Advice['part']
export type Rate = NonNullable<Advice['rate']>
export type Rule = Schemas['library-rule']
export type Care = Schemas['library-care-option']
export type Position = Schemas['library-position']
export type TargetChoice = Schemas['library-target']
export type Source = Schemas['library-source']
/** Something that can be measured of a body. */
export type Measurable = Schemas['library-measure']
/** What the numbers of a scan's labels can mean. */
export type Scheme = Schemas['library-scheme']

export type Shelf<T> = Readonly<{ knowledge: string; items: readonly T[] }>
/** The shelf of the questions has its own name for them. */
export type QuestionShelf = Readonly<{
  knowledge: string
  questions: readonly Question[]
  /** How the signs that questions ask for are graded; not for patients. */
  signs?: readonly Grading[]
}>
export type Shelves = Readonly<{
  questions: QuestionShelf
  rules: Shelf<Rule>
  causes: Shelf<Schemas['library-cause']>
  care: Shelf<Care>
  targets: Shelf<TargetChoice>
  advice: Shelf<Advice>
  claims: Shelf<Schemas['library-claim']>
  sources: Shelf<Source>
  measures: Shelf<Measurable> & Readonly<{ schemes: readonly Scheme[] }>
}>

/** What is answered, by the id of its finding, with ".right" and ".left" where there are sides. */
export type Answer = NonNullable<Schemas['assessment']['answers']>[string]
export type Answers = Readonly<Record<string, Answer>>

export type Level = Schemas['screening']['decision']
export type Note = Schemas['screening']['findings'][number]
export type Asked = Schemas['screening']['toAsk'][number]
export type Screening = Omit<Schemas['screening'], 'schema'>
export type Consultation = Omit<Schemas['consultation'], 'screening'> & Readonly<{ screening: Screening }>
/** What a patient is told of their own answers. */
export type Told = Schemas['consultation-patient']
