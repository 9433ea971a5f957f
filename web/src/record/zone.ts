// SPDX-License-Identifier: Apache-2.0
// Days and minutes on the clocks of the clinic, whatever clock the device shows.

/** "2026-11-30" */
export type Day = string

const minutesADay = 1440
const msAMinute = 60_000
const readers = new Map<string, Intl.DateTimeFormat>()

function readerOf(zone: string): Intl.DateTimeFormat {
  const known = readers.get(zone)
  if (known) return known
  const reader = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  readers.set(zone, reader)
  return reader
}

/** The zone whose clock this device shows. */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

export type Local = Readonly<{ day: Day; minute: number }>

/** What the clocks of the zone show at an instant: the day, and the minute of the day (540 is 9:00). */
export function localOf(instant: string | number | Date, zone: string): Local {
  const parts: Record<string, string> = {}
  for (const part of readerOf(zone).formatToParts(new Date(instant))) parts[part.type] = part.value
  return {
    day: `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`,
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  }
}

/** Minutes of a local time since 1970, as if the zone were UTC: to reckon with. */
function wallMinutes({ day, minute }: Local): number {
  return Date.parse(`${day}T00:00:00Z`) / msAMinute + minute
}

/** The instant at which the clocks of the zone show that. A time that is skipped in spring is taken as after the skip;
 *  one that comes twice in autumn as its first. */
export function instantOf(local: Local, zone: string): string {
  const wanted = wallMinutes(local)
  let found = wanted
  // The offset of the wrong side of a change of clocks is mended by the second round.
  for (let round = 0; round < 2; round += 1) found += wanted - wallMinutes(localOf(found * msAMinute, zone))
  return new Date(found * msAMinute).toISOString()
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * minutesADay * msAMinute).toISOString().slice(0, 10)
}

/** Whole days from one to the other. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / (minutesADay * msAMinute))
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

export function weekdayOf(day: Day): Weekday {
  const sundayFirst = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekdays[(sundayFirst + 6) % 7] as Weekday
}

/** The Monday of its week. */
export function mondayOf(day: Day): Day {
  return addDays(day, -weekdays.indexOf(weekdayOf(day)))
}

/** "09:05" */
export function clockOf(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** The minute of the day of "09:05" or "9:5"; nothing of what is no time. */
export function minuteOf(clock: string): number | undefined {
  const found = /^(\d{1,2}):(\d{1,2})$/.exec(clock.trim())
  if (!found) return undefined
  const minute = Number(found[1]) * 60 + Number(found[2])
  return Number(found[1]) < 24 && Number(found[2]) < 60 ? minute : undefined
}

/** Years completed on a day; below 0 before the birth. */
export function ageOn(birthDate: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}
