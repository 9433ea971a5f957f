// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useText } from '@/text'
import { useSources } from '../library'
import styles from './panel.module.css'

/** Where something is known from: the keys of the library, with their titles where one points. */
export function Sources({
  keys,
  mark,
}: {
  readonly keys: readonly string[]
  readonly mark?: string
}): ReactElement | null {
  const t = useText()
  const shelf = useSources()
  if (keys.length === 0) return null
  const titleOf = (key: string): string | undefined =>
    shelf.state === 'ready' ? shelf.data.items.find((one) => one.id === key)?.reference : undefined
  return (
    <p className={styles.sources}>
      <span>{t('screening.sources')}</span>
      {keys.map((key) => (
        <cite key={key} title={titleOf(key)}>
          {key}
        </cite>
      ))}
      {mark !== undefined && mark !== '' && <span className={styles.markWord}>{t.word(`mark_${mark}`)}</span>}
    </p>
  )
}
