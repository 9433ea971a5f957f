// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Segmented } from '@/design'
import styles from './session.module.css'

const most = 10
const levels = Array.from({ length: most + 1 }, (_, index) => String(index))

/** Pain from 0 to 10, in one tap. */
export function PainScale({
  label,
  value,
  onValue,
}: {
  readonly label: string
  readonly value: number | undefined
  readonly onValue: (value: number | undefined) => void
}): ReactElement {
  return (
    <div className={styles.scale}>
      <Segmented
        label={label}
        value={value === undefined ? null : String(value)}
        onValue={(chosen) => onValue(chosen === null ? undefined : Number(chosen))}
        choices={levels.map((level) => ({ value: level, label: level }))}
      />
    </div>
  )
}
