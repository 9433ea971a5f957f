// SPDX-License-Identifier: Apache-2.0
import { ChevronRight } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Link } from 'wouter'
import type { Body } from '@/api/entries'
import { Badge } from '@/design'
import { useText } from '@/text'
import { visitName } from './plain'
import type { Times } from './times'
import styles from './VisitCard.module.css'

/** A booking: the day large, then hour, whom with and where. */
export function VisitCard({
  title,
  visit,
  people,
  rooms,
  times,
  to,
  children,
}: {
  readonly title?: string
  readonly visit: Body<'appointment'>
  readonly people: ReadonlyMap<string, string>
  readonly rooms: ReadonlyMap<string, Body<'room'>>
  readonly times: Times
  readonly to?: string
  readonly children?: ReactNode
}): ReactElement {
  const t = useText()
  const room = visit.room ? rooms.get(visit.room) : undefined
  const person = people.get(visit.practitioner)
  return (
    <article className={styles.card}>
      {title !== undefined && <p className={styles.title}>{title}</p>}
      <div className={styles.main}>
        <div className={styles.words}>
          <h2 className={styles.day}>{times.day(visit.start)}</h2>
          <p className={styles.hour}>
            {t('patient.fromTo', { from: times.time(visit.start), to: times.time(visit.end) })}
          </p>
          <p className={styles.what}>
            {visitName(visit.visit, t)}
            {person !== undefined && ` ${t('patient.with', { name: person })}`}
          </p>
          {room && <p className={styles.what}>{[room.name, room.place].filter(Boolean).join(', ')}</p>}
          {visit.status === 'proposed' && (
            <p className={styles.badge}>
              <Badge tone="ask">{t('patient.notAgreed')}</Badge>
            </p>
          )}
        </div>
        {to !== undefined && (
          <Link href={to} className={styles.onward} aria-label={t('patient.openVisit')}>
            <ChevronRight aria-hidden size={22} />
          </Link>
        )}
      </div>
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </article>
  )
}
