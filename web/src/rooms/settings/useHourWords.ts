// SPDX-License-Identifier: Apache-2.0
import type { Body } from '@/api/entries'
import { clockOf, useClinicTime } from '@/record'
import { useText } from '@/text'

type Hours = Body<'hours'>
const dayMinutes = 24 * 60

/** How hours are said: "09:00–17:00", "the whole day", "from 1 Jan 2027". */
export function useHourWords(): Readonly<{
  span: (hours: Hours) => string
  validity: (hours: Hours) => string
}> {
  const t = useText()
  const time = useClinicTime()
  return {
    span: ({ fromMinute, toMinute }) =>
      fromMinute === 0 && toMinute === dayMinutes
        ? t('settings.wholeDay')
        : t('settings.span', { from: clockOf(fromMinute), to: clockOf(toMinute) }),
    validity: ({ validFrom, validUntil }) =>
      [
        validFrom && t('settings.sinceDay', { day: time.day(validFrom, 'year') }),
        validUntil && t('settings.untilDay', { day: time.day(validUntil, 'year') }),
      ]
        .filter(Boolean)
        .join(' '),
  }
}
