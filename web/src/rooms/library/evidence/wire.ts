// SPDX-License-Identifier: Apache-2.0
// The trials behind the library as this room shows them.
import type { Schemas, Sent } from '@/api/client'
import type { Entry } from '@/api/entries'

export type Evidence = Schemas['evidence']
export type Question = Schemas['evidence-question']
export type TrialRow = Schemas['evidence-row']
export type Preview = Schemas['evidence-preview']
export type Changed = Schemas['evidence-change']
export type Pool = Schemas['pool']
export type Pooled = Schemas['evidence-pooled']
export type Ordered = Sent<'/api/v1/library/evidence/pool', 'post'>
export type Addition = Entry<'trialAddition'>
