// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { Circle, CircleCheck, CircleHelp, LockKeyhole, Siren, UserRound } from 'lucide-react'
import { memo, useId, useState, type ReactElement } from 'react'
import { IconButton } from '@/design'
import { useText } from '@/text'
import { keysOf, sideOf } from '@/record/answers'
import { Sources } from '../panel/Sources'
import type { Answer, Question } from '../wire'
import { AnswerStop } from './AnswerStop'
import styles from './questions.module.css'

/** What there is at each key of a question: plain, or right and left. */
export type AtKey = Readonly<{
  answer?: Answer | undefined
  typed?: string | undefined
  error?: string | undefined
  isFromPatient?: boolean
}>

export type QuestionRowProps = Readonly<{
  question: Question
  /** In the order of its keys. */
  first: AtKey
  second?: AtKey | undefined
  isSpared: boolean
  onAnswer: (key: string, answer: Answer | undefined) => void
  onTyped: (key: string, text: string | undefined) => void
}>

const sameAt = (a: AtKey | undefined, b: AtKey | undefined): boolean =>
  a?.answer === b?.answer &&
  a?.typed === b?.typed &&
  a?.error === b?.error &&
  a?.isFromPatient === b?.isFromPatient

/** One question in the words it is asked with, its answer, why it is asked, and where that is known from. */
export const QuestionRow = memo(Row, (a, b) => {
  return (
    a.question === b.question &&
    a.isSpared === b.isSpared &&
    a.onAnswer === b.onAnswer &&
    a.onTyped === b.onTyped &&
    sameAt(a.first, b.first) &&
    sameAt(a.second, b.second)
  )
})

function Row({ question, first, second, isSpared, onAnswer, onTyped }: QuestionRowProps): ReactElement {
  const t = useText()
  const id = useId()
  const [isWhyOpen, setWhyOpen] = useState(false)
  const keys = keysOf(question)
  const at = [first, second]
  const isAnswered = keys.every((_, index) => at[index]?.answer !== undefined)
  const isWide = question.kind === 'choice' || question.kind === 'choices'
  const words = question.ask ?? question.examine ?? question.id
  const lock = !isAnswered && (question.isEmergency || question.locks)
  return (
    <div
      className={clsx(styles.row, isWide && styles.wide, isSpared && styles.spared)}
      role="group"
      aria-labelledby={id}
    >
      <span className={clsx(styles.mark, isAnswered && styles.isAnswered)}>
        {isAnswered ? <CircleCheck aria-hidden size={18} /> : <Circle aria-hidden size={18} />}
        <span className="visually-hidden">
          {isAnswered ? t('assessment.answered') : t('assessment.notAsked')}
        </span>
      </span>
      <div className={styles.words}>
        <p id={id} className={styles.ask}>
          {words}
        </p>
        {question.ask !== undefined && question.examine !== undefined && (
          <p className={styles.examine}>{t('assessment.examine', { how: question.examine })}</p>
        )}
        <div className={styles.about}>
          {lock &&
            (question.isEmergency ? (
              <span className={styles.emergencyTag}>
                <Siren aria-hidden size={14} />
                {t('assessment.emergencyQuestion')}
              </span>
            ) : (
              <span className={styles.lockTag}>
                <LockKeyhole aria-hidden size={14} />
                {t('assessment.locks')}
              </span>
            ))}
          {(first.isFromPatient === true || second?.isFromPatient === true) && (
            <span className={styles.patientTag}>
              <UserRound aria-hidden size={14} />
              {t('assessment.fromPatient')}
            </span>
          )}
          {isSpared && <span className={styles.sparedTag}>{t('assessment.sparedTag')}</span>}
        </div>
        {isWhyOpen && <Why question={question} />}
      </div>
      <div className={clsx(styles.control, keys.length > 1 && styles.sided)}>
        {keys.map((key, index) => {
          const side = sideOf(key)
          const place = at[index] ?? {}
          return (
            <AnswerStop
              key={key}
              question={question}
              answerKey={key}
              label={side ? t.word(side) : t('assessment.answer')}
              shown={side && t.word(side)}
              answer={place.answer}
              typed={place.typed}
              error={place.error}
              onAnswer={onAnswer}
              onTyped={onTyped}
            />
          )
        })}
      </div>
      <IconButton
        className={styles.why}
        size="small"
        label={t(isWhyOpen ? 'assessment.whyHide' : 'assessment.why', { words })}
        icon={<CircleHelp aria-hidden size={16} />}
        aria-expanded={isWhyOpen}
        onClick={() => setWhyOpen(!isWhyOpen)}
      />
    </div>
  )
}

function Why({ question }: { readonly question: Question }): ReactElement {
  const t = useText()
  const needed = question.neededBy ?? []
  return (
    <div className={styles.whyBox}>
      <p className={styles.whyTitle}>{t('assessment.neededBy')}</p>
      {needed.length > 0 ? (
        <ul>
          {needed.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        <p>{t('assessment.neededByNone')}</p>
      )}
      <Sources keys={question.sources} />
    </div>
  )
}
