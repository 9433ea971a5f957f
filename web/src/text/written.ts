// SPDX-License-Identifier: Apache-2.0
// How days, times and numbers are written: here, and nowhere else. The clinic is anywhere, and its people come from
// anywhere: a month is a word ("30 Nov 2026"), so that nobody takes the day for the month.

/** "en" alone does not say whether the month or the day comes first: here it is the day. */
export function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language
}

/** Whether days are written "19/1/1985" (day first) or "1/19/1985" where this language is spoken. */
export function writesDayFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(new Date(Date.UTC(2000, 0, 15)))
  return (
    parts.findIndex((part) => part.type === 'day') < parts.findIndex((part) => part.type === 'month') ||
    parts[0]?.type === 'year'
  )
}

export type DayStyle = 'weekday' | 'short' | 'medium' | 'long' | 'year' | 'full'
const dayStyles: Readonly<Record<DayStyle, Intl.DateTimeFormatOptions>> = {
  /** "Mon" */
  weekday: { weekday: 'short' },
  /** "30 Nov" */
  short: { day: 'numeric', month: 'short' },
  /** "Mon 30 Nov" */
  medium: { weekday: 'short', day: 'numeric', month: 'short' },
  /** "Monday 30 November" */
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  /** "30 Nov 2026" */
  year: { day: 'numeric', month: 'short', year: 'numeric' },
  /** "30 November 2026" */
  full: { day: 'numeric', month: 'long', year: 'numeric' },
}

export type NumberStyle = 'plain' | 'signed' | 'share' | 'percentTenths' | 'three' | 'tenths' | 'hundredths'
const numberStyles: Readonly<Record<NumberStyle, Intl.NumberFormatOptions>> = {
  /** "12.5" */
  plain: { maximumFractionDigits: 1 },
  /** "+12.5", "−3" */
  signed: { maximumFractionDigits: 1, signDisplay: 'exceptZero' },
  /** 0.15 as "15%" */
  share: { style: 'percent', maximumSignificantDigits: 2 },
  /** 0.1534 as "15.3%" */
  percentTenths: { style: 'percent', maximumFractionDigits: 1 },
  /** three digits that count: "0.123", "12.3" */
  three: { maximumSignificantDigits: 3 },
  /** "3.0", "−0.4" */
  tenths: { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'negative' },
  /** "0.30" */
  hundredths: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
}

const numbers = new Map<string, Intl.NumberFormat>()

export function writtenNumber(locale: string, value: number, style: NumberStyle = 'plain'): string {
  const name = `${locale} ${style}`
  const writer = numbers.get(name) ?? new Intl.NumberFormat(locale, numberStyles[style])
  numbers.set(name, writer)
  // A minus is as wide as a plus, and is not taken for a dash.
  return style === 'signed' || style === 'tenths'
    ? writer.format(value).replace('-', '−')
    : writer.format(value)
}

/** "en-GB" as "British English"; what is no tag of a language stays as it is. */
export function writtenLanguage(locale: string, tag: string): string {
  const isTag = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag)
  return isTag ? (new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag) : tag
}

export type WrittenTimes = Readonly<{
  /** Of a day, or of an instant: the day there is then on the clocks of the zone. */
  day: (at: string, style?: DayStyle) => string
  /** "09:05" */
  time: (instant: string) => string
  /** "30 Nov 2026, 09:05" */
  moment: (instant: string) => string
}>

/** A day without an hour is the same day everywhere. */
const isDay = (at: string): boolean => at.length === '2026-11-30'.length

/** Days and times as people of a place write them, on the clocks of a zone (the device's where none is known). */
export function writtenTimes(locale: string, zone: string | undefined): WrittenTimes {
  const writers = new Map<string, Intl.DateTimeFormat>()
  const writerOf = (name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const writer = writers.get(name) ?? new Intl.DateTimeFormat(locale, options)
    writers.set(name, writer)
    return writer
  }
  const zoned: Intl.DateTimeFormatOptions = zone ? { timeZone: zone } : {}
  const day = (at: string, style: DayStyle = 'medium'): string =>
    isDay(at)
      ? writerOf(`${style} UTC`, { ...dayStyles[style], timeZone: 'UTC' }).format(new Date(at))
      : writerOf(style, { ...dayStyles[style], ...zoned }).format(new Date(at))
  const time = (instant: string): string =>
    writerOf('time', { hour: '2-digit', minute: '2-digit', ...zoned }).format(new Date(instant))
  return { day, time, moment: (instant) => `${day(instant, 'year')}, ${time(instant)}` }
}
