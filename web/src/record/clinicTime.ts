// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react'
import { useEntries } from '@/api/entries'
import { useText } from '@/text'
import { localeOf, writtenTimes, type WrittenTimes } from '@/text/written'
import { deviceZone, instantOf, localOf, type Day, type Local } from './zone'

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
  minute: (minute: number) => string
}> &
  WrittenTimes

/** Exported for tests; pages have useClinicTime(). */
export function clinicTimeOf(zone: string, locale: string): ClinicTime {
  const written = writtenTimes(locale, zone)
  const clock = writtenTimes(locale, 'UTC')
  const local = (instant: string): Local => localOf(instant, zone)
  const here = new Date()
  const there = localOf(here, zone)
  return {
    zone,
    deviceZone: deviceZone(),
    differs: there.minute !== here.getHours() * 60 + here.getMinutes(),
    locale,
    today: () => localOf(new Date(), zone).day,
    now: () => localOf(new Date(), zone),
    local,
    instant: (value) => instantOf(value, zone),
    dayBegins: (value) => instantOf({ day: value, minute: 0 }, zone),
    ...written,
    minute: (value) => clock.time(new Date(value * 60_000).toISOString()),
  }
}

/** The clinic's zone and language, as its entry says; the device's until that has arrived. */
export function useClinicTime(): ClinicTime {
  const t = useText()
  const clinics = useEntries('clinic', { limit: 1 })
  const clinic = clinics.state === 'ready' ? clinics.data.entries[0]?.body : undefined
  const zone = clinic?.timeZone ?? deviceZone()
  const wanted = clinic?.language ?? ''
  // "en-GB" says how the clinic writes English dates; pages in another language write them in theirs.
  const locale =
    wanted.split('-')[0] === t.language.split('-')[0] && wanted ? localeOf(wanted) : localeOf(t.language)
  return useMemo(() => clinicTimeOf(zone, locale), [zone, locale])
}
