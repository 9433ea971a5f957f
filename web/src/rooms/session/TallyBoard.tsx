// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useText } from '@/text'
import { tallyOf } from './needles'
import type { SessionBody } from './wire'
import styles from './session.module.css'

/** How many needles went in and came out; in view on every page of a session. */
export function TallyBoard({ session }: { readonly session: SessionBody }): ReactElement {
  const t = useText()
  const tally = tallyOf(session)
  return (
    <p className={styles.tally} data-still={tally.still > 0 || undefined} aria-live="polite">
      <span className="visually-hidden">
        {t('session.tally', { in: tally.in, out: tally.out, still: tally.still })}
      </span>
      <span aria-hidden className={styles.count}>
        <b>{tally.in}</b> {t('session.in')}
      </span>
      <span aria-hidden className={styles.count}>
        <b>{tally.out}</b> {t('session.out')}
      </span>
      <span aria-hidden className={clsxStill(tally.still)}>
        {tally.still > 0 ? t('session.stillIn', { count: tally.still }) : t('session.noneIn')}
      </span>
    </p>
  )
}

function clsxStill(still: number): string {
  return `${styles['still'] ?? ''} ${still > 0 ? (styles['some'] ?? '') : ''}`
}
