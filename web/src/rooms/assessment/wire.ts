// SPDX-License-Identifier: Apache-2.0
// Words of the record and the library, as this room calls them.
import type { Entry } from '@/api/entries'
import type { Schemas } from '@/api/client'

export type {
  Answer,
  Answers,
  Asked,
  Consultation,
  Level,
  Note,
  Question,
  Grading,
  QuestionShelf,
  Rule,
  Shelf,
  Source,
} from '@/api/library'

export type Body = Schemas['assessment']
export type Mark = NonNullable<Body['chart']>[number]
export type Region = NonNullable<Mark['regions']>[number]
export type View = NonNullable<Mark['view']>
export type Quality = NonNullable<Mark['qualities']>[number]
export type Point = NonNullable<Mark['drawn']>[number]
export type Sign = NonNullable<Body['neurology']>[number]
export type Spot = NonNullable<Body['triggerPoints']>[number]
export type SpotFinding = NonNullable<Spot['findings']>[number]
export type BodyMeasure = NonNullable<Body['measures']>[number]
export type Scan = NonNullable<Body['scan']>
export type Decision = NonNullable<Body['overrides']>[number]
export type { Side } from '@/record/answers'

/** An assessment; newer servers say in the envelope what the writer of the version is. */
export type AssessmentEntry = Entry<'assessment'> & { readonly byRole?: string }

export type Interval = Schemas['consultation-interval']
export type Weighed = Schemas['consultation-weighed']
export type Cause = Schemas['consultation-cause']
export type NextTest = Schemas['consultation-next']
export type Position = Schemas['consultation-position']
export type CareOffer = Schemas['consultation-care']
export type TargetFound = Schemas['consultation-target']
