// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { Notice } from '@/design'
import { useText } from '@/text'
import styles from './evidence.module.css'

/** A plot at a size at which it can be read; where there is less room, its own frame scrolls. */
export function Figure({
  source,
  title,
  isNarrow = false,
}: {
  readonly source: string
  /** What it shows, and where the same numbers stand. */
  readonly title: string
  readonly isNarrow?: boolean
}): ReactElement {
  const t = useText()
  const [failed, setFailed] = useState('')
  if (failed === source) return <Notice tone="caution">{t('evidence.noFigure')}</Notice>
  return (
    // A frame that scrolls has to be reachable by the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.figure} tabIndex={0} role="region" aria-label={title}>
      <img
        className={isNarrow ? styles.funnel : styles.forest}
        src={source}
        alt={title}
        onError={() => setFailed(source)}
      />
    </div>
  )
}
