// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Source } from '@/api/library'
import { Stack, Table } from '@/design'
import { useClinicTime } from '@/record'
import { useText, type Text } from '@/text'
import { citation } from '../consent/useLibrary'
import type { Chance, Interval, Review } from './review'
import styles from './Review.module.css'

const one = (t: Text, value: number): string => t.number(value, 'tenths')
const ranged = (t: Text, of: Interval): string =>
  t('outcomes.ranged', { middle: one(t, of.middle), low: one(t, of.low), high: one(t, of.high) })
const share = (t: Text, value: number): string => t.number(value, 'share')
const chance = (t: Text, of: Chance): string =>
  t('outcomes.chanced', { value: share(t, of.value), low: share(t, of.low), high: share(t, of.high) })

/** Every number of a review: changes against noise, the change told apart, what lies ahead, other beliefs. */
export function ReviewTables({
  review,
  sources,
}: {
  readonly review: Review
  readonly sources: readonly Source[]
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { forecast } = review
  const parts: readonly (readonly [string, Interval])[] = [
    [t('outcomes.partChange'), forecast.parts.change],
    [t('outcomes.partNature'), forecast.parts.nature],
    [t('outcomes.partContext'), forecast.parts.context],
    [t('outcomes.partUnexplained'), forecast.parts.unexplained],
    [t('outcomes.partNeedle'), forecast.parts.needle],
  ]
  type Instrument = Review['instruments'][number]
  const thresholdsOf = (of: Instrument): string =>
    [
      of.noise &&
        t('outcomes.noiseIs', {
          points: t.number(of.noise.points ?? 0),
          source: citation(sources, of.noise.source),
        }),
      of.important &&
        t('outcomes.matterIs', {
          points: t.number(of.important.points ?? 0),
          source: citation(sources, of.important.source),
        }),
    ]
      .filter(Boolean)
      .join(' ')
  return (
    <Stack>
      <Table
        caption={t('outcomes.changes')}
        showsCaption
        isDense
        rows={review.instruments}
        keyOf={(row) => row.instrument}
        columns={[
          { name: t('outcomes.instrument'), cell: (row) => row.title },
          { name: t('outcomes.first'), isNumber: true, cell: (row) => t.number(row.first) },
          { name: t('outcomes.last'), isNumber: true, cell: (row) => t.number(row.last) },
          { name: t('outcomes.verdict'), cell: (row) => row.words },
          {
            name: t('outcomes.thresholds'),
            isExtra: true,
            cell: (row) => <span className={styles.source}>{thresholdsOf(row)}</span>,
          },
        ]}
      />
      <p className={styles.hint}>
        {t('outcomes.remeasured', {
          first: t.number(review.remeasured.first),
          expected: one(t, review.remeasured.expected),
        })}
      </p>
      {review.tooLittle === '' && (
        <Table
          caption={t('outcomes.parts')}
          showsCaption
          isDense
          rows={parts}
          keyOf={([name]) => name}
          columns={[
            { name: t('outcomes.part'), cell: ([name]) => name },
            { name: t('outcomes.pointsOf'), isNumber: true, cell: ([, of]) => ranged(t, of) },
          ]}
        />
      )}
      <Table
        caption={t('outcomes.ahead')}
        showsCaption
        isDense
        rows={[
          {
            what: t('outcomes.aheadLevel', { on: time.day(forecast.ahead.on, 'year') }),
            withNeedle: ranged(t, forecast.ahead.level),
            without: ranged(t, forecast.ahead.withoutNeedle),
          },
          ...(forecast.goal?.chances ?? []).map((each) => ({
            what: t('outcomes.aheadGoal', {
              goal: t.number(forecast.goal?.value ?? 0),
              on: time.day(each.on, 'year'),
            }),
            withNeedle: chance(t, each.chance),
            without: share(t, each.withoutNeedle),
          })),
        ]}
        keyOf={(row) => row.what}
        columns={[
          { name: t('outcomes.what'), cell: (row) => row.what },
          { name: t('outcomes.withNeedle'), isNumber: true, cell: (row) => row.withNeedle },
          { name: t('outcomes.withoutNeedle'), isNumber: true, cell: (row) => row.without },
        ]}
      />
      <Table
        caption={t('outcomes.beliefs')}
        showsCaption
        isDense
        rows={[
          {
            id: 'used',
            about: t('outcomes.beliefUsed'),
            important: forecast.important.value,
            needle: forecast.parts.needle,
            ahead: forecast.ahead.level,
          },
          ...forecast.otherBeliefs,
        ]}
        keyOf={(row) => row.id}
        columns={[
          { name: t('outcomes.belief'), cell: (row) => row.about },
          { name: t('outcomes.beliefMatters'), isNumber: true, cell: (row) => share(t, row.important) },
          { name: t('outcomes.partNeedle'), isNumber: true, cell: (row) => ranged(t, row.needle) },
          {
            name: t('outcomes.aheadShort'),
            isNumber: true,
            isExtra: true,
            cell: (row) => ranged(t, row.ahead),
          },
        ]}
      />
      <p className={styles.hint}>{t('outcomes.beliefsHint')}</p>
    </Stack>
  )
}
