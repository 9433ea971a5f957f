// SPDX-License-Identifier: Apache-2.0
// Words of the record and the library, as these rooms call them.
import type { Body } from '@/api/entries'

export type {
  Advice,
  AdvicePart as Part,
  Answer,
  Answers,
  Care,
  Consultation,
  Question,
  QuestionShelf,
  Rule,
  Screening,
  Shelf,
  Source,
  TargetChoice,
} from '@/api/library'

export type Decision = NonNullable<Body<'session'>['screening']>['decision']
export type SessionBody = Body<'session'>
export type Needle = NonNullable<SessionBody['needles']>[number]
