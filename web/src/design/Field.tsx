// SPDX-License-Identifier: Apache-2.0
import { useId, type ReactElement, type ReactNode } from 'react'
import { CircleAlert } from 'lucide-react'
import styles from './Field.module.css'

/** What a control inside a field has to carry. */
export type FieldControl = Readonly<{
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  required?: boolean
}>

export type FieldProps = Readonly<{
  label: string
  hint?: ReactNode
  /** What is wrong with what was typed, in words; shown at the field. */
  error?: string | undefined
  required?: boolean
  /** The label is there for those who hear it, and not drawn. */
  hidesLabel?: boolean
  children: (control: FieldControl) => ReactElement
}>

/** A label, a control, a hint and what is wrong, tied together for every kind of reader. */
export function Field({ label, hint, error, required, hidesLabel, children }: FieldProps): ReactElement {
  const id = useId()
  const described = [hint !== undefined ? `${id}-hint` : '', error !== undefined ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ')
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hidesLabel ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(error !== undefined ? { 'aria-invalid': true as const } : {}),
        ...(required ? { required: true } : {}),
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className={styles.error}>
          <CircleAlert aria-hidden size={16} />
          <span>{error}</span>
        </p>
      )}
    </div>
  )
}
