// SPDX-License-Identifier: Apache-2.0
// What the diary shows: what was written, in the order of time. Nothing is scored or judged here.
import type { Entry } from '@/api/entries'

export type Point = Readonly<{ at: string; value: number }>
export type Series = Readonly<{ id: string; name: string; points: readonly Point[] }>

const counts = (one: Entry<'outcome'>): boolean => one.state === 'open' || one.state === 'signed'
const byTime = (one: Point, other: Point): number => one.at.localeCompare(other.at)

/** Every answer to one question of one questionnaire. */
export function answersTo(
  outcomes: readonly Entry<'outcome'>[],
  code: string,
  linkId: string,
): readonly Point[] {
  return outcomes
    .filter((one) => counts(one) && one.body.code === code)
    .flatMap((one): readonly Point[] => {
      const value = one.body.answers?.[linkId]
      return typeof value === 'number' ? [{ at: one.body.on, value }] : []
    })
    .sort(byTime)
}

/** The activities that were chosen, each with how well it went. An activity is known by its name, in whatever place
 *  it was written. */
export function activitiesOf(outcomes: readonly Entry<'outcome'>[]): readonly Series[] {
  const found = new Map<string, Point[]>()
  for (const one of outcomes) {
    if (!counts(one) || one.body.code !== 'chosen_activities') continue
    for (const [id, name] of Object.entries(one.body.answers ?? {})) {
      if (!id.startsWith('activity_') || typeof name !== 'string') continue
      const value = one.body.answers?.[id.replace('activity_', 'rating_')]
      if (typeof value !== 'number') continue
      found.set(name.trim(), [...(found.get(name.trim()) ?? []), { at: one.body.on, value }])
    }
  }
  return [...found].map(([name, points]) => ({ id: name, name, points: [...points].sort(byTime) }))
}

/** The names of the activities as they were written last, in their places. */
export function lastActivities(outcomes: readonly Entry<'outcome'>[]): readonly string[] {
  const last = outcomes
    .filter((one) => counts(one) && one.body.code === 'chosen_activities')
    .sort((one, other) => other.body.on.localeCompare(one.body.on))[0]
  return [1, 2, 3, 4, 5].flatMap((place) => {
    const name = last?.body.answers?.[`activity_${String(place)}`]
    return typeof name === 'string' ? [name] : []
  })
}
