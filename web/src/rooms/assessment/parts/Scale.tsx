// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Segmented } from '@/design'
import { useText } from '@/text'
import styles from './parts.module.css'

const steps = Array.from({ length: 11 }, (_, step) => String(step))

/** From 0, nothing, to 10, the worst that can be thought of; a digit chooses. Nothing chosen is not asked. */
export function Scale({
  label,
  value,
  onValue,
  error,
}: {
  readonly label: string
  readonly value: number | undefined
  readonly onValue: (value: number | undefined) => void
  readonly error?: string | undefined
}): ReactElement {
  const t = useText()
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the radios inside
    <div
      className={styles.scale}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        if (/^\d$/.test(event.key)) {
          // "1" and then "0" is ten.
          onValue(event.key === '0' && value === 1 ? 10 : Number(event.key))
          event.preventDefault()
        } else if (event.key === '?') onValue(undefined)
      }}
    >
      <Segmented
        label={label}
        value={value === undefined ? null : String(value)}
        onValue={(step) => onValue(step === null ? undefined : Number(step))}
        choices={steps.map((step) => ({ value: step, label: step }))}
      />
      <p className={styles.ends} aria-hidden>
        <span>{t('assessment.scaleNone')}</span>
        <span>{t('assessment.scaleWorst')}</span>
      </p>
      {error !== undefined && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
