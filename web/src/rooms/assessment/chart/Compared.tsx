// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useText } from '@/text'
import type { Mark } from '../wire'
import { changes } from './marks'
import styles from './chart.module.css'

/** What became of the pain since the last visit, in words. */
export function Compared({
  before,
  now,
  on,
}: {
  readonly before: readonly Mark[]
  readonly now: readonly Mark[]
  /** The day of that visit, as it is written. */
  readonly on: string
}): ReactElement {
  const t = useText()
  const found = changes(before, now)
  return (
    <div role="group" aria-label={t('assessment.since', { on })}>
      <p className={styles.since}>{t('assessment.since', { on })}</p>
      {found.length === 0 ? (
        <p className={styles.how}>{t('assessment.unchanged')}</p>
      ) : (
        <ul className={styles.changes}>
          {found.map(({ kind, place, from, to }) => (
            <li key={`${kind} ${place.region} ${place.side}`}>
              {t(`assessment.change_${kind}`, {
                place: [t.word(place.region), place.side && t.word(place.side)].filter(Boolean).join(', '),
                from: from ?? '',
                to: to ?? '',
              })}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
