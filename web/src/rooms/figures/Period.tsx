// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Segmented, TextField } from '@/design'
import { addDays, useClinicTime, type Day } from '@/record'
import { useText } from '@/text'
import styles from './figures.module.css'

export const presets = ['quarter', 'year', 'fiveYears'] as const
export type Preset = (typeof presets)[number]
export type Days = Readonly<{ from: Day; to: Day }>

const lengths: Readonly<Record<Preset, number>> = { quarter: 91, year: 365, fiveYears: 1826 }

/** The days of a preset, the last of them today. */
export function daysOf(preset: Preset, today: Day): Days {
  return { from: addDays(today, 1 - lengths[preset]), to: today }
}

export function isBackwards({ from, to }: Days): boolean {
  return from !== '' && to !== '' && from > to
}

/** Of which days the figures are. */
export function Period({
  days,
  onDays,
}: {
  readonly days: Days
  readonly onDays: (days: Days) => void
}): ReactElement {
  const t = useText()
  const today = useClinicTime().today()
  const chosen = presets.find((preset) => {
    const { from, to } = daysOf(preset, today)
    return from === days.from && to === days.to
  })
  return (
    <div className={styles.period} role="search" aria-label={t('figures.period')}>
      <Segmented
        label={t('figures.period')}
        value={chosen ?? null}
        canClear={false}
        onValue={(preset) => preset && onDays(daysOf(preset, today))}
        choices={presets.map((value) => ({ value, label: t(`figures.preset_${value}`) }))}
      />
      <TextField
        type="date"
        label={t('figures.from')}
        value={days.from}
        onValue={(from) => onDays({ ...days, from })}
      />
      <TextField
        type="date"
        label={t('figures.to')}
        value={days.to}
        onValue={(to) => onDays({ ...days, to })}
        error={isBackwards(days) ? t('figures.backwards') : undefined}
      />
    </div>
  )
}
