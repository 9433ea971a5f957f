// SPDX-License-Identifier: Apache-2.0
// Days and hours as people say them, on the clinic's clocks.
import { useMemo } from 'react'
import { deviceZone, localOf, type Day } from '@/record/zone'
import { useText } from '@/text'
import { localeOf, writtenTimes } from '@/text/written'

export type Times = Readonly<{
  /** "Tuesday 1 December" */
  day: (at: string) => string
  /** "Tue 1 Dec" */
  shortDay: (at: string) => string
  /** "11:00" */
  time: (at: string) => string
  /** "1 December 2026": of a moment or of a day */
  date: (at: string) => string
  /** "1 Dec" */
  brief: (at: string) => string
}>

export function timesOf(language: string, zone: string | undefined): Times {
  const { day, time } = writtenTimes(localeOf(language), zone)
  return {
    day: (at) => day(at, 'long'),
    shortDay: (at) => day(at, 'medium'),
    time,
    date: (at) => day(at, 'full'),
    brief: (at) => day(at, 'short'),
  }
}

export function useTimes(zone: string | undefined): Times {
  const { language } = useText()
  return useMemo(() => timesOf(language, zone), [language, zone])
}

/** "2026-11-30": the day there is now on those clocks. */
export function dayOf(at: Date, zone: string | undefined): Day {
  return localOf(at, zone ?? deviceZone()).day
}

export function useToday(zone: string | undefined): Day {
  return dayOf(new Date(), zone)
}
