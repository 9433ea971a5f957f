// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { ask } from '@/api/client'
import type { EntryPage } from '@/api/entries'
import { Badge, Button, Notice } from '@/design'
import { useClinicTime, usePatientsById } from '@/record'
import { useText } from '@/text'
import { nameOf } from './Block'
import type { BookingWanted } from './BookingDialog'
import { wishOf } from './WaitingList'
import styles from './diary.module.css'

export type Freed = Readonly<{ practitioner: string; room?: string | undefined; start: string; end: string }>

/** A time has become free: who of those who wait could take it, as the server finds them. */
export function FreedTime({
  freed,
  onWanted,
  onClose,
}: {
  readonly freed: Freed
  readonly onWanted: (wanted: BookingWanted) => void
  readonly onClose: () => void
}): ReactElement | null {
  const t = useText()
  const time = useClinicTime()
  const found = useQuery({
    queryKey: ['waitingEntry', 'many', { freed }],
    queryFn: () => ask<EntryPage<'waitingEntry'>>('GET', '/api/v1/waiting', { query: { ...freed } }),
  })
  const waiting = (found.data?.entries ?? []).filter((one) => !one.withheld)
  const patients = usePatientsById(waiting.map((one) => one.body.patient))
  const when = `${time.day(time.local(freed.start).day)}, ${time.time(freed.start)}–${time.time(freed.end)}`
  if (!found.data) return null
  return (
    <Notice
      tone="info"
      title={t('diary.couldTake', { when, count: waiting.length })}
      isLive
      actions={
        <Button size="small" onClick={onClose}>
          {t('diary.leave')}
        </Button>
      }
    >
      {waiting.length > 0 && (
        <ul className={styles.plain}>
          {waiting.map((one) => (
            <li key={one.id} className={styles.line}>
              <span>
                <strong>{nameOf(patients.get(one.body.patient), t)}</strong>{' '}
                {one.body.isUrgent && <Badge tone="caution">{t.word('urgent')}</Badge>}
                <span className={styles.faint}>{wishOf(one.body, t, time)}</span>
              </span>
              <Button
                size="small"
                tone="primary"
                onClick={() =>
                  onWanted({
                    waiting: one,
                    patient: one.body.patient,
                    start: freed.start,
                    practitioner: freed.practitioner,
                    ...(freed.room !== undefined ? { room: freed.room } : {}),
                  })
                }
              >
                {t('diary.bookFor')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
