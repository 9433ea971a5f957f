// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { CalendarDays, Check, Undo2 } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { Link } from 'wouter'
import { asRefusal, useWrite, type Body, type Entry } from '@/api/entries'
import { Await, Badge, Button, Card, Empty, Failed, LinkButton, useToast, type Tone } from '@/design'
import { ageOn, fullName, useClinicTime, usePractitioners, useRooms } from '@/record'
import { useText } from '@/text'
import { useBookingsToday } from './useToday'
import styles from './today.module.css'

type Status = Body<'appointment'>['status']
const tones: Readonly<Record<Status, Tone>> = {
  proposed: 'ask',
  booked: 'info',
  arrived: 'go',
  done: 'neutral',
  cancelled: 'neutral',
  no_show: 'caution',
}
const tickMs = 30_000

/** Today's bookings in the order of the day; one press says that somebody has arrived. */
export function DayList({ practitioner }: { readonly practitioner: string | undefined }): ReactElement {
  const t = useText()
  const bookings = useBookingsToday(practitioner)
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = window.setInterval(() => tick((count) => count + 1), tickMs)
    return () => window.clearInterval(timer)
  }, [])
  return (
    <Card
      title={t('today.appointments')}
      isFlush
      actions={
        bookings.state === 'ready' &&
        bookings.data.entries.length > 0 && (
          <span className={styles.faint}>
            {t('today.count', {
              count: bookings.data.entries.filter((one) => one.body.status !== 'cancelled').length,
              arrived: bookings.data.entries.filter((one) => one.body.status === 'arrived').length,
            })}
          </span>
        )
      }
    >
      <Await of={bookings} lines={6}>
        {({ entries, patients }) =>
          entries.length === 0 ? (
            <Empty
              icon={<CalendarDays aria-hidden size={28} />}
              title={t(practitioner === undefined ? 'today.nobody' : 'today.nobodyOfMine')}
              action={<LinkButton to="/diary">{t('today.toDiary')}</LinkButton>}
            />
          ) : (
            <ol className={styles.list}>
              {entries.map((one) => (
                <Line
                  key={one.id}
                  booking={one}
                  patient={patients.get(one.body.patient)}
                  showsWhom={practitioner === undefined}
                />
              ))}
            </ol>
          )
        }
      </Await>
    </Card>
  )
}

function Line({
  booking,
  patient,
  showsWhom,
}: {
  readonly booking: Entry<'appointment'>
  readonly patient: Entry<'patient'> | undefined
  readonly showsWhom: boolean
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const practitioners = usePractitioners()
  const rooms = useRooms()
  const say = useToast()
  const write = useWrite('appointment')
  const { body } = booking
  const now = Date.now()
  const isNow = Date.parse(body.start) <= now && now < Date.parse(body.end)
  const isLate = body.status === 'booked' && Date.parse(body.start) < now
  const isOver = ['done', 'cancelled', 'no_show'].includes(body.status)
  const known = patient && !patient.withheld ? patient.body : undefined
  const name = known ? fullName(known) : t(patient ? 'patients.withheld' : 'diary.someone')
  const set = (status: Status, follows: number): void => {
    write.mutate(
      { id: booking.id, follows, body: { ...body, status } },
      {
        onSuccess: (written) => {
          if (status === 'arrived')
            say({
              text: t('today.hasArrived', { name }),
              tone: 'go',
              undo: () => set('booked', written.version),
            })
        },
      },
    )
  }
  return (
    <li className={clsx(styles.line, isNow && !isOver && styles.now, isOver && styles.over)}>
      <time className={styles.time} dateTime={body.start}>
        {time.time(body.start)}
        <span>{time.time(body.end)}</span>
      </time>
      <div className={styles.who}>
        <Link href={`/patients/${body.patient}`} className={styles.name}>
          {name}
        </Link>
        <p className={styles.faint}>
          {[
            t.word(body.visit),
            known?.birthDate && t('today.aged', { age: ageOn(known.birthDate, time.today()) }),
            showsWhom && fullName(practitioners.get(body.practitioner) ?? {}),
            body.room && rooms.get(body.room)?.name,
            known?.needsInterpreter && t('patients.needsInterpreter'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {body.reason && <p className={styles.faint}>{body.reason}</p>}
        {write.error && <Failed refusal={asRefusal(write.error)} />}
      </div>
      <div className={styles.state}>
        {isLate ? (
          <Badge tone="caution">{t('today.notHere')}</Badge>
        ) : (
          <Badge tone={tones[body.status]}>{t.word(body.status)}</Badge>
        )}
        {body.status === 'booked' && (
          <Button
            tone={isLate || isNow ? 'primary' : 'plain'}
            size="small"
            icon={<Check aria-hidden />}
            aria-label={t('today.arrivedOf', { name })}
            isBusy={write.isPending}
            onClick={() => set('arrived', booking.version)}
          >
            {t('today.arrived')}
          </Button>
        )}
        {body.status === 'arrived' && (
          <Button
            tone="quiet"
            size="small"
            icon={<Undo2 aria-hidden />}
            aria-label={t('today.notArrivedOf', { name })}
            isBusy={write.isPending}
            onClick={() => set('booked', booking.version)}
          >
            {t('design.undo')}
          </Button>
        )}
        {body.status === 'proposed' && (
          <LinkButton to={`/diary/day/${time.local(body.start).day}`} size="small">
            {t('today.toDiary')}
          </LinkButton>
        )}
      </div>
    </li>
  )
}
