// SPDX-License-Identifier: Apache-2.0
import type { Span } from './openness'

export type Placed<T> = Readonly<{ item: T; span: Span; lane: number; lanes: number }>

/** Puts what overlaps side by side: each gets the first free lane, and shares the width with those it overlaps, and
 *  with those that these overlap. */
export function inLanes<T>(items: readonly T[], spanOf: (item: T) => Span): readonly Placed<T>[] {
  const sorted = items
    .map((item) => ({ item, span: spanOf(item) }))
    .sort((a, b) => a.span.from - b.span.from || b.span.to - a.span.to)
  const all: Placed<T>[] = []
  let cluster: { item: T; span: Span; lane: number }[] = []
  let ends = -1
  const close = (): void => {
    const lanes = Math.max(0, ...cluster.map((one) => one.lane + 1))
    all.push(...cluster.map((one) => ({ ...one, lanes })))
    cluster = []
  }
  for (const { item, span } of sorted) {
    if (span.from >= ends) close()
    const taken = new Set(cluster.filter((one) => one.span.to > span.from).map((one) => one.lane))
    let lane = 0
    while (taken.has(lane)) lane += 1
    cluster.push({ item, span, lane })
    ends = Math.max(ends, span.to)
  }
  close()
  return all
}

const leastShown: Span = { from: 480, to: 1080 }

/** Whole hours that take in all of it, and an ordinary day. */
export function hoursShown(spans: readonly Span[]): Span {
  const real = spans.filter((span) => span.to - span.from < 1440)
  const from = Math.min(leastShown.from, ...real.map((span) => span.from))
  const to = Math.max(leastShown.to, ...real.map((span) => span.to))
  return { from: Math.floor(from / 60) * 60, to: Math.min(1440, Math.ceil(to / 60) * 60) }
}
