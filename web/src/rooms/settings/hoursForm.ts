// SPDX-License-Identifier: Apache-2.0
import type { Body } from '@/api/entries'
import { clockOf, minuteOf, type Weekday } from '@/record'

type Hours = Body<'hours'>
/** As it is typed. */
export type HoursForm = Readonly<{
  /** "": the whole clinic, or a room, as it was */
  practitioner: string
  when: 'week' | 'date'
  weekday: Weekday
  date: string
  /** Closed from morning to night. */
  isWholeDay: boolean
  from: string
  to: string
  isClosed: boolean
  step: string
  validFrom: string
  validUntil: string
  note: string
}>

const dayMinutes = 24 * 60

/** "24:00" is the end of a day; a clock shows the last minute before it. */
function clock(minute: number): string {
  return clockOf(Math.min(minute, dayMinutes - 1))
}

export function formOf(hours: Hours | undefined, preset: Partial<HoursForm> = {}): HoursForm {
  return {
    practitioner: hours?.practitioner ?? '',
    when: hours?.date ? 'date' : 'week',
    weekday: hours?.weekday ?? 'mon',
    date: hours?.date ?? '',
    isWholeDay: hours?.fromMinute === 0 && hours.toMinute === dayMinutes,
    from: hours ? clock(hours.fromMinute) : '09:00',
    to: hours ? clock(hours.toMinute) : '17:00',
    isClosed: hours?.isClosed ?? false,
    step: hours?.stepMinutes === undefined ? '' : String(hours.stepMinutes),
    validFrom: hours?.validFrom ?? '',
    validUntil: hours?.validUntil ?? '',
    note: hours?.note ?? '',
    ...preset,
  }
}

/** What the form says; the room and the kinds of visits of what is changed stay. What is empty or no time is left out,
 *  and missed by the server where it is needed. */
export function bodyOf(form: HoursForm, before: Hours | undefined): Hours {
  const isWhole = form.isClosed && form.isWholeDay
  const step = form.step.trim()
  const from = isWhole ? 0 : minuteOf(form.from)
  const to = isWhole ? dayMinutes : minuteOf(form.to)
  const isWeek = form.when === 'week'
  const said: Partial<Hours> = {
    ...(before?.room ? { room: before.room } : {}),
    ...(before?.visits && !form.isClosed ? { visits: before.visits } : {}),
    ...(form.practitioner ? { practitioner: form.practitioner } : {}),
    ...(isWeek ? { weekday: form.weekday } : {}),
    ...(!isWeek && form.date ? { date: form.date } : {}),
    ...(isWeek && form.validFrom ? { validFrom: form.validFrom } : {}),
    ...(isWeek && form.validUntil ? { validUntil: form.validUntil } : {}),
    ...(from === undefined ? {} : { fromMinute: from }),
    ...(to === undefined ? {} : { toMinute: to }),
    ...(form.isClosed ? { isClosed: true } : {}),
    ...(!form.isClosed && step
      ? { stepMinutes: Number.isNaN(Number(step)) ? (step as never) : Number(step) }
      : {}),
    ...(form.note.trim() ? { note: form.note.trim() } : {}),
  }
  return said as Hours
}
