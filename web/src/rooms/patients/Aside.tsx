// SPDX-License-Identifier: Apache-2.0
import { CalendarClock, Mail, MapPin, MessageSquare, Phone } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Link } from 'wouter'
import type { Body, Entry } from '@/api/entries'
import { may, useMe } from '@/app/session'
import { Badge, Card, LinkButton, Stack } from '@/design'
import { fullName, TaskList, useClinicTime, usePractitioners, useRooms } from '@/record'
import { useText } from '@/text'

import { ofKind } from './timeline'
import type { PatientRecord } from './usePatientRecord'
import styles from './patients.module.css'

/** Beside the time line: what comes next, what is to do, how to reach them. */
export function Aside({
  patient,
  record,
}: {
  readonly patient: Entry<'patient'>
  readonly record: PatientRecord
}): ReactElement {
  const t = useText()
  const me = useMe()
  const tasks = ofKind(record.entries, 'task').filter(
    ({ body }) => body.status === 'waiting' || body.status === 'in_progress',
  )
  const messages = ofKind(record.entries, 'message')
  const unread = messages.filter(({ body }) => body.from === patient.id && body.readAt === undefined)
  return (
    <aside className={styles.aside} aria-label={t('patients.aside')}>
      <Next entries={ofKind(record.entries, 'appointment')} patient={patient.id} />
      {may(me, 'task', 'see') && (
        <Card title={t('patients.tasks')} level={3} isFlush={tasks.length > 0}>
          {tasks.length === 0 ? (
            <p className={styles.faint}>{t('patients.noTasks')}</p>
          ) : (
            <TaskList tasks={tasks} />
          )}
        </Card>
      )}
      {may(me, 'message', 'see') && (
        <Card
          title={t('patients.messages')}
          level={3}
          actions={
            unread.length > 0 && <Badge tone="info">{t('patients.unread', { count: unread.length })}</Badge>
          }
        >
          <LinkButton
            to={`/patients/${patient.id}/messages`}
            size="small"
            icon={<MessageSquare aria-hidden />}
          >
            {messages.length === 0
              ? t('patients.writeMessage')
              : t('patients.readMessages', { count: messages.length })}
          </LinkButton>
        </Card>
      )}
      <Contact body={patient.body} />
    </aside>
  )
}

function Next({
  entries,
  patient,
}: {
  readonly entries: readonly Entry<'appointment'>[]
  readonly patient: string
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const practitioners = usePractitioners()
  const rooms = useRooms()
  const now = new Date().toISOString()
  const coming = entries
    .filter(
      ({ body }) =>
        ['proposed', 'booked', 'arrived'].includes(body.status) && Date.parse(body.end) > Date.parse(now),
    )
    .sort((a, b) => Date.parse(a.body.start) - Date.parse(b.body.start))
  const [next, ...later] = coming
  return (
    <Card title={t('patients.next')} level={3}>
      {next ? (
        <Stack gap={2}>
          <div className={styles.line}>
            <CalendarClock aria-hidden size={18} />
            <div>
              <Link href={`/diary/day/${time.local(next.body.start).day}`} className={styles.strong}>
                {time.day(time.local(next.body.start).day, 'long')}, {time.time(next.body.start)}
              </Link>
              <p className={styles.faint}>
                {[
                  t.word(next.body.visit),
                  fullName(practitioners.get(next.body.practitioner) ?? {}),
                  next.body.room && rooms.get(next.body.room)?.name,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
          </div>
          {next.body.status === 'proposed' && <Badge tone="ask">{t.word('proposed')}</Badge>}
          {next.body.status === 'arrived' && <Badge tone="go">{t.word('arrived')}</Badge>}
          {later.length > 0 && (
            <p className={styles.faint}>{t('patients.laterToo', { count: later.length })}</p>
          )}
        </Stack>
      ) : (
        <Stack gap={2}>
          <p className={styles.faint}>{t('patients.noNext')}</p>
          <div>
            <LinkButton to={`/diary/book/${patient}`} size="small">
              {t('patients.book')}
            </LinkButton>
          </div>
        </Stack>
      )}
    </Card>
  )
}

function Contact({ body }: { readonly body: Body<'patient'> }): ReactElement {
  const t = useText()
  const { address, emergencyContact, generalPractitioner } = body
  const postal = [
    ...(address?.lines ?? []),
    [address?.postcode, address?.city].filter(Boolean).join(' '),
    address?.region,
    address?.country,
  ].filter(Boolean)
  const refused = [
    body.mayBePhoned === false && t('patients.mayBePhoned'),
    body.mayBeTexted === false && t('patients.mayBeTexted'),
    body.mayBeEmailed === false && t('patients.mayBeEmailed'),
    body.mayBePosted === false && t('patients.mayBePosted'),
  ].filter(Boolean)
  const isNothing = !body.phone && !body.email && postal.length === 0
  const line = (icon: ReactNode, content: ReactNode): ReactElement => (
    <div className={styles.line}>
      {icon}
      <div>{content}</div>
    </div>
  )
  return (
    <Card title={t('patients.contact')} level={3}>
      <Stack gap={2}>
        {body.phone &&
          line(
            <Phone aria-hidden size={18} />,
            <a href={`tel:${body.phone}`} dir="ltr">
              {body.phone}
            </a>,
          )}
        {body.email &&
          line(<Mail aria-hidden size={18} />, <a href={`mailto:${body.email}`}>{body.email}</a>)}
        {postal.length > 0 && line(<MapPin aria-hidden size={18} />, postal.join(', '))}
        {isNothing && <p className={styles.faint}>{t('patients.noContact')}</p>}
        {refused.length > 0 && (
          <Badge tone="caution">{t('patients.doNot', { ways: refused.join(', ') })}</Badge>
        )}
        {emergencyContact && <Person title={t('patients.emergencyContact')} contact={emergencyContact} />}
        {generalPractitioner && (
          <Person title={t('patients.generalPractitioner')} contact={generalPractitioner} />
        )}
      </Stack>
    </Card>
  )
}

function Person({
  title,
  contact,
}: {
  readonly title: string
  readonly contact: NonNullable<Body<'patient'>['emergencyContact']>
}): ReactElement {
  return (
    <div>
      <p className={styles.faint}>{title}</p>
      <p>
        {[contact.name, contact.relation, contact.organisation].filter(Boolean).join(', ')}
        {contact.phone && (
          <>
            {' · '}
            <a href={`tel:${contact.phone}`} dir="ltr">
              {contact.phone}
            </a>
          </>
        )}
      </p>
    </div>
  )
}
