// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { ticksOf, type Course } from './series'
import styles from './outcomes.module.css'

const width = 500
const height = 230
const edge = { left: 44, right: 16, top: 18, bottom: 34 } as const
const dayMs = 86_400_000

/** Scores over time, with the sessions below. The table beside it says the same. */
export function CourseChart({
  course,
  sessions,
}: {
  readonly course: Course
  readonly sessions: readonly Entry<'session'>[]
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { instrument, points } = course
  const { scoring, title } = instrument.body
  const scores = points.map((one) => one.score)
  const low = scoring.low ?? Math.min(...scores)
  const high = scoring.high ?? Math.max(...scores)
  const times = [...points.map((one) => one.at), ...sessions.map((one) => Date.parse(one.body.began))]
  const begin = Math.min(...times) - dayMs
  const end = Math.max(...times) + dayMs
  const x = (at: number): number =>
    edge.left + ((at - begin) / (end - begin)) * (width - edge.left - edge.right)
  const y = (score: number): number =>
    height - edge.bottom - ((score - low) / (high - low || 1)) * (height - edge.top - edge.bottom)
  const first = points[0]
  const last = points.at(-1)
  const better =
    scoring.direction === 'lower_is_better'
      ? t('outcomes.lowerBetter')
      : scoring.direction === 'higher_is_better'
        ? t('outcomes.higherBetter')
        : ''
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        className={styles.chart}
        role="img"
        aria-label={t('outcomes.chartOf', {
          title,
          first: first?.score ?? 0,
          last: last?.score ?? 0,
          sessions: sessions.length,
        })}
      >
        {ticksOf(low, high).map((tick) => (
          <g key={tick}>
            <line x1={edge.left} x2={width - edge.right} y1={y(tick)} y2={y(tick)} className={styles.grid} />
            <text x={edge.left - 10} y={y(tick)} className={styles.tickY}>
              {t.number(tick)}
            </text>
          </g>
        ))}
        {sessions.map((session) => {
          const at = x(Date.parse(session.body.began))
          return (
            <g key={session.id}>
              <line x1={at} x2={at} y1={edge.top} y2={height - edge.bottom} className={styles.session} />
              <path
                d={`M${String(at)} ${String(height - edge.bottom)}l-5 9h10z`}
                className={styles.sessionMark}
              />
            </g>
          )
        })}
        {first && (
          <line
            x1={edge.left}
            x2={width - edge.right}
            y1={y(first.score)}
            y2={y(first.score)}
            className={styles.beginning}
          />
        )}
        <polyline
          points={points.map((one) => `${String(x(one.at))},${String(y(one.score))}`).join(' ')}
          className={styles.line}
        />
        {points.map((one) => (
          <g key={one.outcome.id}>
            <circle cx={x(one.at)} cy={y(one.score)} r={5.5} className={styles.point} />
            <text x={x(one.at)} y={y(one.score) - 11} className={styles.value}>
              {t.number(one.score)}
            </text>
          </g>
        ))}
        {[first, last !== first ? last : undefined].map(
          (one) =>
            one && (
              <text key={one.at} x={x(one.at)} y={height - 8} className={styles.tickX}>
                {time.day(new Date(one.at).toISOString(), 'short')}
              </text>
            ),
        )}
      </svg>
      <figcaption className={styles.legend}>
        <span>
          <i className={styles.keyLine} aria-hidden /> {t('outcomes.score')}
        </span>
        <span>
          <i className={styles.keyBegin} aria-hidden /> {t('outcomes.atBeginning')}
        </span>
        <span>
          <i className={styles.keySession} aria-hidden /> {t('outcomes.session')}
        </span>
        <strong>{better}</strong>
      </figcaption>
    </figure>
  )
}
