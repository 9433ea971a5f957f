// SPDX-License-Identifier: Apache-2.0
// The shelves of the library as this room shows them.
import type { Schemas } from '@/api/client'
import type { Entry } from '@/api/entries'
import type { Rule } from '@/api/library'

export type { Advice, Care, Question, Rule, Shelf, Source, TargetChoice as Target } from '@/api/library'
export type Cause = Schemas['library-cause']
export type Evidence = Schemas['library-evidence']
export type Interval = Schemas['library-interval']
export type Claim = Schemas['library-claim']
export type Mark = Rule['mark']
export type Review = Entry<'ruleReview'>

/** Shelves whose items are statements that the clinic can have its word on. */
export const statementShelves = ['rules', 'causes', 'care', 'targets', 'advice'] as const
export type StatementShelf = (typeof statementShelves)[number]
export const tabs = [...statementShelves, 'evidence', 'claims', 'sources'] as const
export type Tab = (typeof tabs)[number]

const shelfOfPrefix: Readonly<Record<string, StatementShelf>> = {
  red_flag: 'rules',
  contra: 'rules',
  precaution: 'rules',
  after: 'rules',
  referral: 'rules',
  cause: 'causes',
  care: 'care',
  target: 'targets',
  advice: 'advice',
  check: 'advice',
  event: 'advice',
}

/** Which shelf a statement stands on, by its name; undefined for files, commands and questions. */
export function shelfOf(id: string): StatementShelf | undefined {
  const dot = id.indexOf('.')
  return dot < 0 || id.includes('/') ? undefined : shelfOfPrefix[id.slice(0, dot)]
}
