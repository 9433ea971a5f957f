// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { useText } from '@/text'
import { printed } from './numbers'
import { useEvidence } from './useEvidence'
import styles from './evidence.module.css'

/** The pooled results that a certainty rests on, each a way to its page. */
export function RestsOn({ questions }: { readonly questions: readonly string[] }): ReactElement {
  const t = useText()
  const evidence = useEvidence()
  const known = evidence.state === 'ready' ? evidence.data.questions : []
  if (questions.length === 0) return <p className={styles.soft}>{t('evidence.careRestsOnReviews')}</p>
  return (
    <>
      <p className={styles.soft}>{t('evidence.careRests', { count: questions.length })}</p>
      <ul className={styles.rests}>
        {questions.map((id) => {
          const question = known.find((one) => one.id === id)
          return (
            <li key={id}>
              <Link href={`/library/evidence/${id}`}>{question?.asks ?? id}</Link>
              {question && (
                <span className={styles.soft}>
                  {' '}
                  {question.result ? printed(question.words) : t('evidence.refused')}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
