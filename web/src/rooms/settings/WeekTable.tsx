// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { weekdays } from '@/record'
import { useText } from '@/text'
import { useHourWords } from './useHourWords'
import styles from './settings.module.css'

type Hours = Entry<'hours'>

/** Somebody's week, day by day; each span of hours is pressed to change it. */
export function WeekTable({
  name,
  hours,
  onEdit,
}: {
  readonly name: string
  readonly hours: readonly Hours[]
  readonly onEdit: (entry: Hours) => void
}): ReactElement {
  const t = useText()
  const words = useHourWords()
  const dayHours = (day: string): readonly Hours[] =>
    hours.filter(({ body }) => body.weekday === day).sort((a, b) => a.body.fromMinute - b.body.fromMinute)
  if (hours.length === 0) return <p className={styles.none}>{t('settings.noWeek')}</p>
  return (
    <ul className={styles.week} aria-label={t('settings.weekOf', { name })}>
      {weekdays.map((day) => (
        <li key={day}>
          <span className={styles.weekday}>{t.word(day)}</span>
          <span className={styles.spans}>
            {dayHours(day).length === 0 && <span className={styles.soft}>{t('settings.noHours')}</span>}
            {dayHours(day).map((entry) => (
              <button
                key={entry.id}
                type="button"
                className={styles.span}
                onClick={() => onEdit(entry)}
                aria-label={t('settings.editHoursOf', {
                  name,
                  day: t.word(day),
                  span: words.span(entry.body),
                })}
              >
                {entry.body.isClosed && `${t('settings.closed')} `}
                {words.span(entry.body)}
                <span className={styles.faint}>{words.validity(entry.body)}</span>
              </button>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
