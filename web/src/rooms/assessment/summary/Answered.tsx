// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useText } from '@/text'
import { inWords, keysOf, sideOf } from '@/record/answers'
import { useDesk } from '../desk'
import type { Question } from '../wire'
import { Section } from './Section'
import styles from './summary.module.css'

/** The answers of a group; how many of it were not asked is said. */
export function Answered({
  title,
  questions,
}: {
  readonly title: string
  readonly questions: readonly Question[]
}): ReactElement | null {
  const t = useText()
  const { answers, fromPatient } = useDesk()
  const words = { yes: t('assessment.yes'), no: t('assessment.no') }
  const asked = questions.filter((question) => keysOf(question).some((key) => answers[key] !== undefined))
  const notAsked = questions.length - asked.length
  if (questions.length === 0) return null
  return (
    <Section title={title}>
      {asked.length > 0 && (
        <dl className={styles.answers}>
          {asked.map((question) => (
            <div key={question.id}>
              <dt>{question.ask ?? question.examine}</dt>
              <dd>
                {keysOf(question)
                  .map((key) => {
                    const answer = answers[key]
                    const side = sideOf(key)
                    const said =
                      answer === undefined ? t('assessment.notAsked') : inWords(question, answer, words)
                    const from = fromPatient.has(key) ? ` (${t('assessment.fromPatient')})` : ''
                    return `${side ? `${t.word(side)}: ` : ''}${said}${from}`
                  })
                  .join(' · ')}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {notAsked > 0 && <p className={styles.open}>{t('assessment.notAskedCount', { count: notAsked })}</p>}
    </Section>
  )
}
