// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useText } from '@/text'
import { Figure } from './Figure'
import type { Figures, Override } from './wire'
import { WordyTable } from './WordyTable'
import styles from './figures.module.css'

/** Rules that somebody went on against, and why. */
export function Overrides({ figures }: { readonly figures: Figures }): ReactElement {
  const t = useText()
  return (
    <Figure title={t('figures.overrides')} isNotFor={[figures.isNotFor.overrides]}>
      {figures.overrides.length === 0 ? (
        <p>{t('figures.noOverrides')}</p>
      ) : (
        <WordyTable
          caption={t('figures.overrides')}
          rows={figures.overrides}
          keyOf={(row) => row.rule}
          columns={[
            { name: t('figures.rule'), cell: (row) => <code className={styles.rule}>{row.rule}</code> },
            { name: t('figures.times'), isNumber: true, cell: (row) => t.number(row.times) },
            { name: t('figures.withoutReason'), isNumber: true, cell: (row) => t.number(row.withoutReason) },
            { name: t('figures.reasons'), cell: (row) => <Reasons row={row} /> },
          ]}
        />
      )}
      <p className={styles.soft}>{t('figures.reasonsHint')}</p>
    </Figure>
  )
}

function Reasons({ row }: { readonly row: Override }): ReactElement {
  const t = useText()
  return (
    <ul className={styles.plain}>
      {row.reasons.map(({ reason, count }) => (
        <li key={reason}>
          <q dir="auto">{reason}</q> {t('figures.timesOver', { count })}
        </li>
      ))}
      {row.otherReasons > 0 && (
        <li className={styles.soft}>{t('figures.otherReasons', { count: row.otherReasons })}</li>
      )}
    </ul>
  )
}
