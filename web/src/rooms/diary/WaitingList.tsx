// SPDX-License-Identifier: Apache-2.0
import { Hourglass, Plus } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import { useEntries, useWrite, type Body, type Entry } from '@/api/entries'
import { Await, Badge, Button, Card, Empty, useToast } from '@/design'
import { useClinicTime, usePatientsById, type ClinicTime } from '@/record'
import { useText, type Text } from '@/text'
import { nameOf } from './Block'
import type { BookingWanted } from './BookingDialog'
import { WaitingDialog } from './WaitingDialog'
import styles from './diary.module.css'

/** What somebody who waits would take, in words. */
export function wishOf(body: Body<'waitingEntry'>, t: Text, time: ClinicTime): string {
  const hours =
    body.fromMinute !== undefined || body.toMinute !== undefined
      ? t('diary.between', {
          from: time.minute(body.fromMinute ?? 0),
          to: time.minute(body.toMinute ?? 1439),
        })
      : ''
  return [
    body.visit && t.word(body.visit),
    body.minutes !== undefined && t('diary.minutes', { count: body.minutes }),
    (body.weekdays ?? []).map((day) => t.word(day)).join(', '),
    hours,
    body.earliest && t('diary.from', { day: time.day(body.earliest, 'short') }),
    body.latest && t('diary.until', { day: time.day(body.latest, 'short') }),
    body.note,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Those who would take a time that becomes free. */
export function WaitingList({
  onWanted,
}: {
  readonly onWanted: (wanted: BookingWanted) => void
}): ReactElement {
  const t = useText()
  const [isAdding, setAdding] = useState(false)
  const found = useEntries('waitingEntry', { status: 'waiting,offered', sort: 'date', limit: 100 })
  const ids = useMemo(
    () => (found.state === 'ready' ? found.data.entries.map((one) => one.body.patient) : []),
    [found],
  )
  const patients = usePatientsById(ids)
  return (
    <Card
      title={t('diary.waiting')}
      level={3}
      isFlush
      actions={
        <Button size="small" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
          {t('diary.addWaiting')}
        </Button>
      }
    >
      <Await of={found}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Empty icon={<Hourglass aria-hidden size={24} />} title={t('diary.noWaiting')} />
          ) : (
            <ul className={styles.list}>
              {[...entries]
                .filter((one) => !one.withheld)
                .sort((a, b) => Number(b.body.isUrgent ?? false) - Number(a.body.isUrgent ?? false))
                .map((one) => (
                  <Waiting
                    key={one.id}
                    entry={one}
                    patient={patients.get(one.body.patient)}
                    onWanted={onWanted}
                  />
                ))}
            </ul>
          )
        }
      </Await>
      <WaitingDialog isOpen={isAdding} onClose={() => setAdding(false)} />
    </Card>
  )
}

function Waiting({
  entry,
  patient,
  onWanted,
}: {
  readonly entry: Entry<'waitingEntry'>
  readonly patient: Entry<'patient'> | undefined
  readonly onWanted: (wanted: BookingWanted) => void
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const say = useToast()
  const write = useWrite('waitingEntry')
  const { body } = entry
  const name = nameOf(patient, t)
  const giveUp = (): void => {
    write.mutate(
      { id: entry.id, follows: entry.version, body: { ...body, status: 'given_up' } },
      {
        onSuccess: (written) =>
          say({
            text: t('diary.waitsNoMore', { name }),
            undo: () => write.mutate({ id: entry.id, follows: written.version, body }),
          }),
      },
    )
  }
  return (
    <li>
      <span className={styles.head}>
        <strong>{name}</strong>
        {body.isUrgent && <Badge tone="caution">{t.word('urgent')}</Badge>}
      </span>
      <span className={styles.faint}>{wishOf(body, t, time)}</span>
      <span className={styles.faint}>
        {t('diary.waitsSince', { day: time.day(time.local(body.askedAt).day, 'short') })}
      </span>
      <div className={styles.buttons}>
        <Button
          size="small"
          aria-label={t('diary.bookForName', { name })}
          onClick={() => onWanted({ waiting: entry, patient: body.patient })}
        >
          {t('diary.bookFor')}
        </Button>
        <Button
          size="small"
          tone="quiet"
          aria-label={t('diary.giveUpName', { name })}
          isBusy={write.isPending}
          onClick={giveUp}
        >
          {t('diary.giveUp')}
        </Button>
      </div>
    </li>
  )
}
