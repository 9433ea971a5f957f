// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Badge, Notice, Table } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import { Figure } from './Figure'
import { Numbers } from './Numbers'
import { Plot } from './Plot'
import { ticksTo } from './scale'
import type { Figures, HarmChart } from './wire'
import styles from './figures.module.css'

/** Charts that are watched for a signal of harm, treatment after treatment. */
export function HarmCharts({ figures }: { readonly figures: Figures }): ReactElement {
  const t = useText()
  return (
    <Figure title={t('figures.charts')} isNotFor={[figures.isNotFor.charts]}>
      <p className={styles.soft}>{t('figures.chartsHint')}</p>
      <div className={styles.charts}>
        {figures.charts.map((chart) => (
          <OneChart key={chart.what} chart={chart} />
        ))}
      </div>
    </Figure>
  )
}

function OneChart({ chart }: { readonly chart: HarmChart }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { path, limit, treatments } = chart
  const title = sentence(chart.what)
  return (
    <section className={styles.stack} aria-label={title}>
      <h3>{title}</h3>
      {chart.signals.length > 0 ? (
        <Notice tone="stop" title={t('figures.signals', { count: chart.signals.length })}>
          <p>{chart.signals.map((day) => time.day(day, 'year')).join(', ')}</p>
        </Notice>
      ) : (
        <p>
          <Badge>{treatments === 0 ? t('figures.noTreatmentYet') : t('figures.noSignal')}</Badge>
        </p>
      )}
      {path.length > 0 && <Picture chart={chart} title={title} />}
      <p className={styles.soft}>
        {t('figures.chartFacts', {
          sum: t.number(chart.sum, 'hundredths'),
          limit: t.number(limit, 'hundredths'),
          treatments,
          earlier: chart.earlierSignals,
          odds: t.number(chart.oddsRatio),
          falseAlarm: chart.falseAlarmEvery,
          found: chart.foundAfter,
        })}{' '}
        {chart.baseline} <cite className={styles.source}>{chart.source}</cite>
      </p>
      {path.length > 0 && (
        <Numbers>
          <Table
            caption={t('figures.numbersOf', { title })}
            isDense
            rows={path}
            keyOf={(point) => String(point.treatments)}
            columns={[
              { name: t('figures.treatmentsSoFar'), isNumber: true, cell: (one) => t.number(one.treatments) },
              {
                name: t('figures.highestSum'),
                isNumber: true,
                cell: (one) => t.number(one.sum, 'hundredths'),
              },
            ]}
          />
        </Numbers>
      )}
    </section>
  )
}

function Picture({ chart, title }: { readonly chart: HarmChart; readonly title: string }): ReactElement {
  const t = useText()
  const { path, limit, treatments, treatmentsBefore } = chart
  const top = limit * 1.15
  const last = Math.max(1, treatments)
  const x = (count: number): number => (count / last) * 100
  const y = (sum: number): number => 100 - (sum / top) * 100
  const line = [{ treatments: 0, sum: 0 }, ...path]
  return (
    <Plot
      label={t('figures.chartOf', {
        title,
        treatments,
        sum: t.number(chart.sum, 'hundredths'),
        limit: t.number(limit, 'hundredths'),
        signals: chart.signals.length + chart.earlierSignals,
      })}
      xName={t('figures.treatmentsSoFar')}
      yName={t('figures.sum')}
      x={ticksTo(last, 4).map((tick) => ({ at: tick / last, label: t.number(tick) }))}
      y={[
        { at: 0, label: t.number(0) },
        { at: limit / top, label: t('figures.limit', { limit: t.number(limit, 'hundredths') }) },
      ]}
    >
      {treatmentsBefore > 0 && (
        <rect x={0} y={0} width={x(treatmentsBefore)} height={100} className={styles.before} />
      )}
      <line x1={0} x2={100} y1={y(limit)} y2={y(limit)} className={styles.limit} />
      <polyline
        points={line.map((one) => `${String(x(one.treatments))},${String(y(one.sum))}`).join(' ')}
        className={styles.path}
      />
      {path
        .filter((one) => one.sum >= limit)
        .map((one) => (
          <line
            key={one.treatments}
            x1={x(one.treatments)}
            x2={x(one.treatments)}
            y1={y(one.sum)}
            y2={y(one.sum)}
            className={styles.signal}
          />
        ))}
    </Plot>
  )
}
