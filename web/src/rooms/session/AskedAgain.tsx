// SPDX-License-Identifier: Apache-2.0
import { changed } from '@/api/changed'
import type { ReactElement } from 'react'
import { CheckGroup, NumberField, Segmented } from '@/design'
import { inWords, keysOf, toggled } from '@/record/answers'
import { useText } from '@/text'
import type { Answer, Answers, Question } from './wire'
import styles from './session.module.css'

/** The questions of today, each with last time's answer beside it. None has an answer before somebody gives one. */
export function AskedAgain({
  asked,
  before,
  today,
  onToday,
}: {
  readonly asked: readonly Question[]
  readonly before: Answers
  readonly today: Answers
  readonly onToday: (change: (before: Answers) => Answers) => void
}): ReactElement {
  const t = useText()
  const words = { yes: t('session.yes'), no: t('session.no') }
  const set = (key: string, answer: Answer | undefined): void =>
    onToday((now) => changed<Answers>(now, { [key]: answer }))
  return (
    <ul className={styles.asked}>
      {asked.map((question) => (
        <li key={question.id} data-emergency={question.isEmergency || undefined}>
          <p className={styles.question}>{question.ask}</p>
          {keysOf(question).map((key) => {
            const side = question.hasSides ? t.word(key.slice(key.lastIndexOf('.') + 1)) : ''
            const last = before[key]
            return (
              <div key={key} className={styles.answer}>
                <Control
                  question={question}
                  side={side}
                  value={today[key]}
                  onValue={(value) => set(key, value)}
                />
                {last !== undefined && (
                  <span className={styles.small}>
                    {t('session.lastTime', { answer: inWords(question, last, words) })}
                  </span>
                )}
              </div>
            )
          })}
        </li>
      ))}
    </ul>
  )
}

function Control({
  question,
  side,
  value,
  onValue,
}: {
  readonly question: Question
  readonly side: string
  readonly value: Answer | undefined
  readonly onValue: (value: Answer | undefined) => void
}): ReactElement {
  const t = useText()
  const label = [question.ask, side].filter(Boolean).join(' ')
  const choices = question.choices ?? []
  switch (question.kind) {
    case 'yes_no':
      return (
        <>
          {side && <span className={styles.side}>{side}</span>}
          <Segmented
            label={label}
            hidesLabel
            value={value === undefined ? null : value ? 'yes' : 'no'}
            onValue={(chosen) => onValue(chosen === null ? undefined : chosen === 'yes')}
            choices={[
              { value: 'yes', label: t('session.yes'), tone: 'stop' },
              { value: 'no', label: t('session.no') },
            ]}
          />
        </>
      )
    case 'number':
      return (
        <NumberField
          label={label}
          hidesLabel
          value={typeof value === 'number' ? String(value) : ''}
          onValue={(typed) =>
            onValue(typed.trim() === '' || !Number.isFinite(Number(typed)) ? undefined : Number(typed))
          }
          {...(question.unit ? { unit: question.unit } : {})}
        />
      )
    case 'choice':
      return (
        <Segmented
          label={label}
          hidesLabel
          value={typeof value === 'string' ? value : null}
          onValue={(chosen) => onValue(chosen ?? undefined)}
          choices={choices.map((choice) => ({ value: choice.id, label: choice.text }))}
        />
      )
    case 'choices': {
      const chosen = Array.isArray(value) ? value : []
      return (
        <CheckGroup
          label={label}
          hidesLabel
          values={chosen}
          onValues={(next) => {
            const changed = [...next, ...chosen].find((one) => next.includes(one) !== chosen.includes(one))
            const all = changed === undefined ? chosen : toggled(chosen, changed)
            onValue(all.length > 0 ? all : undefined)
          }}
          choices={choices.map((choice) => ({ value: choice.id, label: choice.text }))}
        />
      )
    }
  }
}
