// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import type { Interval, Review } from './review'
import styles from './ReviewChart.module.css'

const width = 640
const height = 300
const edge = { left: 34, right: 14, top: 14, bottom: 46 } as const
const worst = 10
const marks = [0, 2, 4, 6, 8, 10] as const
const tickEvery = [7, 14, 28, 56, 91, 182] as const
const mostTicks = 7
const hoursOfDay = 24

type At = (value: number) => number

/** A band from the lower to the upper end of an interval, over the course. */
function band(course: Review['forecast']['course'], of: (one: Interval) => number, x: At, y: At): string {
  return course.map((one) => `${x(one.day).toFixed(1)},${y(of(one.level)).toFixed(1)}`).join(' ')
}

/** One glance: scores, what lies behind them with its range, what nature alone would have brought, sessions, the goal.
 *  The words and tables beside it say the same. */
export function ReviewChart({ review }: { readonly review: Review }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { course } = review.forecast
  const { now, horizon, scores, sessions } = review.timeline
  const end = Math.max(horizon, now, 1)
  const x: At = (day) => edge.left + (day / end) * (width - edge.left - edge.right)
  const y: At = (value) =>
    edge.top + (1 - Math.min(Math.max(value, 0), worst) / worst) * (height - edge.top - edge.bottom)
  const foot = height - edge.bottom
  const area = (low: (one: Interval) => number, high: (one: Interval) => number, of = course): string =>
    `${band(of, low, x, y)} ${band([...of].reverse(), high, x, y)}`
  const halves = course.map((one) => ({ ...one, level: one.half }))
  const line = (value: (one: (typeof course)[number]) => number): string =>
    course.map((one) => `${x(one.day).toFixed(1)},${y(value(one)).toFixed(1)}`).join(' ')
  const step = tickEvery.find((one) => end / one <= mostTicks) ?? end
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step)
  const began = Date.parse(review.careBegan)
  const dayMs = 86_400_000
  const goal = review.forecast.goal?.value
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        className={styles.chart}
        role="img"
        aria-label={t('outcomes.reviewChart', {
          start: t.number(review.forecast.start.middle),
          now: t.number(review.forecast.now.middle),
          ahead: t.number(review.forecast.ahead.level.middle),
          on: time.day(review.forecast.ahead.on, 'year'),
        })}
      >
        {marks.map((mark) => (
          <g key={mark}>
            <line x1={edge.left} x2={width - edge.right} y1={y(mark)} y2={y(mark)} className={styles.grid} />
            <text x={edge.left - 8} y={y(mark)} className={styles.tickY}>
              {t.number(mark)}
            </text>
          </g>
        ))}
        {ticks.map((day) => (
          <text
            key={day}
            x={x(day)}
            y={height - 6}
            className={styles.tickX}
            textAnchor={day === 0 ? 'start' : x(day) > width - 40 ? 'end' : 'middle'}
          >
            {time.day(new Date(began + day * dayMs).toISOString().slice(0, 10), 'short')}
          </text>
        ))}
        <polygon
          points={area(
            (one) => one.low,
            (one) => one.high,
          )}
          className={styles.range}
        />
        <polygon
          points={area(
            (one) => one.low,
            (one) => one.high,
            halves,
          )}
          className={styles.half}
        />
        {sessions.map((one) => (
          <g key={`${one.on}${String(one.day)}`}>
            {one.soreHours !== undefined && (
              <rect
                x={x(one.day)}
                width={Math.max(0, x(one.day + one.soreHours / hoursOfDay) - x(one.day))}
                y={foot}
                height={8}
                className={styles.sore}
              />
            )}
            <path
              d={`M${x(one.day).toFixed(1)} ${String(foot)}v16`}
              className={one.isPlanned ? styles.planned : styles.needle}
            />
          </g>
        ))}
        {goal !== undefined && (
          <line x1={edge.left} x2={width - edge.right} y1={y(goal)} y2={y(goal)} className={styles.goal} />
        )}
        <line x1={x(now)} x2={x(now)} y1={edge.top} y2={foot} className={styles.now} />
        <polyline points={line((one) => one.nature.middle)} className={styles.nature} />
        <polyline points={line((one) => one.level.middle)} className={styles.level} />
        {scores.map((one) => (
          <circle
            key={`${one.on}${String(one.day)}`}
            cx={x(one.day)}
            cy={y(one.value)}
            r={one.isDiary ? 2.5 : 4.5}
            className={styles.score}
          />
        ))}
      </svg>
      <figcaption className={styles.legend}>
        <span>
          <i className={styles.keyScore} aria-hidden /> {t('outcomes.keyScore')}
        </span>
        <span>
          <i className={styles.keyLevel} aria-hidden /> {t('outcomes.keyLevel')}
        </span>
        <span>
          <i className={styles.keyRange} aria-hidden /> {t('outcomes.keyRange')}
        </span>
        <span>
          <i className={styles.keyNature} aria-hidden /> {t('outcomes.keyNature')}
        </span>
        <span>
          <i className={styles.keyNeedle} aria-hidden /> {t('outcomes.keyNeedle')}
        </span>
        {goal !== undefined && (
          <span>
            <i className={styles.keyGoal} aria-hidden /> {t('outcomes.keyGoal', { goal })}
          </span>
        )}
      </figcaption>
    </figure>
  )
}
