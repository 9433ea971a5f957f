// SPDX-License-Identifier: Apache-2.0
import { Check, CircleHelp, X } from 'lucide-react'
import { useState, type FormEvent, type ReactElement } from 'react'
import { Button, NumberField } from '@/design'
import { toggled } from '@/record/answers'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import { numberOf } from './sheet'
import type { Side } from './steps'
import type { Answer, Question } from './wire'
import styles from './Screen.module.css'

type Props = Readonly<{
  question: Question
  side?: Side
  answer: Answer | undefined
  isSkipped: boolean
  /** null: they do not know. */
  onAnswer: (answer: Answer | null) => void
}>

/** One question. "I don't know" leaves it without an answer, and says so. */
export function QuestionScreen(props: Props): ReactElement {
  const t = useText()
  const { question, side, isSkipped, onAnswer } = props
  return (
    <div className={styles.question}>
      {side && (
        <p className={styles.side}>{side === 'right' ? t('patient.onYourRight') : t('patient.onYourLeft')}</p>
      )}
      <h1 tabIndex={-1}>{question.ask}</h1>
      <Answering {...props} />
      <div className={styles.next}>
        <button
          type="button"
          className={`${styles.choice ?? ''} ${styles.unknown ?? ''}`}
          aria-pressed={isSkipped}
          onClick={() => onAnswer(null)}
        >
          <CircleHelp aria-hidden size={22} />
          <span>{t('patient.dontKnow')}</span>
        </button>
        <p className={styles.note}>{t('patient.dontKnowNote')}</p>
      </div>
    </div>
  )
}

function Answering(props: Props): ReactElement {
  switch (props.question.kind) {
    case 'yes_no':
      return <YesNo {...props} />
    case 'choice':
      return <OneOf {...props} />
    case 'choices':
      return <SomeOf {...props} />
    case 'number':
      return <Figure {...props} />
  }
}

function YesNo({ answer, onAnswer }: Props): ReactElement {
  const t = useText()
  return (
    <div className={styles.choices}>
      <button
        type="button"
        className={styles.choice}
        aria-pressed={answer === true}
        onClick={() => onAnswer(true)}
      >
        <Check aria-hidden size={22} />
        <span>{t('patient.yes')}</span>
      </button>
      <button
        type="button"
        className={styles.choice}
        aria-pressed={answer === false}
        onClick={() => onAnswer(false)}
      >
        <X aria-hidden size={22} />
        <span>{t('patient.no')}</span>
      </button>
    </div>
  )
}

function OneOf({ question, answer, onAnswer }: Props): ReactElement {
  return (
    <div className={styles.choices}>
      {(question.choices ?? []).map((choice) => (
        <button
          key={choice.id}
          type="button"
          className={styles.choice}
          aria-pressed={answer === choice.id}
          onClick={() => onAnswer(choice.id)}
        >
          <span>{sentence(choice.text)}</span>
        </button>
      ))}
    </div>
  )
}

function SomeOf({ question, answer, onAnswer }: Props): ReactElement {
  const t = useText()
  const [chosen, setChosen] = useState<string[]>(() => (Array.isArray(answer) ? answer : []))
  const [isEmpty, setEmpty] = useState(false)
  return (
    <form
      className={styles.next}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (chosen.length > 0) onAnswer(chosen)
        else setEmpty(true)
      }}
    >
      <p className={styles.hint}>{t('patient.chooseAll')}</p>
      <div className={styles.choices}>
        {(question.choices ?? []).map((choice) => (
          <label key={choice.id} className={styles.choice}>
            <input
              type="checkbox"
              checked={chosen.includes(choice.id)}
              onChange={() => {
                setEmpty(false)
                setChosen((before) => toggled(before, choice.id))
              }}
            />
            <span>{sentence(choice.text)}</span>
          </label>
        ))}
      </div>
      {isEmpty && (
        <p className={styles.error} role="alert">
          {t('patient.chooseSomething')}
        </p>
      )}
      <Button tone="primary" size="large" submits>
        {t('patient.next')}
      </Button>
    </form>
  )
}

function Figure({ question, answer, onAnswer }: Props): ReactElement {
  const t = useText()
  const [text, setText] = useState(typeof answer === 'number' ? String(answer) : '')
  const [error, setError] = useState<string>()
  const { low, high, unit } = question
  if (low === 0 && high === 10)
    return (
      <Degrees
        label={question.ask ?? ''}
        hidesLabel
        value={typeof answer === 'number' ? answer : null}
        onValue={onAnswer}
      />
    )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const value = numberOf(text)
    if (value === undefined) setError(t('patient.needsNumber'))
    else if ((low !== undefined && value < low) || (high !== undefined && value > high))
      setError(t('patient.outOfRange', { low: low ?? 0, high: high ?? 0 }))
    else onAnswer(value)
  }
  return (
    <form className={styles.next} onSubmit={submit}>
      <NumberField
        label={question.ask ?? ''}
        hidesLabel
        value={text}
        onValue={(next) => {
          setText(next)
          setError(undefined)
        }}
        error={error}
        {...(unit ? { unit } : {})}
      />
      <Button tone="primary" size="large" submits>
        {t('patient.next')}
      </Button>
    </form>
  )
}

/** 0 to 10 as eleven buttons. */
export function Degrees({
  label,
  hidesLabel = false,
  value,
  onValue,
  low,
  high,
}: {
  readonly label: string
  readonly hidesLabel?: boolean
  readonly value: number | null
  readonly onValue: (value: number) => void
  readonly low?: string
  readonly high?: string
}): ReactElement {
  const t = useText()
  return (
    <fieldset className={styles.scale}>
      <legend className={hidesLabel ? 'visually-hidden' : undefined}>{label}</legend>
      {Array.from({ length: 11 }, (_, degree) => (
        <button
          key={degree}
          type="button"
          className={styles.degree}
          aria-pressed={value === degree}
          onClick={() => onValue(degree)}
        >
          {degree}
        </button>
      ))}
      <div className={styles.ends} aria-hidden>
        <span>{low ?? t('patient.noPain')}</span>
        <span>{high ?? t('patient.worstPain')}</span>
      </div>
    </fieldset>
  )
}
