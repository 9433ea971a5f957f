// SPDX-License-Identifier: Apache-2.0
import type {
  InputHTMLAttributes,
  ReactElement,
  ReactNode,
  Ref,
  SelectHTMLAttributes,
  TextareaHTMLAttributes,
} from 'react'
import { Field } from './Field'
import styles from './Field.module.css'

type About = Readonly<{
  label: string
  hint?: ReactNode
  error?: string | undefined
  hidesLabel?: boolean
}>

function about({ label, hint, error, hidesLabel }: About, required: boolean | undefined) {
  return {
    label,
    error,
    ...(hint !== undefined ? { hint } : {}),
    ...(hidesLabel ? { hidesLabel } : {}),
    ...(required ? { required } : {}),
  }
}

type TextFieldProps = About &
  Readonly<{ value: string; onValue: (value: string) => void; ref?: Ref<HTMLInputElement> }> &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'id'>

/** One line of text; `type` may be password, email, tel, search, date, time. */
export function TextField({
  label,
  hint,
  error,
  hidesLabel,
  value,
  onValue,
  required,
  ...rest
}: TextFieldProps): ReactElement {
  return (
    <Field {...about({ label, hint, error, ...(hidesLabel ? { hidesLabel } : {}) }, required)}>
      {(control) => (
        <input
          type="text"
          {...rest}
          {...control}
          className={styles.control}
          value={value}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  )
}

type NumberFieldProps = About &
  Readonly<{
    /** As it was typed: half a number is no number, and is kept all the same. */
    value: string
    onValue: (value: string) => void
    unit?: string
  }> &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'id'>

/** A number with its unit. Whether it can be is said by whoever asks for it. */
export function NumberField({
  label,
  hint,
  error,
  hidesLabel,
  value,
  onValue,
  unit,
  required,
  ...rest
}: NumberFieldProps): ReactElement {
  return (
    <Field {...about({ label, hint, error, ...(hidesLabel ? { hidesLabel } : {}) }, required)}>
      {(control) => (
        <div className={styles.withUnit}>
          <input
            inputMode="decimal"
            autoComplete="off"
            {...rest}
            {...control}
            className={styles.control}
            value={value}
            onChange={(event) => onValue(event.target.value)}
          />
          {unit !== undefined && <span className={styles.unit}>{unit}</span>}
        </div>
      )}
    </Field>
  )
}

type TextAreaProps = About &
  Readonly<{ value: string; onValue: (value: string) => void }> &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange' | 'id'>

export function TextArea({
  label,
  hint,
  error,
  hidesLabel,
  value,
  onValue,
  required,
  ...rest
}: TextAreaProps): ReactElement {
  return (
    <Field {...about({ label, hint, error, ...(hidesLabel ? { hidesLabel } : {}) }, required)}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          className={styles.control}
          value={value}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  )
}

export type Option<T extends string> = Readonly<{ value: T; label: string }>

type SelectFieldProps<T extends string> = About &
  Readonly<{
    value: T | ''
    onValue: (value: T | '') => void
    options: readonly Option<T>[]
    /** What stands for nothing chosen; without it something always is. */
    empty?: string
  }> &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange' | 'id'>

export function SelectField<T extends string>({
  label,
  hint,
  error,
  hidesLabel,
  value,
  onValue,
  options,
  empty,
  required,
  ...rest
}: SelectFieldProps<T>): ReactElement {
  return (
    <Field {...about({ label, hint, error, ...(hidesLabel ? { hidesLabel } : {}) }, required)}>
      {(control) => (
        <select
          {...rest}
          {...control}
          className={styles.control}
          value={value}
          onChange={(event) => onValue(event.target.value as T | '')}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
