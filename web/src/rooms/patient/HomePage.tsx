// SPDX-License-Identifier: Apache-2.0
import {
  BookOpenText,
  CalendarPlus,
  ChevronRight,
  ClipboardCheck,
  ClipboardList,
  ClipboardPen,
  HeartHandshake,
  MessageSquare,
  Moon,
  NotebookPen,
  type LucideIcon,
} from 'lucide-react'
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { Await, Page, Stack } from '@/design'
import { useText, type Text } from '@/text'
import { useZone } from './house'
import { usePatient, usePeople, useRooms } from './own'
import { useTimes, type Times } from './times'
import { useNext, type Next } from './useNext'
import { VisitCard } from './VisitCard'
import styles from './HomePage.module.css'

/** What is next, in one glance, and the ways to the rest. */
export function HomePage(): ReactElement {
  const t = useText()
  const patient = usePatient()
  const next = useNext()
  const body = patient.state === 'ready' ? patient.data.body : undefined
  const name = body ? (body.preferredName ?? body.given?.[0] ?? '') : ''
  return (
    <Page title={name ? t('patient.hello', { name }) : t('patient.helloNobody')} width="text">
      <Await of={next}>{(all) => <NextThings all={all} />}</Await>
      <Ways />
    </Page>
  )
}

function NextThings({ all }: { readonly all: readonly Next[] }): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const people = usePeople()
  const rooms = useRooms()
  const visit = all.find((one) => one.what === 'visit')
  const todo = all.filter((one) => one.what !== 'visit')
  return (
    <Stack>
      {todo.length > 0 && (
        <section className={styles.todo} aria-label={t('patient.toDo')}>
          <h2>{t('patient.toDo')}</h2>
          <ul>
            {todo.map((one, index) => (
              <li key={index}>
                <Todo one={one} times={times} isFirst={index === 0} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {visit?.what === 'visit' ? (
        <VisitCard
          title={visit.visit.body.status === 'proposed' ? t('patient.askedVisit') : t('patient.nextVisit')}
          visit={visit.visit.body}
          people={people}
          rooms={rooms}
          times={times}
          to="/visits"
        />
      ) : (
        <p className={styles.none}>
          {todo.length === 0 ? t('patient.nothingNext') : t('patient.noVisit')}{' '}
          <Link href="/visits/book">{t('patient.bookOne')}</Link>
        </p>
      )}
    </Stack>
  )
}

type Shown = Readonly<{ to: string; icon: LucideIcon; title: string; hint: string }>

function shownOf(one: Next, t: Text, times: Times): Shown {
  switch (one.what) {
    case 'check':
      return {
        to: `/check/${one.session}`,
        icon: ClipboardCheck,
        title: t('patient.checkTitle'),
        hint: t('patient.checkHint'),
      }
    case 'goOn':
      return {
        to: '/form',
        icon: ClipboardPen,
        title: t('patient.formGoOn'),
        hint: t('patient.formGoOnHint'),
      }
    case 'form':
      return {
        to: '/form',
        icon: ClipboardPen,
        title: t('patient.formTitle'),
        hint: t('patient.formBefore', { day: times.day(one.before.body.start) }),
      }
    case 'fillIn':
      return {
        to: '/diary/new',
        icon: NotebookPen,
        title: t('patient.fillIn'),
        hint: t('patient.fillInHint'),
      }
    case 'message':
      return {
        to: '/messages',
        icon: MessageSquare,
        title: t('patient.newMessages', { count: one.count }),
        hint: t('patient.newMessagesHint'),
      }
    case 'visit':
      return { to: '/visits', icon: CalendarPlus, title: t('patient.nextVisit'), hint: '' }
  }
}

function Todo({
  one,
  times,
  isFirst,
}: {
  readonly one: Next
  readonly times: Times
  readonly isFirst: boolean
}): ReactElement {
  const t = useText()
  const { to, icon: Icon, title, hint } = shownOf(one, t, times)
  return (
    <Link href={to} className={isFirst ? styles.first : styles.other}>
      <Icon aria-hidden size={24} />
      <span className={styles.words}>
        <strong>{title}</strong>
        <span>{hint}</span>
      </span>
      <ChevronRight aria-hidden size={20} className={styles.onward} />
    </Link>
  )
}

/** The rest of the house, by what people want to do. */
function Ways(): ReactElement {
  const t = useText()
  const ways: readonly (readonly [string, LucideIcon, string])[] = [
    ['/diary', NotebookPen, t('patient.toDiary')],
    ['/after', Moon, t('patient.toAfter')],
    ['/plan', HeartHandshake, t('patient.toPlan')],
    ['/visits/book', CalendarPlus, t('patient.toBook')],
    ['/form', ClipboardList, t('patient.toForm')],
    ['/learn', BookOpenText, t('patient.toLearn')],
  ]
  return (
    <nav aria-label={t('patient.ways')}>
      <ul className={styles.ways}>
        {ways.map(([to, Icon, name]) => (
          <li key={to}>
            <Link href={to} className={styles.way}>
              <Icon aria-hidden size={22} />
              <span>{name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
