// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react'
import { useText } from '@/text'
import styles from './figures.module.css'

/** The numbers of a picture, folded away on a screen. */
export function Numbers({ children }: { readonly children: ReactNode }): ReactElement {
  const t = useText()
  return (
    <details className={styles.numbers}>
      <summary>{t('figures.sameAsTable')}</summary>
      {children}
    </details>
  )
}
