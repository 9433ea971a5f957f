// SPDX-License-Identifier: Apache-2.0
import { useRef, useState, type PointerEvent, type RefObject } from 'react'
import { spanOf, type Column } from './columns'
import type { Span } from './openness'
import type { Booking } from './useDiary'
import type { ClinicTime } from '@/record'

export const snapMinutes = 15
const fineSnapMinutes = 5
const leastMinutes = 5
const slipPx = 5

/** A booking on its way: by the hand, or by the keys. */
export type Moving = Readonly<{
  booking: Booking
  column: number
  span: Span
  /** By the keys it waits for Enter. */
  by: 'hand' | 'keys'
}>

type Grasp = Readonly<{
  booking: Booking
  mode: 'move' | 'end'
  x: number
  y: number
  span: Span
  column: number
}>

/** Drags bookings over the grid: the whole one by a mouse, by its grip with a finger, its end to make it longer. */
export function useDrag({
  grid,
  columns,
  time,
  pxPerMinute,
  onDrop,
  onPress,
}: {
  readonly grid: RefObject<HTMLElement | null>
  readonly columns: readonly Column[]
  readonly time: ClinicTime
  readonly pxPerMinute: number
  readonly onDrop: (moving: Moving) => void
  readonly onPress: (booking: Booking) => void
}): Readonly<{
  moving: Moving | null
  setMoving: (moving: Moving | null) => void
  grasp: (event: PointerEvent, booking: Booking, column: number, mode: 'move' | 'end') => void
  onPointerMove: (event: PointerEvent) => void
  onPointerUp: (event: PointerEvent) => void
  onPointerCancel: () => void
}> {
  const held = useRef<Grasp | null>(null)
  const [moving, setMoving] = useState<Moving | null>(null)

  const columnAt = (x: number, otherwise: number): number => {
    const strips = [...(grid.current?.querySelectorAll('[data-column]') ?? [])]
    const found = strips.findIndex((strip) => {
      const box = strip.getBoundingClientRect()
      return box.left <= x && x < box.right
    })
    return found < 0 || found >= columns.length ? otherwise : found
  }
  const letGo = (): void => {
    held.current = null
    setMoving(null)
  }
  return {
    moving,
    setMoving,
    grasp: (event, booking, column, mode) => {
      if (event.button !== 0) return
      held.current = {
        booking,
        mode,
        x: event.clientX,
        y: event.clientY,
        span: spanOf(booking, time),
        column,
      }
    },
    onPointerMove: (event) => {
      const grasp = held.current
      if (!grasp) return
      const [dx, dy] = [event.clientX - grasp.x, event.clientY - grasp.y]
      if (!moving && Math.hypot(dx, dy) < slipPx) return
      if (!moving) grid.current?.setPointerCapture(event.pointerId)
      const snap = event.shiftKey ? fineSnapMinutes : snapMinutes
      const minutes = Math.round(dy / pxPerMinute / snap) * snap
      const length = grasp.span.to - grasp.span.from
      const from = Math.max(0, Math.min(1440 - length, grasp.span.from + minutes))
      const span =
        grasp.mode === 'move'
          ? { from, to: from + length }
          : {
              from: grasp.span.from,
              to: Math.min(1440, Math.max(grasp.span.from + leastMinutes, grasp.span.to + minutes)),
            }
      const column = grasp.mode === 'move' ? columnAt(event.clientX, grasp.column) : grasp.column
      setMoving({ booking: grasp.booking, column, span, by: 'hand' })
    },
    onPointerUp: () => {
      const grasp = held.current
      if (!grasp) return
      held.current = null
      if (!moving) {
        onPress(grasp.booking)
        return
      }
      setMoving(null)
      const isSame =
        moving.column === grasp.column &&
        moving.span.from === grasp.span.from &&
        moving.span.to === grasp.span.to
      if (!isSame) onDrop(moving)
    },
    onPointerCancel: letGo,
  }
}
