// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react'
import { useText } from '@/text'
import styles from './PeopleOf1000.module.css'

const people = 1000
const columns = 50
const rows = people / columns

/** Dots from one place to another, as one path: a thousand elements would be slow on a phone. */
function dots(from: number, to: number): string {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => {
    const place = from + index
    return `M${String(place % columns)} ${String(Math.floor(place / columns))}h0`
  }).join('')
}

/** How often something happens, as a picture of a thousand, and the same in words with its source. What is rarer than
 *  one of a thousand fills no dot: the words say how many such pictures it takes. */
export function PeopleOf1000({
  what,
  perThousand,
  low,
  high,
  counted,
  source,
}: {
  /** What happens. */
  readonly what: ReactNode
  readonly perThousand: number
  readonly low?: number | undefined
  readonly high?: number | undefined
  /** Out of 1,000 of what: "treatments". */
  readonly counted: string
  readonly source?: ReactNode
}): ReactElement {
  const t = useText()
  const isRare = perThousand < 1
  const filled = isRare ? 0 : Math.round(perThousand)
  const ringed = Math.max(filled, isRare ? Math.floor(high ?? 0) : Math.round(high ?? 0))
  const pictures = roughly(1 / perThousand)
  const hasRange = low !== undefined && high !== undefined && low !== high && !isRare
  const words = isRare
    ? t('design.oneIn', { many: roughly(people / perThousand), counted })
    : hasRange
      ? t('design.ofThousandRange', { value: perThousand, low, high, counted })
      : t('design.ofThousand', { value: perThousand, counted })
  return (
    <figure className={styles.figure}>
      <figcaption>
        <strong className={styles.what}>{what}</strong>
        <span className={styles.words}>{words}</span>
      </figcaption>
      <svg
        viewBox={`-0.6 -0.6 ${String(columns + 0.2)} ${String(rows + 0.2)}`}
        className={styles.picture}
        role="img"
        aria-label={t('design.peoplePicture', { words })}
      >
        <path d={dots(ringed, people)} className={styles.others} />
        <path d={dots(filled, ringed)} className={styles.maybe} />
        <path d={dots(filled, ringed)} className={styles.hole} />
        <path d={dots(0, filled)} className={styles.filled} />
      </svg>
      <p className={styles.small}>
        {[
          isRare && pictures >= 2 ? t('design.oneInPictures', { pictures }) : '',
          ringed > filled ? t('design.peopleMaybe') : '',
        ]
          .filter(Boolean)
          .join(' ')}
        {source !== undefined && (
          <> {t.rich('design.peopleSource', { source: <span key="source">{source}</span> })}</>
        )}
      </p>
    </figure>
  )
}

const digitsKept = 3

/** Three digits of it: more would promise more than a count of rare things can know. */
function roughly(value: number): number {
  return Number(value.toPrecision(digitsKept))
}
