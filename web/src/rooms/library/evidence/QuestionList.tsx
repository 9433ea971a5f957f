// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { allLoaded } from '@/api/entries'
import { Await, Badge, Notice, type Tone } from '@/design'
import { useText } from '@/text'
import { isChangedSince, wordsByRule, type Words } from '../reviews'
import { useReviews } from '../useLibrary'
import { printed } from './numbers'
import { useEvidence } from './useEvidence'
import type { Evidence, Question } from './wire'
import styles from './evidence.module.css'

export const certaintyTones: Readonly<Record<Question['certainty'], Tone>> = {
  high: 'go',
  moderate: 'info',
  low: 'caution',
  very_low: 'caution',
  no_evidence: 'neutral',
}

/** Every question that is asked of trials: what they give today, and how sure one can be of it. */
export function QuestionList(): ReactElement {
  const found = allLoaded(useEvidence(), useReviews())
  return (
    <Await of={found} lines={8}>
      {([evidence, reviews]) => <Questions evidence={evidence} words={wordsByRule(reviews)} />}
    </Await>
  )
}

function Questions({
  evidence,
  words,
}: {
  readonly evidence: Evidence
  readonly words: ReadonlyMap<string, Words>
}): ReactElement {
  const t = useText()
  const { questions } = evidence
  const pooled = questions.filter((one) => one.result !== undefined).length
  return (
    <>
      <p className={styles.lead}>{t('evidence.tally', { all: questions.length, pooled })}</p>
      <SetAside evidence={evidence} />
      <ul className={styles.questions}>
        {questions.map((one) => (
          <li key={one.id}>
            <Link href={`/library/evidence/${one.id}`} className={styles.question}>
              <span className={styles.asks}>{one.asks}</span>
              <span className={styles.result}>
                {one.result ? printed(one.words) : (one.nothingPooled ?? printed(one.words))}
              </span>
              <span className={styles.badges}>
                <Badge tone={certaintyTones[one.certainty]}>
                  {t('evidence.certaintyIs', { certainty: t.word(`certainty_${one.certainty}`) })}
                </Badge>
                <SignBadge question={one} words={words.get(one.id)} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Whether the lead has signed what it gives today. */
function SignBadge({
  question,
  words,
}: {
  readonly question: Question
  readonly words: Words | undefined
}): ReactElement | null {
  const t = useText()
  const signed = words?.signed
  if (signed && !isChangedSince(signed, question.digest))
    return (
      <Badge tone={signed.body.verdict === 'agreed' ? 'go' : 'info'}>
        {t(signed.body.verdict === 'agreed' ? 'evidence.agreed' : 'evidence.disputed')}
      </Badge>
    )
  if (signed ?? question.isChanged) return <Badge tone="ask">{t('evidence.signAgain')}</Badge>
  return null
}

function SetAside({ evidence }: { readonly evidence: Evidence }): ReactElement | null {
  const t = useText()
  if (evidence.setAside.length === 0) return null
  return (
    <Notice tone="caution" title={t('evidence.setAside', { count: evidence.setAside.length })}>
      <ul>{evidence.setAside.flatMap((one) => one.why.map((why) => <li key={one.id + why}>{why}</li>))}</ul>
    </Notice>
  )
}
