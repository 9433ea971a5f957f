// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Card, Facts, Notice, Table } from '@/design'
import { useText, type Text } from '@/text'
import { sentence } from '@/text/sentence'
import { printed, shown } from './numbers'
import type { Pool } from './wire'
import styles from './evidence.module.css'

type Line = Readonly<{
  key: string
  label: string
  estimate?: number
  low: number
  high: number
  weight?: number
}>

function linesOf(pool: Pool, t: Text): readonly Line[] {
  const studies = pool.studies.map(
    (one): Line => ({
      key: `line-${String(one.line)}-${one.label}`,
      label: one.label,
      estimate: one.shownEstimate,
      low: one.shownLow,
      high: one.shownHigh,
      ...(one.weightPercent !== undefined ? { weight: one.weightPercent } : {}),
    }),
  )
  const groups = (pool.subgroups?.groups ?? []).map(
    (one): Line => ({
      key: `group-${one.name}`,
      label: t('evidence.group', { name: one.name, count: one.studies }),
      estimate: one.shownEstimate,
      low: one.shownLow,
      high: one.shownHigh,
    }),
  )
  const { pooled, prediction } = pool
  return [
    ...studies,
    ...groups,
    ...(pooled
      ? [
          {
            key: 'pooled',
            label: t('evidence.pooledLine'),
            estimate: pooled.shownEstimate,
            low: pooled.shownLow,
            high: pooled.shownHigh,
          },
        ]
      : []),
    ...(prediction
      ? [
          {
            key: 'prediction',
            label: t('evidence.predictionLine'),
            low: prediction.shownLow,
            high: prediction.shownHigh,
          },
        ]
      : []),
  ]
}

/** The numbers of the forest, for who reads or hears them. */
export function StudyTable({ pool }: { readonly pool: Pool }): ReactElement | null {
  const t = useText()
  const lines = linesOf(pool, t)
  if (lines.length === 0) return null
  const hasWeights = lines.some((one) => one.weight !== undefined)
  return (
    <Table
      caption={t('evidence.numbers')}
      rows={lines}
      keyOf={(one) => one.key}
      isDense
      columns={[
        { name: t('evidence.study'), cell: (one) => one.label },
        {
          name: sentence(pool.measure),
          isNumber: true,
          cell: (one) => (one.estimate === undefined ? '' : shown(one.estimate, t)),
        },
        {
          name: t('evidence.interval', { level: Math.round(pool.method.level * 1000) / 10 }),
          isNumber: true,
          cell: (one) => (
            <span className={styles.whole}>
              {t('evidence.fromTo', { low: shown(one.low, t), high: shown(one.high, t) })}
            </span>
          ),
        },
        ...(hasWeights
          ? [
              {
                name: t('evidence.weight'),
                isNumber: true,
                cell: (one: Line) =>
                  one.weight === undefined ? '' : t('evidence.percent', { value: shown(one.weight, t) }),
              },
            ]
          : []),
      ]}
    />
  )
}

/** How much the studies differ. Nothing of one study. */
export function Differences({ pool }: { readonly pool: Pool }): ReactElement | null {
  const t = useText()
  const between = pool.heterogeneity
  if (!between) return null
  const number = (value: number | undefined): string => shown(value, t)
  const ends = (low: number | undefined, high: number | undefined): string =>
    low === undefined || high === undefined
      ? ''
      : ` (${t('evidence.fromTo', { low: number(low), high: number(high) })})`
  return (
    <Card title={t('evidence.differences')} level={3}>
      <Facts
        items={[
          [
            'Q',
            t('evidence.qSays', {
              q: number(between.q),
              df: number(between.df),
              p: between.p < 0.0001 ? '< 0.0001' : `= ${number(between.p)}`,
            }),
          ],
          ...(between.tau2 !== undefined
            ? [['τ²', `${number(between.tau2)}${ends(between.tau2Low, between.tau2High)}`] as const]
            : []),
          ...(between.i2Percent !== undefined
            ? [
                [
                  'I²',
                  `${t('evidence.percent', { value: number(between.i2Percent) })}${ends(between.i2LowPercent, between.i2HighPercent)}`,
                ] as const,
              ]
            : []),
        ]}
      />
    </Card>
  )
}

/** What a reader must know: warnings, why nothing is pooled, which rows do not count. */
export function Cautions({ pool }: { readonly pool: Pool }): ReactElement {
  const t = useText()
  const isRefused = pool.answer === 'refused'
  return (
    <>
      {isRefused && (
        <Notice tone="caution" title={t('evidence.refused')}>
          {pool.refusals.length === 0 ? (
            <p>{t('evidence.noRowLeft')}</p>
          ) : (
            <ul>
              {pool.refusals.map((one) => (
                <li key={one}>{printed(one)}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      {pool.warnings.length + pool.remarks.length > 0 && (
        <Notice tone="caution" title={t('evidence.takeCare')}>
          <ul>
            {[...pool.warnings, ...pool.remarks].map((one) => (
              <li key={one}>{printed(one)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

/** Which formulas were used, so that nobody must guess. */
export function Conventions({ pool }: { readonly pool: Pool }): ReactElement {
  const t = useText()
  return (
    <details className={styles.more}>
      <summary>{t('evidence.conventions')}</summary>
      <ul>
        {pool.method.conventions.map((one) => (
          <li key={one}>{printed(one)}</li>
        ))}
      </ul>
    </details>
  )
}
