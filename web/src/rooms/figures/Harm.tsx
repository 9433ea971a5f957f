// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Table } from '@/design'
import { useText } from '@/text'
import { ShareBar, topOf } from './Bar'
import { Figure } from './Figure'
import { WordyTable } from './WordyTable'
import { useWriting } from './useWriting'
import { endsOf, type EventFigure, type Figures, type Share } from './wire'
import styles from './figures.module.css'

/** What went wrong, per treatment and per patient, with what each share may as well be. */
export function Harm({ figures }: { readonly figures: Figures }): ReactElement {
  const t = useText()
  const write = useWriting()
  const { adverseEvents: rows, isNotFor } = figures
  const top = topOf(rows.flatMap((row) => [row.perTreatment.interval?.[1], row.perPatient.interval?.[1]]))
  const name = (row: EventFigure): string =>
    row.what === 'any' ? t('figures.anyEvent') : write.word(row.what)
  const cell = (share: Share): ReactElement => (
    <div className={styles.share}>
      <span>
        <span className={styles.counts}>{write.counts(share)}</span>{' '}
        <span className={share.tooFewToSay ? styles.soft : undefined}>{write.share(share)}</span>
      </span>
      <ShareBar top={top} share={share.share} interval={endsOf(share.interval)} />
    </div>
  )
  return (
    <Figure
      title={t('figures.harm')}
      isNotFor={[isNotFor.perTreatment, isNotFor.perPatient, isNotFor.bySeverity]}
    >
      <p className={styles.soft}>
        {t('figures.harmHint', { top: write.percent(top), tooFew: figures.tooFewBelow })}
      </p>
      <WordyTable
        caption={t('figures.harm')}
        rows={rows}
        keyOf={(row) => row.what}
        columns={[
          { name: t('figures.event'), cell: name },
          { name: t('figures.perTreatment'), cell: (row) => cell(row.perTreatment) },
          { name: t('figures.perPatient'), cell: (row) => cell(row.perPatient) },
        ]}
      />
      <h3>{t('figures.bySeverity')}</h3>
      <Table
        caption={t('figures.bySeverity')}
        isDense
        rows={rows}
        keyOf={(row) => row.what}
        columns={[
          { name: t('figures.event'), cell: name },
          { name: t('figures.events'), isNumber: true, cell: (row) => t.number(row.events) },
          ...(['mild', 'moderate', 'severe', 'notSaid'] as const).map((key) => ({
            name: t(`figures.severity_${key}`),
            isNumber: true,
            cell: (row: EventFigure) => t.number(row.bySeverity[key]),
          })),
          ...(['mildOrNone', 'moderate', 'major', 'serious'] as const).map((key) => ({
            name: t(`figures.grade_${key}`),
            isNumber: true,
            cell: (row: EventFigure) => t.number(row.byGrade[key]),
          })),
        ]}
      />
    </Figure>
  )
}
