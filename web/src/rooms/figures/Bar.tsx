// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { niceTop } from './scale'
import type { Ends } from './wire'
import styles from './figures.module.css'

const at = (share: number): string => `${String(Math.min(100, Math.max(0, share * 100)))}%`

export type Bars = Readonly<{
  /** In parts of the scale, 0 to 1. */
  point?: number | undefined
  ends?: Ends | undefined
  /** A wider interval around it, drawn thin. */
  outer?: Ends | undefined
  /** Where a line stands across: what it is held against. */
  line?: number | undefined
  tone?: 'own' | 'other'
}>

/** An interval as a bar. The numbers stand beside it in the table, so nobody who listens misses anything. */
export function Bar({ point, ends, outer, line, tone = 'own' }: Bars): ReactElement {
  return (
    <svg className={styles.bar} aria-hidden focusable="false" data-tone={tone}>
      <line x1="0%" x2="100%" y1="50%" y2="50%" className={styles.ground} />
      {line !== undefined && <line x1={at(line)} x2={at(line)} y1="0%" y2="100%" className={styles.across} />}
      {outer && <line x1={at(outer[0])} x2={at(outer[1])} y1="50%" y2="50%" className={styles.outer} />}
      {ends && <line x1={at(ends[0])} x2={at(ends[1])} y1="50%" y2="50%" className={styles.inner} />}
      {point !== undefined && <circle cx={at(point)} cy="50%" r="5" className={styles.point} />}
    </svg>
  )
}

/** Bars of shares on one scale, from nothing to `top`. */
export function ShareBar({
  top,
  share,
  interval,
  outer,
  tone,
}: {
  readonly top: number
  readonly share: number | undefined
  readonly interval: Ends | undefined
  readonly outer?: Ends | undefined
  readonly tone?: 'own' | 'other'
}): ReactElement | null {
  if (share === undefined && interval === undefined && outer === undefined) return null
  const scaled = (ends: Ends | undefined): Ends | undefined => ends && [ends[0] / top, ends[1] / top]
  return (
    <Bar
      point={share === undefined ? undefined : share / top}
      ends={scaled(interval)}
      outer={scaled(outer)}
      {...(tone ? { tone } : {})}
    />
  )
}

/** The end of a scale that holds all of them; never nothing. */
export function topOf(highs: readonly (number | undefined)[]): number {
  return niceTop(Math.max(0, ...highs.filter((one) => one !== undefined)))
}
