// SPDX-License-Identifier: Apache-2.0
// Outcomes of one instrument as a course over time. Scores are the server's; what a change means is the instrument's
// own words, with their source. Nothing is judged here.
import type { Body, Entry } from '@/api/entries'

export type Instrument = Entry<'instrument'>
export type Outcome = Entry<'outcome'>
export type Threshold = NonNullable<Body<'instrument'>['thresholds']>[number]

export type Point = Readonly<{ outcome: Outcome; at: number; score: number }>
export type Course = Readonly<{
  instrument: Instrument
  /** All that were filled in, oldest first; some have no score. */
  all: readonly Outcome[]
  /** Those with a score. */
  points: readonly Point[]
}>

/** Each instrument that was filled in, or is in use, with its outcomes in the order of time. */
export function coursesOf(
  instruments: readonly Instrument[],
  outcomes: readonly Outcome[],
): readonly Course[] {
  return instruments
    .map((instrument) => {
      const all = outcomes
        .filter(
          (one) =>
            one.body.instrument === instrument.id && one.state !== 'mistaken' && one.state !== 'withdrawn',
        )
        .sort((left, right) => Date.parse(left.body.on) - Date.parse(right.body.on))
      const points = all.flatMap((outcome) =>
        outcome.body.score === undefined
          ? []
          : [{ outcome, at: Date.parse(outcome.body.on), score: outcome.body.score }],
      )
      return { instrument, all, points }
    })
    .filter((course) => course.all.length > 0 || course.instrument.body.isActive)
}

export type Answers = NonNullable<Body<'outcome'>['answers']>
export type Item = Body<'instrument'>['items'][number]

/** What somebody called their activities last time is asked again by the same names. */
export function namesFromBefore(instrument: Instrument, last: Outcome | undefined): Answers {
  const texts = instrument.body.items.filter((item) => item.type === 'text')
  return Object.fromEntries(
    texts.flatMap((item) => {
      const said = last?.body.answers?.[item.linkId]
      return typeof said === 'string' ? [[item.linkId, said]] : []
    }),
  )
}

const longestRow = 15

/** The whole numbers an item can be answered with, where they fit side by side. */
export function stepsOf(item: Item): readonly number[] | undefined {
  const { low, high } = item
  if (low === undefined || high === undefined) return undefined
  if (!Number.isInteger(low) || !Number.isInteger(high) || high - low >= longestRow) return undefined
  return Array.from({ length: high - low + 1 }, (_, index) => low + index)
}

/** Evenly spaced numbers to write beside an axis. */
export function ticksOf(low: number, high: number): readonly number[] {
  const most = 6
  const step = [1, 2, 5, 10, 20, 25, 50, 100].find((one) => (high - low) / one <= most) ?? (high - low) / most
  const first = Math.ceil(low / step) * step
  return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, index) => first + index * step)
}
