// SPDX-License-Identifier: Apache-2.0
import type { KeyboardEvent, ReactElement } from 'react'
import { NumberField, Segmented } from '@/design'
import { useText } from '@/text'
import { numberOf, toggled } from '@/record/answers'
import type { Answer, Question } from '../wire'
import { keyOfOption, OptionList } from './OptionList'
import { goOn, stopProps } from './stops'
import styles from './questions.module.css'

export type AnswerStopProps = Readonly<{
  question: Question
  /** The finding, with its side where there are two. */
  answerKey: string
  /** What a reader hears after the question: the side, where there are two. */
  label: string
  /** Drawn before the control: the side. */
  shown?: string | undefined
  answer: Answer | undefined
  /** What stands in a number field and is no number. */
  typed?: string | undefined
  error?: string | undefined
  onAnswer: (key: string, answer: Answer | undefined) => void
  onTyped: (key: string, text: string | undefined) => void
}>

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox'

/** Where one answer is given: by mouse, by finger, or by the keys y, n, ?, digits, arrows and Enter. */
export function AnswerStop(props: AnswerStopProps): ReactElement {
  const { question, answerKey, answer, onAnswer } = props
  const options = question.choices ?? []
  const chosen = Array.isArray(answer) ? answer : typeof answer === 'string' ? [answer] : []

  const choose = (id: string): void => {
    if (question.kind === 'choices') {
      const next = toggled(chosen, id)
      // Nothing at all is not asked.
      onAnswer(answerKey, next.length > 0 ? next : undefined)
    } else onAnswer(answerKey, answer === id ? undefined : id)
  }
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const stop = event.currentTarget
    const done = (isLeaving: boolean): void => {
      event.preventDefault()
      event.stopPropagation()
      if (isLeaving) goOn(stop, 1)
    }
    const clear = (): void => {
      onAnswer(answerKey, undefined)
      props.onTyped(answerKey, undefined)
    }
    switch (event.key) {
      case 'Enter':
        if (goOn(stop, event.shiftKey ? -1 : 1)) event.preventDefault()
        return
      case 'ArrowDown':
      case 'ArrowUp':
        goOn(stop, event.key === 'ArrowDown' ? 1 : -1)
        return done(false)
      case '?':
        clear()
        return done(true)
    }
    if (isTyping(event.target)) return
    const key = event.key.toLowerCase()
    if (question.kind === 'yes_no' && (key === 'y' || key === 'n')) {
      onAnswer(answerKey, key === 'y')
      return done(true)
    }
    const option = options.find((one, index) => keyOfOption(one, index) === key)
    if (option) {
      choose(option.id)
      return done(question.kind === 'choice' || option.id === 'none')
    }
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the controls inside, no control itself
    <div className={styles.stop} {...stopProps(answerKey)} onKeyDown={press}>
      {props.shown !== undefined && (
        <span className={styles.side} aria-hidden>
          {props.shown}
        </span>
      )}
      <Control {...props} chosen={chosen} onChoose={choose} />
    </div>
  )
}

function Control({
  question,
  answerKey,
  label,
  answer,
  typed,
  error,
  onAnswer,
  onTyped,
  chosen,
  onChoose,
}: AnswerStopProps & {
  readonly chosen: readonly string[]
  readonly onChoose: (id: string) => void
}): ReactElement {
  const t = useText()
  switch (question.kind) {
    case 'yes_no':
      return (
        <Segmented
          label={label}
          hidesLabel
          value={typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : null}
          onValue={(value) => onAnswer(answerKey, value === null ? undefined : value === 'yes')}
          choices={[
            { value: 'yes', label: t('assessment.yes') },
            { value: 'no', label: t('assessment.no') },
          ]}
        />
      )
    case 'number':
      return (
        <NumberField
          label={label}
          hidesLabel
          value={typed ?? (typeof answer === 'number' ? String(answer) : '')}
          onValue={(text) => {
            const number = numberOf(text)
            onTyped(answerKey, number === undefined && text.trim() !== '' ? text : undefined)
            onAnswer(answerKey, number)
          }}
          {...(question.unit !== undefined ? { unit: question.unit } : {})}
          {...(question.low !== undefined && question.high !== undefined
            ? { hint: t('assessment.range', { low: question.low, high: question.high }) }
            : {})}
          error={typed !== undefined ? t('assessment.noNumber') : error}
        />
      )
    case 'choice':
    case 'choices':
      return (
        <OptionList
          label={label}
          options={question.choices ?? []}
          chosen={chosen}
          isSeveral={question.kind === 'choices'}
          onPress={onChoose}
        />
      )
  }
}
