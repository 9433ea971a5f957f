// SPDX-License-Identifier: Apache-2.0
import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { Badge, Card, Empty, LinkButton, Stack, Table } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { citation } from '../consent/useLibrary'
import type { Source } from '../session/wire'
import { CourseChart } from './CourseChart'
import type { Course, Threshold } from './series'
import styles from './outcomes.module.css'

/** One instrument: its course, the numbers, and what changes were shown to mean, by whom. */
export function CourseCard({
  course,
  sessions,
  sources,
  home,
}: {
  readonly course: Course
  readonly sessions: readonly Entry<'session'>[]
  readonly sources: readonly Source[]
  readonly home: string
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { instrument, points, all } = course
  const { body } = instrument
  const first = points[0]
  const last = points.at(-1)
  return (
    <Card
      title={body.title}
      actions={
        <LinkButton to={`${home}/new/${instrument.id}`} size="small" icon={<Plus aria-hidden />}>
          {t('outcomes.fillIn')}
        </LinkButton>
      }
    >
      <Stack>
        {first && last && first !== last && (
          <p className={styles.then}>
            <span>{t('outcomes.fromTo', { first: t.number(first.score), last: t.number(last.score) })}</span>
            <Badge>{t('outcomes.change', { change: t.number(last.score - first.score, 'signed') })}</Badge>
          </p>
        )}
        {points.length > 0 ? (
          <CourseChart course={course} sessions={sessions} />
        ) : (
          <Empty title={t('outcomes.none')}>{body.about}</Empty>
        )}
        {body.thresholds && body.thresholds.length > 0 && (
          <div className={styles.thresholds}>
            <h3>{t('outcomes.meaning')}</h3>
            <ul>
              {body.thresholds.map((threshold, index) => (
                <li key={index}>
                  <strong>{t.word(threshold.meaning)}</strong>: {amountOf(threshold)}. {threshold.about}{' '}
                  <span className={styles.source}>
                    {citation(sources, threshold.source)}
                    {threshold.mark ? ` (${t.word(`mark_${threshold.mark}`)})` : ''}
                  </span>
                </li>
              ))}
            </ul>
            <p className={styles.hint}>{t('outcomes.meaningHint')}</p>
          </div>
        )}
        {all.length > 0 && (
          <Table
            caption={t('outcomes.tableOf', { title: body.title })}
            rows={all}
            keyOf={(row) => row.id}
            isDense
            columns={[
              {
                name: t('outcomes.on'),
                cell: (row) => <span className={styles.day}>{time.day(row.body.on, 'year')}</span>,
              },
              {
                name: t('outcomes.score'),
                isNumber: true,
                cell: (row) =>
                  row.body.score === undefined ? t('outcomes.noScore') : t.number(row.body.score),
              },
              {
                name: t('outcomes.sinceBeginning'),
                isNumber: true,
                cell: (row) =>
                  row.body.score === undefined || !first || row.id === first.outcome.id
                    ? '–'
                    : t.number(row.body.score - first.score, 'signed'),
              },
              {
                name: t('outcomes.sessionsBefore'),
                isNumber: true,
                cell: (row) => sessionsBefore(row.body.on),
              },
              { name: t('outcomes.by'), cell: (row) => t.word(row.body.givenBy) },
              { name: t('outcomes.note'), cell: (row) => row.body.note ?? '', isExtra: true },
            ]}
          />
        )}
      </Stack>
    </Card>
  )

  function amountOf(threshold: Threshold): string {
    return [
      threshold.value !== undefined ? t('outcomes.points', { value: threshold.value }) : '',
      threshold.percent !== undefined ? t('outcomes.percent', { value: threshold.percent }) : '',
    ]
      .filter(Boolean)
      .join(` ${t('outcomes.or')} `)
  }

  function sessionsBefore(on: string): number {
    return sessions.filter((session) => Date.parse(session.body.began) <= Date.parse(on)).length
  }
}
