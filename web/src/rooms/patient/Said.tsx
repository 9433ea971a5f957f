// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import { Skeleton } from '@/design'
import { useText } from '@/text'
import { useSources } from './library'
import type { Advice } from './wire'
import styles from './Said.module.css'

/** Where sentences come from: closed until somebody wants to know. */
export function ComesFrom({ keys }: { readonly keys: readonly string[] }): ReactElement | null {
  const t = useText()
  if (keys.length === 0) return null
  return (
    <details className={styles.from}>
      <summary>{t('patient.comesFrom')}</summary>
      <References keys={keys} />
    </details>
  )
}

function References({ keys }: { readonly keys: readonly string[] }): ReactElement {
  const sources = useSources()
  if (sources.state !== 'ready') return <Skeleton lines={1} />
  const known = [...new Set(keys)].map((key) => ({
    key,
    source: sources.data.find((one) => one.id === key),
  }))
  return (
    <ul className={styles.references}>
      {known.map(({ key, source }) => (
        <li key={key}>
          {source?.reference ?? key}{' '}
          {source?.doi && (
            <a href={`https://doi.org/${source.doi}`} target="_blank" rel="noreferrer">
              {`doi:${source.doi}`}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Sentences of the library, with where they come from below them all. */
export function Said({
  sentences,
  asList = false,
}: {
  readonly sentences: readonly Advice[]
  readonly asList?: boolean
}): ReactElement | null {
  if (sentences.length === 0) return null
  // An answer without its question may begin with "Yes".
  const words = sentences.map((one): ReactNode => {
    const text = (
      <>
        {one.asked !== undefined && <strong className={styles.question}>{one.asked} </strong>}
        {one.text}
      </>
    )
    return asList ? <li key={one.id}>{text}</li> : <p key={one.id}>{text}</p>
  })
  return (
    <div className={styles.said}>
      {asList ? <ul className={styles.list}>{words}</ul> : words}
      <ComesFrom keys={sentences.flatMap((one) => one.sources)} />
    </div>
  )
}

/** A question somebody asked and its answer, one open at a time or as many as one likes. */
export function Asked({
  one,
  isOpen = false,
}: {
  readonly one: Advice
  readonly isOpen?: boolean
}): ReactElement {
  return (
    <details className={clsx(styles.asked)} open={isOpen}>
      <summary>{one.asked ?? one.text}</summary>
      <div className={styles.answer}>
        <p>{one.text}</p>
        <ComesFrom keys={one.sources} />
      </div>
    </details>
  )
}
