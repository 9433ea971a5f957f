// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { useId, type ReactElement, type ReactNode } from 'react'
import styles from './Choice.module.css'

export type Choice<T extends string> = Readonly<{
  value: T
  label: string
  tone?: 'go' | 'caution' | 'stop' | 'ask'
}>

/** One of a few, side by side: a radio group that looks like a row of buttons. Nothing chosen is a state of its own:
 *  pressing what is chosen takes the choice back. */
export function Segmented<T extends string>({
  label,
  value,
  onValue,
  choices,
  hidesLabel = false,
  size = 'medium',
  canClear = true,
}: {
  readonly label: string
  readonly value: T | null
  readonly onValue: (value: T | null) => void
  readonly choices: readonly Choice<T>[]
  readonly hidesLabel?: boolean
  readonly size?: 'medium' | 'large'
  readonly canClear?: boolean
}): ReactElement {
  const name = useId()
  return (
    <fieldset className={styles.group}>
      <legend className={hidesLabel ? 'visually-hidden' : styles.legend}>{label}</legend>
      <div className={clsx(styles.segments, styles[size])}>
        {choices.map((choice) => (
          <label key={choice.value} className={clsx(styles.segment, choice.tone && styles[choice.tone])}>
            <input
              type="radio"
              name={name}
              className={styles.input}
              checked={value === choice.value}
              onChange={() => onValue(choice.value)}
              onClick={() => canClear && value === choice.value && onValue(null)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function Checkbox({
  label,
  hint,
  isChecked,
  onChecked,
  disabled,
}: {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly isChecked: boolean
  readonly onChecked: (isChecked: boolean) => void
  readonly disabled?: boolean
}): ReactElement {
  const id = useId()
  return (
    <div className={styles.check}>
      <input
        id={id}
        type="checkbox"
        checked={isChecked}
        disabled={disabled}
        aria-describedby={hint !== undefined ? `${id}-hint` : undefined}
        onChange={(event) => onChecked(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}

/** Any number of several. */
export function CheckGroup<T extends string>({
  label,
  values,
  onValues,
  choices,
  hidesLabel = false,
}: {
  readonly label: string
  readonly values: readonly T[]
  readonly onValues: (values: readonly T[]) => void
  readonly choices: readonly Choice<T>[]
  readonly hidesLabel?: boolean
}): ReactElement {
  return (
    <fieldset className={styles.group}>
      <legend className={hidesLabel ? 'visually-hidden' : styles.legend}>{label}</legend>
      <div className={styles.checks}>
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            label={choice.label}
            isChecked={values.includes(choice.value)}
            onChecked={(isChecked) =>
              onValues(isChecked ? [...values, choice.value] : values.filter((one) => one !== choice.value))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
