// SPDX-License-Identifier: Apache-2.0
import { AxisBottom, AxisLeft } from '@visx/axis'
import { GridRows } from '@visx/grid'
import { Group } from '@visx/group'
import { scaleLinear, scaleTime } from '@visx/scale'
import { LinePath } from '@visx/shape'
import { useEffect, useRef, useState, type ReactElement, type RefObject } from 'react'
import { Card, Table } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { ofKind, type AnyEntry, type PainPoint } from './timeline'
import styles from './PainGraph.module.css'

const height = 190
const margin = { top: 14, right: 64, bottom: 26, left: 30 }
const worst = 10
const dayMs = 86_400_000

function useWidth(): readonly [RefObject<HTMLDivElement | null>, number] {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(640)
  useEffect(() => {
    const element = frame.current
    if (!element || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(entry.contentRect.width)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [frame, width]
}

type Mark = Readonly<{ x: number; y: number }>

/** How strong the pain was each time it was asked, with the sessions; the same as a table. */
export function PainGraph({
  points,
  entries,
}: {
  readonly points: readonly PainPoint[]
  readonly entries: readonly AnyEntry[]
}): ReactElement | null {
  const t = useText()
  const time = useClinicTime()
  const [frame, width] = useWidth()
  if (points.length === 0) return null
  const sessions = ofKind(entries, 'session').filter((session) => session.state !== 'mistaken')
  const moments = [...points.map((point) => point.at), ...sessions.map((session) => session.body.began)].map(
    (at) => Date.parse(at),
  )
  const first = Math.min(...moments)
  const last = Math.max(...moments, first + dayMs)
  const x = scaleTime({ domain: [first, last], range: [margin.left, width - margin.right] })
  const y = scaleLinear({ domain: [0, worst], range: [height - margin.bottom, margin.top] })
  const marks = (part: 'leg' | 'back'): readonly Mark[] =>
    points.flatMap((point) => {
      const value = point[part]
      return value === undefined ? [] : [{ x: x(Date.parse(point.at)), y: y(value) }]
    })
  const leg = marks('leg')
  const back = marks('back')
  const ends = placeLabels(leg.at(-1), back.at(-1))
  return (
    <Card title={t('patients.pain')}>
      <div ref={frame} className={styles.frame}>
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={t('patients.painLabel', { count: points.length })}
        >
          <GridRows
            scale={y}
            left={margin.left}
            width={Math.max(0, width - margin.left - margin.right)}
            tickValues={[0, 5, worst]}
            className={styles.grid ?? ''}
          />
          {sessions.map((session) => {
            const at = x(Date.parse(session.body.began))
            return (
              <line
                key={session.id}
                x1={at}
                x2={at}
                y1={margin.top}
                y2={height - margin.bottom}
                className={styles.session}
              />
            )
          })}
          <LinePath
            data={[...back]}
            x={(mark) => mark.x}
            y={(mark) => mark.y}
            className={styles.back ?? ''}
          />
          <LinePath data={[...leg]} x={(mark) => mark.x} y={(mark) => mark.y} className={styles.leg ?? ''} />
          <Group>
            {back.map((mark, index) => (
              <rect
                key={index}
                x={mark.x - 3.5}
                y={mark.y - 3.5}
                width={7}
                height={7}
                className={styles.backMark}
              />
            ))}
            {leg.map((mark, index) => (
              <circle key={index} cx={mark.x} cy={mark.y} r={4} className={styles.legMark} />
            ))}
          </Group>
          {ends.leg && (
            <text x={ends.leg.x + 10} y={ends.leg.y} dy="0.35em" className={styles.legName}>
              {t('patients.leg')}
            </text>
          )}
          {ends.back && (
            <text x={ends.back.x + 10} y={ends.back.y} dy="0.35em" className={styles.backName}>
              {t('patients.back_')}
            </text>
          )}
          <AxisLeft
            scale={y}
            left={margin.left}
            tickValues={[0, 5, worst]}
            hideAxisLine
            hideTicks
            tickFormat={(value) => String(value)}
            tickLabelProps={{ className: styles.tick ?? '', dx: '-0.25em', dy: '0.35em', textAnchor: 'end' }}
          />
          <AxisBottom
            scale={x}
            top={height - margin.bottom}
            numTicks={Math.max(1, Math.min(Math.floor(width / 130), Math.floor((last - first) / dayMs)))}
            hideAxisLine
            hideTicks
            tickFormat={(value) => time.day(time.local(new Date(Number(value)).toISOString()).day, 'short')}
            tickLabelProps={{ className: styles.tick ?? '', textAnchor: 'middle' }}
          />
        </svg>
      </div>
      <p className={styles.key}>
        <span className={styles.keySession} aria-hidden />
        {t('patients.painKey')}
      </p>
      <details className={styles.details}>
        <summary>{t('patients.painTable')}</summary>
        <Table
          caption={t('patients.pain')}
          isDense
          rows={[...points].reverse()}
          keyOf={(_, index) => String(index)}
          columns={[
            {
              name: t('patients.when'),
              cell: (point) => (point.at.includes('T') ? time.moment(point.at) : time.day(point.at, 'year')),
            },
            { name: t('patients.leg'), isNumber: true, cell: (point) => point.leg ?? t('patients.notAsked') },
            {
              name: t('patients.back_'),
              isNumber: true,
              cell: (point) => point.back ?? t('patients.notAsked'),
            },
            {
              name: t('patients.source'),
              isExtra: true,
              cell: (point) => t(`patients.kind_${sourceOf(point)}`),
            },
          ]}
        />
      </details>
    </Card>
  )
}

function sourceOf(point: PainPoint): 'assessment' | 'session' | 'outcome' {
  const { kind } = point.source
  return kind === 'assessment' || kind === 'session' ? kind : 'outcome'
}

const labelHeight = 15

/** Names at the ends of the lines, apart where the lines end together. */
function placeLabels(leg: Mark | undefined, back: Mark | undefined): { leg?: Mark; back?: Mark } {
  if (!leg || !back) return { ...(leg ? { leg } : {}), ...(back ? { back } : {}) }
  const gap = back.y - leg.y
  if (Math.abs(gap) >= labelHeight || Math.abs(leg.x - back.x) > margin.right) return { leg, back }
  const middle = (leg.y + back.y) / 2
  const sign = gap >= 0 ? 1 : -1
  return {
    leg: { x: leg.x, y: middle - (sign * labelHeight) / 2 },
    back: { x: back.x, y: middle + (sign * labelHeight) / 2 },
  }
}
