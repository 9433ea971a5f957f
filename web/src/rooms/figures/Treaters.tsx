// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import { ShareBar, topOf } from './Bar'
import { Figure } from './Figure'
import { Plot } from './Plot'
import { ticksTo } from './scale'
import { WordyTable } from './WordyTable'
import { useWriting } from './useWriting'
import { endsOf, type Ends, type Figures, type Spread } from './wire'
import styles from './figures.module.css'

type Unit = Spread['units'][number]

/** Whether those who treat differ beyond chance: a funnel, and what each share is drawn to. In no order of merit. */
export function Treaters({ figures }: { readonly figures: Figures }): ReactElement {
  const t = useText()
  return (
    <Figure title={t('figures.clinicians')} isNotFor={[figures.isNotFor.clinicians]}>
      <p className={styles.soft}>{t('figures.cliniciansHint')}</p>
      <div className={styles.charts}>
        {figures.clinicians.map((spread) => (
          <OneSpread key={spread.what} spread={spread} tooFew={figures.tooFewBelow} />
        ))}
      </div>
    </Figure>
  )
}

function OneSpread({ spread, tooFew }: { readonly spread: Spread; readonly tooFew: number }): ReactElement {
  const t = useText()
  const write = useWriting()
  const title = sentence(spread.what)
  const { units } = spread
  const top = topOf(units.map((unit) => unit.interval[1]))
  const limits = (interval: readonly number[]): string => write.between(endsOf(interval) ?? [0, 1])
  return (
    <section className={styles.stack} aria-label={title}>
      <h3>{title}</h3>
      {units.length < 2 ? (
        <p className={styles.soft}>{t('figures.oneTreats', { count: units.length })}</p>
      ) : (
        <>
          <p>
            {spread.isBeyondChance ? t('figures.spreadBeyond') : t('figures.spreadWithin')}{' '}
            <span className={styles.soft}>
              {t('figures.spreadFacts', {
                p: t.number(spread.p, 'three'),
                mean: write.percent(spread.mean),
                dispersion: t.number(spread.dispersion, 'hundredths'),
              })}
            </span>
          </p>
          <Funnel spread={spread} title={title} />
        </>
      )}
      {units.length > 0 && (
        <WordyTable
          caption={t('figures.numbersOf', { title })}
          rows={units}
          keyOf={(unit, index) => unit.name ?? String(index)}
          columns={[
            {
              name: t('figures.who'),
              cell: (unit) => unit.name ?? <span className={styles.soft}>{t('figures.notNamed')}</span>,
            },
            {
              name: t('figures.counted'),
              cell: (unit) => (
                <span className={styles.stack}>
                  <span className={styles.counts}>{write.counts(unit)}</span>
                  {unit.denominator < tooFew && <span className={styles.soft}>{t('figures.tooFew')}</span>}
                </span>
              ),
            },
            {
              name: t('figures.shrunken'),
              cell: (unit) => (
                <div className={styles.share}>
                  <span>
                    {t('figures.within', {
                      share: write.percent(unit.shrunken),
                      between: limits(unit.interval),
                    })}
                  </span>
                  <ShareBar top={top} share={unit.shrunken} interval={endsOf(unit.interval)} />
                  <span className={styles.soft}>
                    {t('figures.ownWeight', { weight: t.number(unit.ownWeight, 'share') })}
                  </span>
                </div>
              ),
            },
            { name: t('figures.funnel95'), cell: (unit) => limits(unit.funnel95) },
            { name: t('figures.funnel998'), cell: (unit) => limits(unit.funnel998) },
          ]}
        />
      )}
    </section>
  )
}

function Funnel({ spread, title }: { readonly spread: Spread; readonly title: string }): ReactElement {
  const t = useText()
  const write = useWriting()
  const units = [...spread.units].sort((a, b) => a.denominator - b.denominator)
  const most = Math.max(1, ...units.map((unit) => unit.denominator)) * 1.05
  const own = (unit: Unit): number => (unit.denominator > 0 ? unit.numerator / unit.denominator : 0)
  const top = topOf(units.flatMap((unit) => [own(unit), unit.funnel998[1]]))
  const x = (count: number): number => (count / most) * 100
  const y = (share: number): number => 100 - (share / top) * 100
  const edge = (of: (unit: Unit) => readonly number[], end: 0 | 1): string =>
    units.map((unit) => `${String(x(unit.denominator))},${String(y((of(unit) as Ends)[end]))}`).join(' ')
  return (
    <Plot
      label={t('figures.funnelOf', { title, count: units.length, mean: write.percent(spread.mean) })}
      xName={t('figures.treatmentsOfEach')}
      yName={t('figures.withEvent')}
      x={ticksTo(most, 4).map((tick) => ({ at: tick / most, label: t.number(tick) }))}
      y={ticksTo(top, 4).map((tick) => ({ at: tick / top, label: write.percent(tick) }))}
    >
      <line x1={0} x2={100} y1={y(spread.mean)} y2={y(spread.mean)} className={styles.mean} />
      {([0, 1] as const).map((end) => (
        <g key={end}>
          <polyline points={edge((unit) => unit.funnel95, end)} className={styles.funnel95} />
          <polyline points={edge((unit) => unit.funnel998, end)} className={styles.funnel998} />
        </g>
      ))}
      {units.map((unit, index) => (
        <line
          key={unit.name ?? index}
          x1={x(unit.denominator)}
          x2={x(unit.denominator)}
          y1={y(own(unit))}
          y2={y(own(unit))}
          className={styles.dot}
        />
      ))}
    </Plot>
  )
}
