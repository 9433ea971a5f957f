// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { ask, type Reply } from '@/api/client'
import { loadedOf } from '@/api/entries'
import { Await, Button } from '@/design'
import { addDays, useClinicTime, type Day } from '@/record'
import { useText } from '@/text'
import type { Visit } from './visits'
import styles from './diary.module.css'

type Slot = Reply<'/api/v1/slots', 'get'>['slots'][number]

const daysAsked = 28
const daysShown = 3

/** Free times as the server finds them, by day; the next days on demand. */
export function Slots({
  practitioner,
  visit,
  minutes,
  from,
  chosen,
  onChoose,
}: {
  readonly practitioner: string
  readonly visit: Visit
  readonly minutes: number
  readonly from: Day
  readonly chosen: string | undefined
  readonly onChoose: (slot: Slot) => void
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const [asked, setAsked] = useState<Day>(from)
  const [shown, setShown] = useState(daysShown)
  // A time that is picked moves the day; the list stays where it was looked for.
  const begin = asked < from && from <= addDays(asked, daysAsked) ? asked : from
  if (begin !== asked) setAsked(begin)
  const first = begin > time.today() ? time.dayBegins(begin) : undefined
  const slots = loadedOf(
    useQuery({
      queryKey: ['appointment', 'many', { slots: { practitioner, visit, minutes, begin } }],
      queryFn: ({ signal }) =>
        ask<{ slots: readonly Slot[] }>('GET', '/api/v1/slots', {
          query: {
            practitioner,
            visit,
            minutes,
            from: first,
            before: time.dayBegins(addDays(begin, daysAsked)),
          },
          signal,
        }),
      enabled: practitioner !== '',
      placeholderData: (before) => before,
    }),
  )
  return (
    <fieldset className={styles.slots}>
      <legend>{t('diary.free')}</legend>
      <Await of={slots} lines={3}>
        {({ slots: all }) => {
          const days = grouped(all, (slot) => time.local(slot.start).day)
          if (days.length === 0) return <p className={styles.faint}>{t('diary.noFree')}</p>
          return (
            <>
              {days.slice(0, shown).map(([day, list]) => (
                <div key={day} className={styles.slotDay}>
                  <span>{time.day(day)}</span>
                  <div>
                    {list.map((slot) => (
                      <button
                        key={slot.start}
                        type="button"
                        className={styles.slot}
                        aria-pressed={chosen !== undefined && Date.parse(chosen) === Date.parse(slot.start)}
                        aria-label={`${time.day(day)}, ${time.time(slot.start)}`}
                        onClick={() => onChoose(slot)}
                      >
                        {time.time(slot.start)}
                      </button>
                    ))}
                  </div>
                </div>
              ))}
              {days.length > shown && (
                <div>
                  <Button size="small" tone="quiet" onClick={() => setShown(shown + daysShown)}>
                    {t('diary.moreDays')}
                  </Button>
                </div>
              )}
            </>
          )
        }}
      </Await>
    </fieldset>
  )
}

function grouped<T>(all: readonly T[], keyOf: (item: T) => string): readonly (readonly [string, T[]])[] {
  const map = new Map<string, T[]>()
  for (const item of all) map.set(keyOf(item), [...(map.get(keyOf(item)) ?? []), item])
  return [...map]
}
