// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { Badge } from '@/design'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import { Bar } from './Bar'
import { Figure } from './Figure'
import { ratioPlace } from './scale'
import { WordyTable } from './WordyTable'
import { useWriting } from './useWriting'
import type { Comparison, Figures } from './wire'
import styles from './figures.module.css'

/** The clinic's own counts beside what was published, each with what differs. */
export function Published({ figures }: { readonly figures: Figures }): ReactElement {
  const t = useText()
  return (
    <Figure title={t('figures.published')} isNotFor={[figures.isNotFor.comparisons]}>
      <p className={styles.soft}>{t('figures.publishedHint')}</p>
      <div className={styles.published}>
        <WordyTable
          caption={t('figures.published')}
          rows={figures.comparisons}
          keyOf={(row) => row.id}
          columns={[
            { name: t('figures.event'), cell: (row) => <What row={row} /> },
            { name: t('figures.here'), cell: (row) => <Here row={row} /> },
            { name: t('figures.there'), cell: (row) => <There row={row} /> },
          ]}
        />
      </div>
    </Figure>
  )
}

function What({ row }: { readonly row: Comparison }): ReactElement {
  const t = useText()
  return (
    <div className={styles.stack}>
      <strong>{sentence(row.what)}</strong>
      <span className={styles.soft}>
        {row.per === 'patient' ? t('figures.perPatient') : t('figures.perTreatment')}
      </span>
    </div>
  )
}

function Here({ row }: { readonly row: Comparison }): ReactElement {
  const t = useText()
  const write = useWriting()
  const [low, high] = row.ratioInterval ?? []
  const times = (value: number | null | undefined): string =>
    value === null || value === undefined ? t('figures.noLimit') : t.number(value, 'hundredths')
  return (
    <div className={styles.share}>
      <span>
        <span className={styles.counts}>{write.counts(row.clinic)}</span>{' '}
        {row.tooFewToSay && <span className={styles.soft}>{t('figures.tooFew')}</span>}
      </span>
      {!row.tooFewToSay && (
        <>
          <span>
            {row.ratio === null || row.ratio === undefined
              ? t('figures.noRatio')
              : t('figures.timesAsOften', { ratio: times(row.ratio), low: times(low), high: times(high) })}
          </span>
          <Bar
            point={row.ratio === null ? undefined : ratioPlace(row.ratio)}
            ends={[ratioPlace(low) ?? 0, ratioPlace(high) ?? 1]}
            line={ratioPlace(1)}
          />
          <span>
            {row.isBeyondChance ? (
              <Badge tone="ask">{t('figures.beyondChance')}</Badge>
            ) : (
              <span className={styles.soft}>{t('figures.withinChance')}</span>
            )}
            {row.expected !== undefined && (
              <span className={styles.soft}>
                {' '}
                {t('figures.expected', { expected: t.number(row.expected) })}
              </span>
            )}
          </span>
        </>
      )}
    </div>
  )
}

function There({ row }: { readonly row: Comparison }): ReactElement {
  const t = useText()
  const write = useWriting()
  const { numerator, denominator, share, interval, definition, population, differs, source, mark } =
    row.published
  const [low = 0, high = 1] = interval
  return (
    <div className={clsx(styles.stack, styles.runsOn)}>
      <span>
        {numerator !== undefined && denominator !== undefined && (
          <span className={styles.counts}>{write.counts({ numerator, denominator })} </span>
        )}
        {t('figures.within', { share: write.percent(share), between: write.between([low, high]) })}{' '}
        <cite className={styles.source}>{source}</cite>
        {mark !== 'seen' && <Badge tone="ask">{t.word(`mark_${mark}`)}</Badge>}
      </span>
      <span className={styles.soft}>
        {' '}
        {definition} {population}{' '}
      </span>
      <span>{t('figures.differs', { differs })}</span>
    </div>
  )
}
