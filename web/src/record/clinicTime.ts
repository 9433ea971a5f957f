// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react'
import { useEntries } from '@/api/entries'
import { useText } from '@/text'
import { instantOf, localOf, type Day, type Local } from './zone'

type DayStyle = 'short' | 'medium' | 'long' | 'weekday' | 'year'
const dayStyles: Readonly<Record<DayStyle, Intl.DateTimeFormatOptions>> = {
  short: { day: 'numeric', month: 'short' },
  medium: { weekday: 'short', day: 'numeric', month: 'short' },
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  weekday: { weekday: 'short' },
  year: { day: 'numeric', month: 'short', year: 'numeric' },
}

/** Times as the clinic's people say them: on its clocks, in its way of writing. */
export type ClinicTime = Readonly<{
  zone: string
  /** Whether this device's clocks show something else just now. */
  differs: boolean
  deviceZone: string
  locale: string
  today: () => Day
  now: () => Local
  local: (instant: string) => Local
  instant: (local: Local) => string
  /** The first moment of a day. */
  dayBegins: (day: Day) => string
  day: (day: Day, style?: DayStyle) => string
  time: (instant: string) => string
  minute: (minute: number) => string
  /** "30 Nov 2026, 09:00" */
  moment: (instant: string) => string
}>

function writerOf(locale: string, options: Intl.DateTimeFormatOptions): (instant: string) => string {
  const writer = new Intl.DateTimeFormat(locale, options)
  return (instant) => writer.format(new Date(instant))
}

/** Exported for tests; pages have useClinicTime(). */
export function clinicTimeOf(zone: string, locale: string): ClinicTime {
  const days = new Map<DayStyle, (instant: string) => string>()
  const day = (value: Day, style: DayStyle = 'medium'): string => {
    const known = days.get(style) ?? writerOf(locale, { timeZone: 'UTC', ...dayStyles[style] })
    days.set(style, known)
    return known(`${value}T12:00:00Z`)
  }
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }
  const time = writerOf(locale, { timeZone: zone, ...clock })
  const utcTime = writerOf(locale, { timeZone: 'UTC', ...clock })
  const local = (instant: string): Local => localOf(instant, zone)
  const deviceZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const here = new Date()
  const there = localOf(here, zone)
  return {
    zone,
    deviceZone,
    differs: there.minute !== here.getHours() * 60 + here.getMinutes(),
    locale,
    today: () => localOf(new Date(), zone).day,
    now: () => localOf(new Date(), zone),
    local,
    instant: (value) => instantOf(value, zone),
    dayBegins: (value) => instantOf({ day: value, minute: 0 }, zone),
    day,
    time,
    minute: (value) => utcTime(new Date(value * 60_000).toISOString()),
    moment: (instant) => `${day(local(instant).day, 'year')}, ${time(instant)}`,
  }
}

/** The clinic's zone and language, as its entry says; the device's until that has arrived. */
export function useClinicTime(): ClinicTime {
  const t = useText()
  const clinics = useEntries('clinic', { limit: 1 })
  const clinic = clinics.state === 'ready' ? clinics.data.entries[0]?.body : undefined
  const zone = clinic?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const wanted = clinic?.language ?? ''
  // "en-GB" says how the clinic writes English dates; pages in another language write them in theirs.
  const locale = wanted.split('-')[0] === t.language.split('-')[0] && wanted ? wanted : t.language
  return useMemo(() => clinicTimeOf(zone, locale), [zone, locale])
}
