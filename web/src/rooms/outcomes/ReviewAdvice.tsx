// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Source } from '@/api/library'
import { Notice } from '@/design'
import { useText } from '@/text'
import { citation } from '../consent/useLibrary'
import { toneOf, type Review, type Rule } from './review'
import styles from './Review.module.css'

/** What to do next, why, who says so; and that a stricter answer may still come of what is not known. */
export function ReviewAdvice({
  advice,
  sources,
}: {
  readonly advice: Review['advice']
  readonly sources: readonly Source[]
}): ReactElement {
  const t = useText()
  const shown = advice.shown.flatMap((id) => advice.rules.filter((rule) => rule.id === id))
  const isOpen = advice.toAsk.length > 0
  return (
    <Notice
      tone={isOpen && toneOf[advice.step] === 'go' ? 'ask' : toneOf[advice.step]}
      title={
        isOpen
          ? t('outcomes.adviceOpen', { step: advice.words })
          : t('outcomes.advice', { step: advice.words })
      }
    >
      <div className={styles.rules}>
        {shown.map((rule) => (
          <p key={rule.id}>
            {rule.because} <strong>{rule.do}</strong> <SourceOf rule={rule} />
          </p>
        ))}
      </div>
    </Notice>
  )

  function SourceOf({ rule }: { readonly rule: Rule }): ReactElement {
    return (
      <span className={styles.source}>
        {rule.sources.map((key) => citation(sources, key)).join('; ')}
        {rule.isVerified ? '' : ` (${t.word(`mark_${rule.mark}`)})`}
        {rule.status === 'draft' ? `, ${t('outcomes.unsigned')}` : ''}
      </span>
    )
  }
}
