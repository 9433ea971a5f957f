// SPDX-License-Identifier: Apache-2.0
import { ExternalLink } from 'lucide-react'
import type { ReactElement } from 'react'
import { useText } from '@/text'
import type { Mark, Source } from './wire'
import styles from './library.module.css'

/** A reference in full, with the ways to it that are known. */
export function SourceEntry({ source }: { readonly source: Source }): ReactElement {
  const t = useText()
  return (
    <span>
      <span dir="auto">{source.reference}</span>
      {source.doi !== undefined && (
        <a className={styles.out} href={`https://doi.org/${source.doi}`} target="_blank" rel="noreferrer">
          {t('library.doi', { doi: source.doi })}
          <ExternalLink aria-hidden size={12} />
        </a>
      )}
      {source.pmid !== undefined && (
        <a
          className={styles.out}
          href={`https://pubmed.ncbi.nlm.nih.gov/${source.pmid}/`}
          target="_blank"
          rel="noreferrer"
        >
          {t('library.pmid', { pmid: source.pmid })}
          <ExternalLink aria-hidden size={12} />
        </a>
      )}
    </span>
  )
}

/** What is cited, each key with its full entry. */
export function SourceList({
  keys,
  sources,
}: {
  readonly keys: readonly string[]
  readonly sources: readonly Source[]
}): ReactElement {
  const t = useText()
  if (keys.length === 0) return <p className={styles.soft}>{t('library.noSources')}</p>
  return (
    <ul className={styles.sources}>
      {[...new Set(keys)].map((key) => {
        const found = sources.find((one) => one.id === key)
        return (
          <li key={key}>
            <cite className={styles.key}>{key}</cite>
            {found && <SourceEntry source={found} />}
          </li>
        )
      })}
    </ul>
  )
}

/** How far what is said may be trusted, and what that means. */
export function MarkInWords({ mark }: { readonly mark: Mark }): ReactElement {
  const t = useText()
  const means: Readonly<Record<Mark, string>> = {
    seen: t('library.mark_seen'),
    calc: t('library.mark_calc'),
    recalled: t('library.mark_recalled'),
    proposal: t('library.mark_proposal'),
    unverified: t('library.mark_unverified'),
  }
  return (
    <>
      <strong>{t.word(`mark_${mark}`)}</strong> <span className={styles.soft}>{means[mark]}</span>
    </>
  )
}
