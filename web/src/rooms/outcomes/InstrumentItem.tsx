// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { NumberField, Segmented, TextField } from '@/design'
import { useText } from '@/text'
import { stepsOf, type Answers, type Item } from './series'
import styles from './outcomes.module.css'

type Answer = Answers[string]

/** One item of an instrument by its type. Nothing chosen is no answer. */
export function InstrumentItem({
  item,
  value,
  onValue,
  error,
}: {
  readonly item: Item
  readonly value: Answer | undefined
  readonly onValue: (answer: Answer | undefined) => void
  readonly error: string | undefined
}): ReactElement {
  const t = useText()
  const [typed, setTyped] = useState(typeof value === 'number' ? String(value) : '')
  const steps = item.type === 'number' ? stepsOf(item) : undefined
  const label = item.isRequired ? item.text : t('outcomes.mayBeLeft', { text: item.text })
  if (item.type === 'text')
    return (
      <TextField
        label={label}
        value={typeof value === 'string' ? value : ''}
        onValue={(text) => onValue(text === '' ? undefined : text)}
        error={error}
      />
    )
  if (item.type === 'number' && !steps)
    return (
      <NumberField
        label={label}
        value={typed}
        onValue={(text) => {
          setTyped(text)
          const number = Number(text.trim().replace(',', '.'))
          onValue(text.trim() === '' || !Number.isFinite(number) ? undefined : number)
        }}
        error={error}
      />
    )
  const choices =
    item.type === 'flag'
      ? [
          { value: 'true', label: t('outcomes.yes') },
          { value: 'false', label: t('outcomes.no') },
        ]
      : steps
        ? steps.map((step) => ({
            value: String(step),
            label: step > 0 && (item.low ?? 0) < 0 ? `+${String(step)}` : String(step),
          }))
        : (item.options ?? []).map((option) => ({ value: option.code, label: option.text }))
  const answerOf = (chosen: string): Answer =>
    item.type === 'flag' ? chosen === 'true' : steps ? Number(chosen) : chosen
  return (
    <div className={steps ? styles.scale : styles.choice}>
      <Segmented
        label={label}
        size={steps ? 'medium' : 'large'}
        value={value === undefined ? null : String(value)}
        onValue={(chosen) => onValue(chosen === null ? undefined : answerOf(chosen))}
        choices={choices}
      />
      {error && <p className={styles.error}>{error}</p>}
    </div>
  )
}
