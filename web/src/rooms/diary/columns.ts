// SPDX-License-Identifier: Apache-2.0
import { fullName, addDays, weekdayOf, type ClinicTime, type Day } from '@/record'
import { openSpans, wholeDay, without, type Span } from './openness'
import type { Booking, Diary } from './useDiary'

export type By = 'practitioner' | 'room'
/** A strip of the grid: one day of somebody, or of a room. */
export type Column = Readonly<{
  key: string
  day: Day
  title: string
  practitioner?: string
  room?: string
  open: readonly Span[]
  closed: readonly Span[]
  bookings: readonly Booking[]
}>

type Wanted = Readonly<{ day: Day; by: By; noRoom: string; showsCancelled: boolean }>

const isShown = (booking: Booking, showsCancelled: boolean): boolean =>
  showsCancelled || (booking.body.status !== 'cancelled' && booking.state !== 'withdrawn')

function column(
  diary: Diary,
  time: ClinicTime,
  about: Omit<Column, 'open' | 'closed' | 'bookings'>,
  showsCancelled: boolean,
  has: (booking: Booking) => boolean,
): Column {
  const open = openSpans(diary.hours, about, about.day)
  return {
    ...about,
    open,
    closed: without([wholeDay], open),
    bookings: diary.bookings.filter(
      (booking) =>
        has(booking) && isShown(booking, showsCancelled) && time.local(booking.body.start).day === about.day,
    ),
  }
}

/** One day, everybody side by side. */
export function dayColumns(diary: Diary, time: ClinicTime, wanted: Wanted): readonly Column[] {
  const { day, by, showsCancelled } = wanted
  if (by === 'practitioner')
    return diary.practitioners.map(({ id, body }) =>
      column(
        diary,
        time,
        { key: id, day, title: fullName(body), practitioner: id },
        showsCancelled,
        (booking) => booking.body.practitioner === id,
      ),
    )
  const rooms = diary.rooms.map(({ id, body }) =>
    column(
      diary,
      time,
      { key: id, day, title: body.name, room: id },
      showsCancelled,
      (booking) => booking.body.room === id,
    ),
  )
  const roomless = column(
    diary,
    time,
    { key: 'none', day, title: wanted.noRoom },
    showsCancelled,
    (booking) => booking.body.room === undefined,
  )
  return roomless.bookings.length > 0 ? [...rooms, roomless] : rooms
}

/** One week of somebody; a weekend on which nothing is open or booked is left out. */
export function weekColumns(
  diary: Diary,
  time: ClinicTime,
  wanted: Readonly<{ monday: Day; practitioner: string; showsCancelled: boolean }>,
): readonly Column[] {
  return Array.from({ length: 7 }, (_, index) => addDays(wanted.monday, index))
    .map((day) =>
      column(
        diary,
        time,
        { key: day, day, title: time.day(day, 'medium'), practitioner: wanted.practitioner },
        wanted.showsCancelled,
        (booking) => booking.body.practitioner === wanted.practitioner,
      ),
    )
    .filter(
      ({ day, open, bookings }) =>
        !['sat', 'sun'].includes(weekdayOf(day)) ||
        bookings.length > 0 ||
        (open.length > 0 && open[0] !== wholeDay && (open[0]?.to ?? 0) - (open[0]?.from ?? 0) < 1440),
    )
}

/** Where a booking would go. */
export type Place = Readonly<{ start: string; end: string; practitioner: string; room?: string | undefined }>

/** A booking at a minute of a column: who or where follows the column. */
export function placeIn(column: Column, booking: Booking, span: Span, time: ClinicTime): Place {
  const practitioner = column.practitioner ?? booking.body.practitioner
  const room = column.practitioner === undefined ? column.room : booking.body.room
  return {
    start: time.instant({ day: column.day, minute: span.from }),
    end: time.instant({ day: column.day, minute: span.to }),
    practitioner,
    room,
  }
}

/** The minutes of the day that a booking takes on the clinic's clocks. */
export function spanOf(booking: Booking, time: ClinicTime): Span {
  const from = time.local(booking.body.start).minute
  const minutes = Math.round((Date.parse(booking.body.end) - Date.parse(booking.body.start)) / 60_000)
  return { from, to: from + minutes }
}
