// SPDX-License-Identifier: Apache-2.0
import { useId, type ReactElement, type ReactNode } from 'react'
import { useText } from '@/text'
import { shareOf } from './shareOf'
import styles from './PeopleOf1000.module.css'

const perRow = 50
const rows = 20
const cell = 10
const radius = 3.2

/** As many as the words say; none where they are of more than a thousand. */
function dotsOf(perThousand: number): number {
  const { count, of } = shareOf(perThousand)
  return of === 1000 ? Math.min(count, perRow * rows) : 0
}

/** How often something happens, as a thousand dots and in the same words: filled for what was counted, ringed up to
 *  the most that a study found. Less than one of a thousand fills none, and the words say of how many it is one. */
export function PeopleOf1000({
  perThousand,
  low,
  high,
  counted,
  label,
  source,
}: {
  readonly perThousand: number
  readonly low?: number
  readonly high?: number
  /** Out of 1,000 of what: "treatments". */
  readonly counted: string
  /** What happens. */
  readonly label: ReactNode
  readonly source?: ReactNode
}): ReactElement {
  const t = useText()
  const id = useId()
  const filled = dotsOf(perThousand)
  const ringed = dotsOf(high ?? perThousand)
  const words = (value: number): string => t('design.ofSoMany', { ...shareOf(value), counted })
  const isRange = low !== undefined && high !== undefined && low < high
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span className={styles.label}>{label}</span>
        <span className={styles.number}>{words(perThousand)}</span>
        {isRange && (
          <span className={styles.range}>{t('design.range', { low: words(low), high: words(high) })}</span>
        )}
      </figcaption>
      <svg
        viewBox={`0 0 ${String(perRow * cell)} ${String(rows * cell)}`}
        className={styles.people}
        aria-hidden
      >
        <defs>
          <pattern id={id} width={cell} height={cell} patternUnits="userSpaceOnUse">
            <circle cx={cell / 2} cy={cell / 2} r={radius} className={styles.other} />
          </pattern>
        </defs>
        <rect width={perRow * cell} height={rows * cell} fill={`url(#${id})`} />
        {Array.from({ length: Math.max(filled, ringed) }, (_, index) => (
          <circle
            key={index}
            cx={(index % perRow) * cell + cell / 2}
            cy={Math.floor(index / perRow) * cell + cell / 2}
            r={index < filled ? radius + 0.9 : radius + 0.2}
            className={index < filled ? styles.counted : styles.most}
          />
        ))}
      </svg>
      {filled === 0 && <p className={styles.rare}>{t('design.lessThanOne', { counted })}</p>}
      {source}
    </figure>
  )
}
