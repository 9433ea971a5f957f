// SPDX-License-Identifier: Apache-2.0
// Words of the record and the library, as these pages call them.
import type { Reply, Schemas } from '@/api/client'

export type { Advice, Answer, Answers, Care, Position, Question, Rate, Source, Told } from '@/api/library'

/** An entry of any kind, as the record at a glance has it: its fields are looked up by name, whatever its kind. */
export type AnyEntry = Readonly<{
  id: string
  kind: string
  version: number
  state: string
  at: string
  body: Readonly<Record<string, unknown>>
}>
export type Glance = Readonly<{ items: readonly AnyEntry[]; next?: string }>

export type Choice = NonNullable<Schemas['library-question']['choices']>[number]
export type Calendar = Reply<'/api/v1/calendar', 'get'>['calendars'][number]
