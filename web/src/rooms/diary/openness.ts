// SPDX-License-Identifier: Apache-2.0
// Which hours of a day are shown as open. Whether something can be booked is for the server to say.
import type { Body } from '@/api/entries'
import { weekdayOf, type Day } from '@/record'

type Hours = Body<'hours'>
export type Span = Readonly<{ from: number; to: number }>
export const wholeDay: Span = { from: 0, to: 1440 }

function applies(hours: Hours, day: Day): boolean {
  if (hours.date !== undefined) return hours.date === day
  return (
    hours.weekday === weekdayOf(day) &&
    (hours.validFrom === undefined || hours.validFrom <= day) &&
    (hours.validUntil === undefined || day <= hours.validUntil)
  )
}

/** Spans of one list, in order, without what touches or overlaps. */
function joined(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last && span.from <= last.to)
      all[all.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else all.push(span)
  }
  return all
}

export function without(spans: readonly Span[], taken: readonly Span[]): readonly Span[] {
  return joined(taken).reduce<readonly Span[]>(
    (left, hole) =>
      left.flatMap((span) => {
        if (hole.to <= span.from || span.to <= hole.from) return [span]
        return [
          ...(span.from < hole.from ? [{ from: span.from, to: hole.from }] : []),
          ...(hole.to < span.to ? [{ from: hole.to, to: span.to }] : []),
        ]
      }),
    joined(spans),
  )
}

export type Whose = Readonly<{ practitioner?: string | undefined; room?: string | undefined }>

/** When somebody, or a room, is open on a day. One without hours in the record is open whenever nothing is closed. */
export function openSpans(all: readonly Hours[], whose: Whose, day: Day): readonly Span[] {
  const isTheirs = (hours: Hours): boolean =>
    whose.practitioner !== undefined
      ? hours.practitioner === whose.practitioner
      : hours.room === whose.room && hours.practitioner === undefined
  const isClinics = (hours: Hours): boolean => hours.practitioner === undefined && hours.room === undefined
  const spanOf = ({ fromMinute, toMinute }: Hours): Span => ({ from: fromMinute, to: toMinute })
  const theirs = all.filter((hours) => isTheirs(hours) && !isClinics(hours) && !hours.isClosed)
  const closed = all
    .filter((hours) => hours.isClosed && (isTheirs(hours) || isClinics(hours)) && applies(hours, day))
    .map(spanOf)
  const open = theirs.length === 0 ? [wholeDay] : theirs.filter((hours) => applies(hours, day)).map(spanOf)
  return without(open, closed)
}
