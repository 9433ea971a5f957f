// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { english } from './en'
import { languages, textOf } from '.'
import { localeOf, writtenNumber, writtenTimes, type DayStyle } from './written'

const styles: readonly DayStyle[] = ['weekday', 'short', 'medium', 'long', 'year', 'full']

describe('days', () => {
  it('stand before the month, and the month is a word', () => {
    const { day } = writtenTimes(localeOf('en'), 'Europe/Madrid')
    expect(styles.map((style) => day('2026-11-30', style).replace(',', ''))).toEqual([
      'Mon',
      '30 Nov',
      'Mon 30 Nov',
      'Monday 30 November',
      '30 Nov 2026',
      '30 November 2026',
    ])
  })
  it('can be misread in no language: no month is a number beside the day', () => {
    for (const language of ['en', 'en-US', 'de', 'fr', 'es', 'ar'])
      for (const style of ['short', 'year', 'full'] as const)
        expect(writtenTimes(localeOf(language), 'UTC').day('2026-03-04', style)).toMatch(/\p{L}{3}/u)
  })
  it('are the same day in every zone; those of an instant are the clinic’s', () => {
    for (const zone of ['Pacific/Auckland', 'America/Los_Angeles', undefined])
      expect(writtenTimes('en-GB', zone).day('2026-11-30', 'year')).toBe('30 Nov 2026')
    const auckland = writtenTimes('en-GB', 'Pacific/Auckland')
    expect(auckland.day('2026-11-30T12:00:00Z', 'year')).toBe('1 Dec 2026')
    expect(auckland.moment('2026-11-30T12:05:00Z')).toBe('1 Dec 2026, 01:05')
  })
})

describe('numbers', () => {
  it('are written as the language does', () => {
    expect(writtenNumber('en-GB', 0.3, 'hundredths')).toBe('0.30')
    expect(writtenNumber('de', 0.3, 'hundredths')).toBe('0,30')
    expect(writtenNumber('en-GB', 12.345)).toBe('12.3')
    expect(writtenNumber('en-GB', 4, 'signed')).toBe('+4')
    expect(writtenNumber('en-GB', 0.153, 'share')).toBe('15%')
  })
})

describe('the texts', () => {
  it('leave days and times to the one who knows the clinic’s clocks', () => {
    const own = Object.entries(english).flatMap(([room, messages]) =>
      Object.entries(messages as Record<string, string>)
        .filter(([, text]) => /\{\s*\w+\s*,\s*(date|time)\b/.test(text))
        .map(([key]) => `${room}.${key}`),
    )
    expect(own).toEqual([])
  })
  it('write numbers as days are written', () => {
    const [first] = languages
    if (!first) throw new Error('no language')
    expect(textOf(first, english).number(1234.56)).toBe('1,234.6')
  })
})
