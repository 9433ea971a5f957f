// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import {
  CalendarDays,
  ChartSpline,
  ClipboardList,
  Crosshair,
  FileSignature,
  History,
  Mail,
  Signpost,
  Syringe,
  TriangleAlert,
} from 'lucide-react'
import { useEffect, useRef, type ReactElement } from 'react'
import { Link } from 'wouter'
import { IconButton } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { EntryBadges } from './EntryBadges'
import { EntryWords } from './EntryWords'
import { StateBadge } from './StateBadge'
import type { Shown } from './HistoryDialog'
import { whenOf, type AnyEntry, type TimelineKind } from './timeline'
import { useWriter } from './useWriter'
import styles from './Timeline.module.css'

const signs: Readonly<Record<TimelineKind, typeof Mail>> = {
  assessment: ClipboardList,
  plan: Crosshair,
  consent: FileSignature,
  session: Syringe,
  adverseEvent: TriangleAlert,
  outcome: ChartSpline,
  progressReview: Signpost,
  letter: Mail,
  appointment: CalendarDays,
}

/** Where an entry is read or gone on with; nothing for what is read right here. */
export function addressOf(
  patient: string,
  entry: AnyEntry,
  dayOf: (moment: string) => string,
): string | undefined {
  const home = `/patients/${patient}`
  switch (entry.kind) {
    case 'assessment':
      return `${home}/assessments/${entry.id}`
    case 'plan':
      return `${home}/plans/${entry.id}`
    case 'consent':
      return `${home}/plans/${entry.body.plan}/consent`
    case 'session':
      return `${home}/sessions/${entry.id}`
    case 'adverseEvent':
      return entry.body.session ? `${home}/sessions/${entry.body.session}` : undefined
    case 'outcome':
    case 'progressReview':
      return `${home}/outcomes`
    case 'letter':
      return `${home}/letters/${entry.id}`
    case 'appointment':
      return `/diary/day/${dayOf(entry.body.start)}`
    default:
      return undefined
  }
}

export function TimelineEntry({
  patient,
  entry,
  more,
  before,
  isShown,
  onHistory,
}: {
  readonly patient: string
  readonly entry: AnyEntry
  /** Others of the same kind and day, shown with it. */
  readonly more: readonly AnyEntry[]
  readonly before: AnyEntry | undefined
  readonly isShown: boolean
  readonly onHistory: (shown: Shown) => void
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const writer = useWriter()
  const place = useRef<HTMLLIElement>(null)
  const kind = entry.kind as TimelineKind
  const Sign = signs[kind]
  const dayOf = (when: string): string => (when.includes('T') ? time.local(when).day : when)
  const when = whenOf(entry)
  const day = dayOf(when)
  const isSameDay = before !== undefined && dayOf(whenOf(before)) === day
  const to = addressOf(patient, entry, (moment) => time.local(moment).day)
  const isVoid = entry.state === 'mistaken' || entry.state === 'erased'
  useEffect(() => {
    if (isShown) place.current?.scrollIntoView({ block: 'center' })
  }, [isShown])
  return (
    <li
      ref={place}
      className={clsx(styles.entry, isShown && styles.shown, isVoid && styles.void)}
      aria-current={isShown || undefined}
    >
      <div className={styles.date}>
        {!isSameDay && <time dateTime={day}>{time.day(day, 'year')}</time>}
        {isSameDay && <span className="visually-hidden">{time.day(day, 'year')}</span>}
      </div>
      <span className={clsx(styles.sign, styles[kind])}>
        <Sign aria-hidden size={16} />
      </span>
      <div className={styles.words}>
        <div className={styles.head}>
          {to ? (
            <Link href={to} className={styles.title}>
              {t(`patients.kind_${kind}`)}
            </Link>
          ) : (
            <span className={styles.title}>{t(`patients.kind_${kind}`)}</span>
          )}
          <StateBadge entry={entry} />
          <EntryBadges entry={entry} />
          {when.includes('T') && kind !== 'outcome' && <span className={styles.time}>{time.time(when)}</span>}
        </div>
        {[entry, ...more].map((one) => (
          <EntryWords key={one.id} entry={one} />
        ))}
        <p className={styles.writer}>
          {t('patients.writtenBy', { who: writer(entry), when: time.moment(entry.at) })}
        </p>
      </div>
      <div>
        <IconButton
          label={t('patients.versionsOf', { kind: t(`patients.kind_${kind}`), version: entry.version })}
          size="small"
          icon={<History aria-hidden />}
          onClick={() => onHistory({ kind: entry.kind, id: entry.id })}
        />
      </div>
    </li>
  )
}
