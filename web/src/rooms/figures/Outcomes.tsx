// SPDX-License-Identifier: Apache-2.0
import { useMemo, type ReactElement } from 'react'
import { useEntries } from '@/api/entries'
import { Segmented } from '@/design'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import { ShareBar } from './Bar'
import { Figure } from './Figure'
import { WordyTable } from './WordyTable'
import { useWriting } from './useWriting'
import { endsOf, groupings, type Figures, type Grouping, type Outcome } from './wire'
import styles from './figures.module.css'

/** What became of those who were treated, with what the missing may hide. */
export function Outcomes({
  figures,
  grouping,
  onGrouping,
}: {
  readonly figures: Figures
  readonly grouping: Grouping
  readonly onGrouping: (grouping: Grouping) => void
}): ReactElement {
  const t = useText()
  const write = useWriting()
  const titles = useInstrumentTitles()
  const isGrouped = figures.grouping !== 'none'
  return (
    <Figure title={t('figures.outcomes')} isNotFor={[figures.isNotFor.outcomes]}>
      <div className="no-print">
        <Segmented
          label={t('figures.grouping')}
          value={grouping}
          canClear={false}
          onValue={(value) => value && onGrouping(value)}
          choices={groupings.map((value) => ({ value, label: t(`figures.grouping_${value}`) }))}
        />
      </div>
      <p className={styles.soft}>{t('figures.outcomesHint')}</p>
      {figures.outcomes.length === 0 ? (
        <p>{t('figures.noOutcomes')}</p>
      ) : (
        <WordyTable
          caption={t('figures.outcomes')}
          rows={figures.outcomes}
          keyOf={(row) => `${row.group} ${row.instrument}`}
          columns={[
            ...(isGrouped
              ? [
                  {
                    name: t(`figures.grouping_${figures.grouping}`),
                    cell: (row: Outcome) => write.word(row.group),
                  },
                ]
              : []),
            {
              name: t('figures.instrument'),
              cell: (row) => titles.get(row.instrument) ?? write.word(row.instrument),
            },
            { name: t('figures.courses'), isNumber: true, cell: (row) => t.number(row.courses) },
            { name: t('figures.noStart'), isNumber: true, cell: (row) => t.number(row.withoutStart) },
            { name: t('figures.noEnd'), isNumber: true, cell: (row) => t.number(row.withoutEnd) },
            { name: t('figures.improved'), cell: (row) => <Improved row={row} /> },
            { name: t('figures.change'), cell: (row) => <Change row={row} /> },
          ]}
        />
      )}
    </Figure>
  )
}

function Improved({ row }: { readonly row: Outcome }): ReactElement {
  const t = useText()
  const write = useWriting()
  const { improved } = row
  if (!improved) return <span className={styles.soft}>{t('figures.noThreshold')}</span>
  const bounds = endsOf(row.boundsWithMissing)
  const withChance = endsOf(row.intervalWithMissing)
  return (
    <div className={styles.share}>
      <span>
        <span className={styles.counts}>{write.counts(improved)}</span>{' '}
        <span className={improved.tooFewToSay ? styles.soft : undefined}>{write.share(improved)}</span>
      </span>
      <ShareBar top={1} share={improved.share} interval={endsOf(improved.interval)} outer={bounds} />
      {bounds && (
        <span>
          {t('figures.withMissing', { between: write.between(bounds) })}
          {withChance && ` ${t('figures.withMissingChance', { between: write.between(withChance) })}`}
        </span>
      )}
      {row.betterMeans !== undefined && (
        <span className={styles.soft}>
          {sentence(row.betterMeans)} {row.source && <cite className={styles.source}>{row.source}</cite>}
        </span>
      )}
    </div>
  )
}

function Change({ row }: { readonly row: Outcome }): ReactElement {
  const t = useText()
  if (row.meanChange === undefined) return <span className={styles.soft}>{t('figures.tooFew')}</span>
  return (
    <span>
      {t.number(row.meanChange, 'signed')}
      {row.changeDeviation !== undefined && (
        <span className={styles.soft}>
          {' '}
          {t('figures.deviation', { deviation: t.number(row.changeDeviation) })}
        </span>
      )}
    </span>
  )
}

/** What the clinic calls its instruments, by their codes. */
function useInstrumentTitles(): ReadonlyMap<string, string> {
  const instruments = useEntries('instrument', { limit: 200 })
  return useMemo(
    () =>
      new Map(
        instruments.state === 'ready'
          ? instruments.data.entries.flatMap(({ body }) =>
              body.code && body.title ? [[body.code, body.title] as const] : [],
            )
          : [],
      ),
    [instruments],
  )
}
