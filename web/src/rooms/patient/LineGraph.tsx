// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useText } from '@/text'
import type { Series } from './series'
import type { Times } from './times'
import styles from './LineGraph.module.css'

const width = 380
const height = 230
const left = 30
const right = 14
const top = 12
const bottom = 30
const most = 10
const dashes = ['', '7 5', '2 5', '12 4 2 4', '1 3']

/** Values from 0 to 10 over time. The same stands in a list beside it, so the picture itself is not read out; lines
 *  differ by their dashes and the shapes on them, not by colour alone. */
export function LineGraph({
  series,
  times,
  label,
}: {
  readonly series: readonly Series[]
  readonly times: Times
  readonly label: string
}): ReactElement | null {
  const t = useText()
  const all = series.flatMap((one) => one.points.map((point) => Date.parse(point.at)))
  if (all.length === 0) return null
  const first = Math.min(...all)
  const span = Math.max(Math.max(...all) - first, 1)
  const x = (at: string): number =>
    all.length === 1
      ? (left + width - right) / 2
      : left + ((Date.parse(at) - first) / span) * (width - left - right)
  const y = (value: number): number => top + (1 - value / most) * (height - top - bottom)
  const ends = [new Date(first).toISOString(), new Date(first + span).toISOString()]
  return (
    <figure className={styles.figure}>
      {/* Time runs from left to right in every writing. */}
      <svg
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        className={styles.graph}
        role="img"
        aria-label={label}
      >
        {[0, 2, 4, 6, 8, 10].map((value) => (
          <g key={value}>
            <line x1={left} x2={width - right} y1={y(value)} y2={y(value)} className={styles.grid} />
            <text
              x={left - 8}
              y={y(value)}
              className={styles.figureText}
              textAnchor="end"
              dominantBaseline="middle"
            >
              {value}
            </text>
          </g>
        ))}
        {all.length > 1 &&
          ends.map((at, index) => (
            <text
              key={at}
              x={index === 0 ? left : width - right}
              y={height - 8}
              className={styles.figureText}
              textAnchor={index === 0 ? 'start' : 'end'}
            >
              {times.brief(at)}
            </text>
          ))}
        {series.map((one, index) => (
          <g key={one.id} className={styles[`line${String(index % 5)}`]}>
            <polyline
              points={one.points.map((point) => `${String(x(point.at))},${String(y(point.value))}`).join(' ')}
              strokeDasharray={dashes[index % 5]}
              className={styles.line}
            />
            {one.points.map((point) => (
              <circle key={point.at} cx={x(point.at)} cy={y(point.value)} r={4} className={styles.dot} />
            ))}
          </g>
        ))}
      </svg>
      <figcaption className={styles.legend}>
        {series.map((one, index) => (
          <span key={one.id} className={styles[`line${String(index % 5)}`]}>
            <svg width={34} height={12} aria-hidden>
              <line
                x1={1}
                x2={33}
                y1={6}
                y2={6}
                strokeDasharray={dashes[index % 5]}
                className={styles.line}
              />
              <circle cx={17} cy={6} r={4} className={styles.dot} />
            </svg>
            <span className={styles.name}>
              {one.name}
              <span className={styles.last}>
                {' '}
                {t('patient.lastValue', { value: one.points.at(-1)?.value ?? 0 })}
              </span>
            </span>
          </span>
        ))}
      </figcaption>
    </figure>
  )
}
