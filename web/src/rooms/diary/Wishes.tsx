// SPDX-License-Identifier: Apache-2.0
import { CalendarHeart, Check } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import { Link } from 'wouter'
import { asRefusal, useEntries, type Entry } from '@/api/entries'
import { Await, Badge, Button, Card, Empty, Failed, TextField } from '@/design'
import { fullName, useClinicTime, usePatientsById, usePractitioners } from '@/record'
import { useText } from '@/text'
import { useStatus } from './AppointmentDialog'
import { nameOf } from './Block'
import type { Booking } from './useDiary'
import styles from './diary.module.css'

/** Times that patients have asked for and the clinic has not agreed to yet. */
export function Wishes(): ReactElement {
  const t = useText()
  const found = useEntries('appointment', { status: 'proposed', sort: 'date', limit: 50 })
  const ids = useMemo(
    () => (found.state === 'ready' ? found.data.entries.map((one) => one.body.patient) : []),
    [found],
  )
  const patients = usePatientsById(ids)
  return (
    <Card
      title={t('diary.wishes')}
      level={3}
      isFlush
      actions={
        found.state === 'ready' &&
        found.data.entries.length > 0 && <Badge tone="ask">{found.data.entries.length}</Badge>
      }
    >
      <Await of={found}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Empty icon={<CalendarHeart aria-hidden size={24} />} title={t('diary.noWishes')} />
          ) : (
            <ul className={styles.list}>
              {entries.map((one) => (
                <Wish key={one.id} wish={one} patient={patients.get(one.body.patient)} />
              ))}
            </ul>
          )
        }
      </Await>
    </Card>
  )
}

function Wish({
  wish,
  patient,
}: {
  readonly wish: Booking
  readonly patient: Entry<'patient'> | undefined
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const practitioners = usePractitioners()
  const status = useStatus(wish)
  const [isDeclining, setDeclining] = useState(false)
  const [why, setWhy] = useState('')
  const { body } = wish
  const { day } = time.local(body.start)
  const name = nameOf(patient, t)
  return (
    <li>
      <strong>{name}</strong>
      <Link href={`/diary/day/${day}`}>
        {time.day(day)}, {time.time(body.start)}
      </Link>
      <span className={styles.faint}>
        {[t.word(body.visit), fullName(practitioners.get(body.practitioner) ?? {})]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {body.reason && <span className={styles.faint}>{body.reason}</span>}
      {status.error && <Failed refusal={asRefusal(status.error)} />}
      {isDeclining ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            status.set('cancelled', {
              cancelledBy: 'staff',
              cancelledAt: new Date().toISOString(),
              ...(why.trim() ? { cancelledWhy: why.trim() } : {}),
            })
          }}
        >
          <TextField label={t('diary.whyDeclined')} value={why} onValue={setWhy} />
          <div className={styles.buttons}>
            <Button size="small" tone="danger" submits isBusy={status.isBusy}>
              {t('diary.decline')}
            </Button>
            <Button size="small" tone="quiet" onClick={() => setDeclining(false)}>
              {t('diary.leave')}
            </Button>
          </div>
        </form>
      ) : (
        <div className={styles.buttons}>
          <Button
            size="small"
            tone="primary"
            icon={<Check aria-hidden />}
            aria-label={t('diary.approveOf', { name })}
            isBusy={status.isBusy}
            onClick={() => status.set('booked')}
          >
            {t('diary.approve')}
          </Button>
          <Button size="small" aria-label={t('diary.declineOf', { name })} onClick={() => setDeclining(true)}>
            {t('diary.decline')}
          </Button>
        </div>
      )}
    </li>
  )
}
