// SPDX-License-Identifier: Apache-2.0
import { CalendarPlus } from 'lucide-react'
import { useState, type FormEvent, type ReactElement } from 'react'
import { Link } from 'wouter'
import { asRefusal, useEntries, useWrite, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import {
  Await,
  Badge,
  Button,
  Card,
  Empty,
  Failed,
  LinkButton,
  Page,
  Stack,
  TextField,
  useToast,
} from '@/design'
import { useText } from '@/text'
import { CallClinic } from './CallClinic'
import { useHouse, useZone } from './house'
import { useClinic } from './library'
import { toCome, usePeople, useRooms } from './own'
import { visitName } from './plain'
import { useTimes } from './times'
import { VisitCard } from './VisitCard'
import styles from './Visits.module.css'

/** What is booked and asked for, and what was. */
export function Visits(): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const visits = useEntries('appointment', { patient: self, limit: 200, sort: '-date' })
  return (
    <Page
      title={t('patient.visitsTitle')}
      width="text"
      actions={
        <LinkButton tone="primary" to="/visits/book" icon={<CalendarPlus aria-hidden />}>
          {t('patient.bookOne')}
        </LinkButton>
      }
    >
      <Await of={visits}>
        {(page) => {
          const coming = toCome(page.entries, new Date())
          const past = page.entries.filter((one) => !coming.includes(one))
          return (
            <Stack>
              {coming.length === 0 && <Empty title={t('patient.nothingBooked')} />}
              {coming.map((one) => (
                <Coming key={one.id} visit={one} />
              ))}
              <Rules />
              <ul className={styles.ways}>
                <li>
                  <Link href="/visits/waiting">{t('patient.toWaiting')}</Link>
                </li>
                <li>
                  <Link href="/visits/calendar">{t('patient.toCalendar')}</Link>
                </li>
              </ul>
              {past.length > 0 && <Past visits={past} />}
            </Stack>
          )
        }}
      </Await>
    </Page>
  )
}

/** The clinic's own times, so that nobody finds out by being refused. */
function Rules(): ReactElement | null {
  const t = useText()
  const clinic = useClinic()
  const rules = clinic.state === 'ready' ? clinic.data.booking : undefined
  if (!rules) return null
  const lines = [
    rules.bookUntilHours !== undefined && t('patient.ruleBook', { count: rules.bookUntilHours }),
    rules.cancelUntilHours !== undefined && t('patient.ruleCancel', { count: rules.cancelUntilHours }),
    rules.bookAheadDays !== undefined && t('patient.ruleAhead', { count: rules.bookAheadDays }),
  ].filter((line) => typeof line === 'string')
  return (
    <ul className={styles.rules}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function Coming({ visit }: { readonly visit: Entry<'appointment'> }): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const people = usePeople()
  const rooms = useRooms()
  const [isCancelling, setCancelling] = useState(false)
  const isWish = visit.body.status === 'proposed'
  return (
    <VisitCard visit={visit.body} people={people} rooms={rooms} times={times}>
      {isCancelling ? (
        <Cancelling visit={visit} onDone={() => setCancelling(false)} />
      ) : (
        <>
          <LinkButton to={`/visits/move/${visit.id}`}>{t('patient.move')}</LinkButton>
          <Button onClick={() => setCancelling(true)}>
            {isWish ? t('patient.takeBack') : t('patient.cancelVisit')}
          </Button>
        </>
      )}
    </VisitCard>
  )
}

/** Cancelling cannot be undone, since the time may be another's at once; so it is asked for here, with a reason that
 *  nobody has to give. */
function Cancelling({
  visit,
  onDone,
}: {
  readonly visit: Entry<'appointment'>
  readonly onDone: () => void
}): ReactElement {
  const t = useText()
  const say = useToast()
  const write = useWrite('appointment')
  const [why, setWhy] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setRefusal(null)
    write.mutate(
      {
        id: visit.id,
        follows: visit.version,
        body: {
          ...visit.body,
          status: 'cancelled',
          cancelledBy: 'patient',
          cancelledAt: new Date().toISOString(),
          ...(why.trim() ? { cancelledWhy: why.trim() } : {}),
        },
      },
      {
        onSuccess: () => {
          say({ text: t('patient.cancelled'), tone: 'go' })
          onDone()
        },
        onError: (thrown) => setRefusal(asRefusal(thrown)),
      },
    )
  }
  return (
    <form className={styles.cancelling} onSubmit={submit}>
      <p>{t('patient.cancelAsk')}</p>
      <TextField label={t('patient.cancelWhy')} value={why} onValue={setWhy} maxLength={200} />
      {refusal && (
        <>
          <Failed refusal={refusal} />
          <CallClinic />
        </>
      )}
      <div className={styles.buttons}>
        <Button tone="danger" submits isBusy={write.isPending}>
          {t('patient.cancelYes')}
        </Button>
        <Button onClick={onDone}>{t('patient.cancelNo')}</Button>
      </div>
    </form>
  )
}

function Past({ visits }: { readonly visits: readonly Entry<'appointment'>[] }): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const people = usePeople()
  return (
    <Card title={t('patient.pastVisits')} isFlush>
      <ul className={styles.past}>
        {visits.map((one) => (
          <li key={one.id}>
            <span>
              <strong>{times.date(one.body.start)}</strong>{' '}
              <span className={styles.soft}>
                {[visitName(one.body.visit, t), people.get(one.body.practitioner)].filter(Boolean).join(', ')}
              </span>
            </span>
            {one.body.status !== 'done' && <Badge>{t.word(`visit_${one.body.status}`)}</Badge>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
