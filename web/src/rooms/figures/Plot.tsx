// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react'
import styles from './figures.module.css'

export type Tick = Readonly<{ at: number; label: string }>

/** A picture between two axes that is as wide as its place, with letters of one size everywhere. What is drawn stands
 *  in hundredths, from the upper left; dots are lines of no length. */
export function Plot({
  label,
  x,
  y,
  xName,
  yName,
  children,
}: {
  readonly label: string
  /** `at` in 0 to 1 of the axis. */
  readonly x: readonly Tick[]
  readonly y: readonly Tick[]
  readonly xName: string
  readonly yName: string
  readonly children: ReactNode
}): ReactElement {
  const hundredths = (at: number): string => `${String(at * 100)}%`
  return (
    <div className={styles.plot}>
      <p className={styles.yName} aria-hidden>
        {yName}
      </p>
      <div className={styles.yAxis} aria-hidden>
        {y.map((tick) => (
          <span key={tick.at} style={{ insetBlockEnd: hundredths(tick.at) }}>
            {tick.label}
          </span>
        ))}
      </div>
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className={styles.canvas}
        role="img"
        aria-label={label}
      >
        {y.map((tick) => (
          <line
            key={tick.at}
            x1={0}
            x2={100}
            y1={100 - tick.at * 100}
            y2={100 - tick.at * 100}
            className={styles.grid}
          />
        ))}
        {children}
      </svg>
      <div className={styles.xAxis} aria-hidden>
        {x.map((tick) => (
          <span key={tick.at} style={{ left: hundredths(tick.at) }}>
            {tick.label}
          </span>
        ))}
      </div>
      <p className={styles.xName} aria-hidden>
        {xName}
      </p>
    </div>
  )
}
