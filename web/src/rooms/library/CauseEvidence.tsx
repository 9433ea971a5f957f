// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useText, type Text } from '@/text'
import { ConditionInWords } from './ConditionInWords'
import { MarkInWords, SourceList } from './Sources'
import type { Cause, Evidence, Interval, Question, Source } from './wire'
import styles from './library.module.css'

/** How much each finding tells, group by group. */
export function CauseEvidence({
  cause,
  questions,
  sources,
}: {
  readonly cause: Cause
  readonly questions: readonly Question[]
  readonly sources: readonly Source[]
}): ReactElement {
  const t = useText()
  return (
    <section className={styles.part} aria-label={t('library.evidence')}>
      <h3>{t('library.evidence')}</h3>
      <p className={styles.soft}>{t('library.evidenceHint')}</p>
      {cause.groups.map((group) => (
        <div key={group.id} className={styles.evidenceGroup}>
          <h4>{group.what}</h4>
          <ul className={styles.evidence}>
            {group.items.map((one) => (
              <li key={one.what}>
                <OneEvidence evidence={one} questions={questions} sources={sources} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function OneEvidence({
  evidence,
  questions,
  sources,
}: {
  readonly evidence: Evidence
  readonly questions: readonly Question[]
  readonly sources: readonly Source[]
}): ReactElement {
  const t = useText()
  return (
    <details className={styles.inline}>
      <summary>
        <span>{evidence.what}</span>{' '}
        <span className={styles.ratios}>
          {t('library.ifSo', ratio(evidence.ifSo, t))}
          {evidence.otherwise && ` · ${t('library.otherwise', ratio(evidence.otherwise, t))}`}
        </span>
      </summary>
      <div className={styles.evidenceBody}>
        {evidence.when !== undefined && <ConditionInWords text={evidence.when} questions={questions} />}
        {evidence.why !== undefined && <p>{evidence.why}</p>}
        <SourceList keys={[evidence.source]} sources={sources} />
        <p>
          <MarkInWords mark={evidence.mark} />
        </p>
      </div>
    </details>
  )
}

function ratio({ value, low, high }: Interval, t: Text): Record<'value' | 'low' | 'high', string> {
  const write = (number: number): string => t.number(number, 'three')
  return { value: write(value), low: write(low), high: write(high) }
}
