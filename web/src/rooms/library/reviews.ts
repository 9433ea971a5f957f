// SPDX-License-Identifier: Apache-2.0
import type { Review, Rule } from './wire'

/** What a lead can have a word on; of a rule, what it could be stricter than. */
export type Reviewed = Readonly<{ id: string; digest: string; rule: Rule | undefined }>

/** The clinic's words on one statement: what stands, and what is being written. */
export type Words = Readonly<{ signed?: Review; draft?: Review }>

/** The newest signed word of each statement, and the newest that is open. */
export function wordsByRule(reviews: readonly Review[]): ReadonlyMap<string, Words> {
  const all = new Map<string, Words>()
  for (const review of [...reviews].sort((a, b) => a.at.localeCompare(b.at))) {
    const known = all.get(review.body.rule) ?? {}
    if (review.state === 'signed') all.set(review.body.rule, { ...known, signed: review })
    if (review.state === 'open') all.set(review.body.rule, { ...known, draft: review })
  }
  return all
}

/** Whether the statement says something else than when the clinic had its word. */
export function isChangedSince(review: Review, digest: string): boolean {
  return review.body.text !== digest
}

const levels = ['go', 'caution', 'ask', 'refer_routine', 'refer_urgent', 'emergency_today'] as const
const needlings = ['free', 'modify', 'clear', 'stop'] as const
const levelsToName = ['caution', 'refer_routine', 'refer_urgent', 'emergency_today'] as const
const needlingsToName = ['clear', 'stop'] as const
export type NamedLevel = (typeof levelsToName)[number]
export type NamedNeedling = (typeof needlingsToName)[number]

/** The levels above the rule's own: a clinic makes a rule stricter, never laxer. */
export function stricterLevels(rule: Pick<Rule, 'level'>): readonly NamedLevel[] {
  return levelsToName.filter((one) => levels.indexOf(one) > levels.indexOf(rule.level))
}

export function stricterNeedlings(rule: Pick<Rule, 'needling'>): readonly NamedNeedling[] {
  return needlingsToName.filter((one) => needlings.indexOf(one) > needlings.indexOf(rule.needling))
}
