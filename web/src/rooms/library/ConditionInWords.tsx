// SPDX-License-Identifier: Apache-2.0
import { useMemo, type ReactElement } from 'react'
import { useText, type Text } from '@/text'
import { readCondition, type Condition } from './condition'
import type { Question } from './wire'
import styles from './library.module.css'

type Questions = ReadonlyMap<string, Question>

/** When a statement holds, in the words of the questions. */
export function ConditionInWords({
  text,
  questions,
}: {
  readonly text: string
  readonly questions: readonly Question[]
}): ReactElement {
  const byId = useMemo(() => new Map(questions.map((one) => [one.id, one])), [questions])
  const condition = useMemo(() => readCondition(text, byId), [text, byId])
  // A long one is a page of its own; it waits until it is wanted.
  if (!condition) return <code className={styles.code}>{text.replaceAll('_', ' ')}</code>
  return (
    <div className={styles.condition}>
      <Part condition={condition} questions={byId} />
    </div>
  )
}

const shownParts = 8

function Part({
  condition,
  questions,
}: {
  readonly condition: Condition
  readonly questions: Questions
}): ReactElement {
  const t = useText()
  if (condition.is === 'answer') return <span>{answerInWords(condition, questions, t)}</span>
  const of = condition.is === 'not' ? [condition.of] : condition.of
  const head =
    condition.is === 'atLeast'
      ? t('library.atLeastOf', { count: condition.count })
      : t(
          condition.is === 'all'
            ? 'library.allOf'
            : condition.is === 'any'
              ? 'library.anyOf'
              : 'library.notSo',
        )
  const list = (parts: readonly Condition[]): ReactElement => (
    <ul>
      {parts.map((part, index) => (
        <li key={index}>
          <Part condition={part} questions={questions} />
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <span className={styles.conditionHead}>{head}</span>
      {list(of.slice(0, shownParts))}
      {of.length > shownParts && (
        <details>
          <summary>{t('library.moreParts', { count: of.length - shownParts })}</summary>
          {list(of.slice(shownParts))}
        </details>
      )}
    </>
  )
}

function answerInWords(
  answer: Extract<Condition, { is: 'answer' }>,
  questions: Questions,
  t: Text,
): ReactElement {
  const question = questions.get(answer.question)
  const asked = question?.ask ?? question?.examine ?? answer.question.replaceAll('_', ' ')
  const side =
    answer.side === 'same'
      ? t('library.side_same')
      : answer.side === 'other'
        ? t('library.side_other')
        : answer.side === 'either'
          ? t('library.side_either')
          : answer.side === 'both'
            ? t('library.side_both')
            : answer.side !== undefined
              ? t.word(answer.side)
              : ''
  const words = answer.values.map((value) => {
    if (value === 'yes') return t('library.yes')
    if (value === 'no') return t('library.no')
    return question?.choices?.find((one) => one.id === value)?.text ?? value.replaceAll('_', ' ')
  })
  const bound = answer.bound ? `${boundInWords(answer.bound, t)} ` : ''
  const unit = answer.bound && question?.unit ? ` ${question.unit}` : ''
  return (
    <>
      {asked}
      {side !== '' && <span className={styles.soft}> ({side})</span>}{' '}
      <strong>
        → {bound}
        {words.join(` ${t('library.or')} `)}
        {unit}
      </strong>
    </>
  )
}

function boundInWords(bound: string, t: Text): string {
  switch (bound) {
    case 'above':
      return t('library.above')
    case 'below':
      return t('library.below')
    case 'at least':
      return t('library.atLeast')
    default:
      return t('library.atMost')
  }
}
