// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { Block, Ghost } from './Block'
import { placeIn, spanOf, type Column, type Place } from './columns'
import { hoursShown, inLanes } from './layout'
import type { Span } from './openness'
import type { Booking } from './useDiary'
import { snapMinutes, useDrag, type Moving } from './useDrag'
import { wordsOf, type Tried } from './useMove'
import styles from './Grid.module.css'

export const pxPerMinute = 1.3

type Props = Readonly<{
  columns: readonly Column[]
  patients: ReadonlyMap<string, Entry<'patient'>>
  rooms: ReadonlyMap<string, string>
  practitioners: ReadonlyMap<string, string>
  tried: Tried | null
  onOpen: (booking: Booking) => void
  onMove: (booking: Booking, place: Place) => void
  onFree: (column: Column, minute: number) => void
}>

/** The hours as a grid. Bookings are dragged; by keyboard Alt and the arrows move one, and Enter puts it down. */
export function Grid(props: Props): ReactElement {
  const { columns, tried, onOpen, onMove, onFree } = props
  const t = useText()
  const time = useClinicTime()
  const grid = useRef<HTMLDivElement>(null)
  const now = useNow()
  const spans = columns.flatMap((column) => [
    ...column.open,
    ...column.bookings.map((booking) => spanOf(booking, time)),
  ])
  const shown = hoursShown(spans)
  const put = (moving: Moving): void => {
    const column = columns[moving.column]
    if (column) onMove(moving.booking, placeIn(column, moving.booking, moving.span, time))
  }
  const drag = useDrag({ grid, columns, time, pxPerMinute, onDrop: put, onPress: onOpen })
  const { moving, setMoving } = drag

  const steer = (event: KeyboardEvent, booking: Booking, column: number): void => {
    const at = moving?.booking.id === booking.id ? moving : null
    const next = event.altKey
      ? moved(event, at ?? { booking, column, span: spanOf(booking, time), by: 'keys' }, columns.length)
      : null
    if (next) setMoving(next)
    else if (at && event.key === 'Enter') {
      setMoving(null)
      put(at)
    } else if (at && event.key === 'Escape') setMoving(null)
    else if (!event.altKey && event.key === 'Enter') onOpen(booking)
    else if (event.altKey || !focusNext(event, grid.current)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const free = (event: PointerEvent, column: Column): void => {
    if (event.target !== event.currentTarget || event.button !== 0 || moving) return
    const top = event.currentTarget.getBoundingClientRect().top
    const minute = shown.from + Math.floor((event.clientY - top) / pxPerMinute / snapMinutes) * snapMinutes
    onFree(column, minute)
  }
  const where = moving ? columns[moving.column] : undefined
  return (
    <>
      <p className="visually-hidden" id="diary-keys">
        {t('diary.keys')}
      </p>
      <p className={clsx(moving?.by === 'keys' ? styles.told : 'visually-hidden')} role="status">
        {moving && where
          ? t(moving.by === 'keys' ? 'diary.movingKeys' : 'diary.moving', {
              where: where.title,
              from: time.minute(moving.span.from),
              to: time.minute(moving.span.to),
            })
          : ''}
      </p>
      {/* Wider than its place, it scrolls sideways and has to be reachable. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.frame} tabIndex={0} role="region" aria-label={t('diary.grid')}>
        <div
          ref={grid}
          className={clsx(styles.grid, moving?.by === 'hand' && styles.dragging)}
          style={{ gridTemplateColumns: `3.5rem repeat(${String(columns.length)}, minmax(7.5rem, 1fr))` }}
          onPointerMove={drag.onPointerMove}
          onPointerUp={drag.onPointerUp}
          onPointerCancel={drag.onPointerCancel}
        >
          <div className={styles.corner} />
          {columns.map((column) => (
            <h2 key={column.key} className={styles.title}>
              <span>{column.title}</span>
              <span className={styles.count}>
                {t('diary.count', {
                  count: column.bookings.filter((one) => one.body.status !== 'cancelled').length,
                })}
              </span>
            </h2>
          ))}
          <Hours shown={shown} />
          {columns.map((column, index) => (
            <div
              key={column.key}
              className={styles.column}
              data-column
              role="group"
              aria-label={column.title}
              style={{ height: (shown.to - shown.from) * pxPerMinute }}
              onPointerUp={(event) => free(event, column)}
            >
              {column.closed.map((span) => (
                <Closed key={span.from} span={span} shown={shown} />
              ))}
              {inLanes(column.bookings, (booking) => spanOf(booking, time)).map((place) => (
                <Block
                  key={place.item.id}
                  place={place}
                  shown={shown}
                  isLeaving={moving?.booking.id === place.item.id || tried?.booking.id === place.item.id}
                  patient={props.patients.get(place.item.body.patient)}
                  detail={
                    (column.practitioner === undefined
                      ? props.practitioners.get(place.item.body.practitioner)
                      : props.rooms.get(place.item.body.room ?? '')) ?? ''
                  }
                  onGrasp={(event, mode) => drag.grasp(event, place.item, index, mode)}
                  onOpen={() => onOpen(place.item)}
                  onKeyDown={(event) => steer(event, place.item, index)}
                />
              ))}
              {moving?.column === index && (
                <Ghost
                  span={moving.span}
                  shown={shown}
                  patient={props.patients.get(moving.booking.body.patient)}
                />
              )}
              {tried && columnOf(tried.place, columns, time) === index && (
                <Ghost
                  span={spanOf(
                    { ...tried.booking, body: { ...tried.booking.body, ...startEnd(tried.place) } },
                    time,
                  )}
                  shown={shown}
                  patient={props.patients.get(tried.booking.body.patient)}
                  refused={wordsOf(tried.refusal, t)}
                />
              )}
              {column.day === now.day && <Now minute={now.minute} shown={shown} />}
            </div>
          ))}
        </div>
      </div>
    </>
  )
}

const startEnd = ({ start, end }: Place): Pick<Place, 'start' | 'end'> => ({ start, end })

function columnOf(place: Place, columns: readonly Column[], time: ReturnType<typeof useClinicTime>): number {
  const { day } = time.local(place.start)
  return columns.findIndex(
    (column) =>
      column.day === day &&
      (column.practitioner !== undefined
        ? column.practitioner === place.practitioner
        : column.room === place.room),
  )
}

/** One press of an arrow with Alt: a quarter of an hour, or a column; with Shift as well, the end. */
function moved(event: KeyboardEvent, at: Moving, columns: number): Moving | null {
  const isRtl = document.documentElement.dir === 'rtl'
  const down = { ArrowDown: snapMinutes, ArrowUp: -snapMinutes }[event.key]
  const aside = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1 }[event.key]
  const { from, to } = at.span
  if (down !== undefined && event.shiftKey)
    return { ...at, by: 'keys', span: { from, to: Math.min(1440, Math.max(from + snapMinutes, to + down)) } }
  if (down !== undefined) {
    const start = Math.max(0, Math.min(1440 - (to - from), from + down))
    return { ...at, by: 'keys', span: { from: start, to: start + to - from } }
  }
  if (aside === undefined) return null
  return { ...at, by: 'keys', column: Math.max(0, Math.min(columns - 1, at.column + aside)) }
}

/** Arrows alone go from booking to booking. */
function focusNext(event: KeyboardEvent, grid: HTMLElement | null): boolean {
  if (!event.key.startsWith('Arrow') || !grid) return false
  const strips = [...grid.querySelectorAll('[data-column]')].map((strip) => [
    ...strip.querySelectorAll<HTMLElement>('[data-booking]'),
  ])
  const column = strips.findIndex((blocks) => blocks.includes(event.currentTarget as HTMLElement))
  const row = strips[column]?.indexOf(event.currentTarget as HTMLElement) ?? -1
  const isRtl = document.documentElement.dir === 'rtl'
  const step = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : -1
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    strips[column]?.[row + step]?.focus()
    return true
  }
  const by = isRtl ? -step : step
  for (let at = column + by; at >= 0 && at < strips.length; at += by) {
    const blocks = strips[at] ?? []
    const next = blocks[Math.min(row, blocks.length - 1)]
    if (next) {
      next.focus()
      break
    }
  }
  return true
}

function Hours({ shown }: { readonly shown: Span }): ReactElement {
  const time = useClinicTime()
  const hours = Array.from({ length: (shown.to - shown.from) / 60 }, (_, index) => shown.from + index * 60)
  return (
    <div className={styles.hours} aria-hidden>
      {hours.map((minute) => (
        <span key={minute} style={{ height: 60 * pxPerMinute }}>
          {time.minute(minute)}
        </span>
      ))}
    </div>
  )
}

function Closed({ span, shown }: { readonly span: Span; readonly shown: Span }): ReactElement | null {
  const from = Math.max(span.from, shown.from)
  const to = Math.min(span.to, shown.to)
  if (to <= from) return null
  return (
    <div
      className={styles.closed}
      style={{ top: (from - shown.from) * pxPerMinute, height: (to - from) * pxPerMinute }}
    />
  )
}

function Now({ minute, shown }: { readonly minute: number; readonly shown: Span }): ReactElement | null {
  if (minute < shown.from || minute > shown.to) return null
  return <div className={styles.now} style={{ top: (minute - shown.from) * pxPerMinute }} />
}

function useNow(): Readonly<{ day: string; minute: number }> {
  const time = useClinicTime()
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = window.setInterval(() => tick((count) => count + 1), 30_000)
    return () => window.clearInterval(timer)
  }, [])
  return time.now()
}
