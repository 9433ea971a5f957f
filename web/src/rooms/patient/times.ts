// SPDX-License-Identifier: Apache-2.0
// Days and hours as people say them, on the clinic's clocks.
import { useMemo } from 'react'
import { useText } from '@/text'

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

const zoned = (zone: string | undefined): Intl.DateTimeFormatOptions => (zone ? { timeZone: zone } : {})
/** A day without an hour is the same day everywhere. */
const isDay = (at: string): boolean => at.length === 10

export function timesOf(language: string, zone: string | undefined): Times {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const moments = new Intl.DateTimeFormat(language, { ...options, ...zoned(zone) })
    const days = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
    return (at: string) => (isDay(at) ? days : moments).format(new Date(at))
  }
  return {
    day: format({ weekday: 'long', day: 'numeric', month: 'long' }),
    shortDay: format({ weekday: 'short', day: 'numeric', month: 'short' }),
    time: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    date: format({ day: 'numeric', month: 'long', year: 'numeric' }),
    brief: format({ day: 'numeric', month: 'short' }),
  }
}

/** English of the clinic's country puts the day first; other languages know their own way. */
const tagOf = (language: string): string => (language === 'en' ? 'en-GB' : language)

export function useTimes(zone: string | undefined): Times {
  const { language } = useText()
  return useMemo(() => timesOf(tagOf(language), zone), [language, zone])
}

/** "2026-11-30": the day there is now on those clocks. */
export function dayOf(at: Date, zone: string | undefined): string {
  return new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...zoned(zone),
  }).format(at)
}

export function useToday(zone: string | undefined): string {
  return dayOf(new Date(), zone)
}
