// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react'
import { useText } from '@/text'
import styles from './BodyView.module.css'
import { depthAt, turnedTo, type Aim } from './drag'
import { moved, tilted, toScene, ways, type Point, type Way } from './frame'
import { handleMm, type ShownNeedle } from './Needles'
import type { Pixel, Stage } from './Stage'

type Part = 'entry' | 'aim' | 'tip'
const parts: readonly Part[] = ['entry', 'aim', 'tip']

const keysOfEntry: Readonly<Record<string, Way>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'head',
  ArrowDown: 'feet',
}

/** The three places where a needle is taken hold of: skin, handle, tip. Each is a button that arrows move by 1. */
export function Handles({
  stage,
  needle,
  skinAt,
  onAim,
}: {
  readonly stage: Stage
  readonly needle: ShownNeedle
  /** The skin under a pixel, in the body. */
  readonly skinAt: (pixel: Pixel) => Point | undefined
  /** `at` is when the hand moved, as performance.now tells. */
  readonly onAim: (aim: Aim, at: number, isDragged: boolean) => void
}): ReactElement {
  const t = useText()
  const buttons = useRef<Partial<Record<Part, HTMLButtonElement | null>>>({})
  const held = useRef<Part>(undefined)
  const outside = needle.lengthMm - needle.depthMm + handleMm
  useEffect(() => {
    const places: Readonly<Record<Part, Point>> = {
      entry: needle.entry,
      aim: moved(needle.entry, needle.direction, -outside),
      tip: moved(needle.entry, needle.direction, needle.depthMm),
    }
    const write = (): void => {
      for (const part of parts) {
        const { x, y } = stage.pixelOf(toScene(places[part]))
        const button = buttons.current[part]
        if (button) button.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`
      }
    }
    write()
    stage.listeners.add(write)
    return () => {
      stage.listeners.delete(write)
    }
  }, [stage, needle, outside])

  const drag = (part: Part, event: PointerEvent<HTMLButtonElement>): void => {
    const frame = event.currentTarget.parentElement?.getBoundingClientRect()
    if (!frame) return
    const pixel = { x: event.clientX - frame.left, y: event.clientY - frame.top }
    const aim: Aim = { entry: needle.entry, direction: needle.direction, depthMm: needle.depthMm }
    const tell = (next: Aim): void => onAim(next, event.timeStamp, true)
    switch (part) {
      case 'entry': {
        const entry = skinAt(pixel)
        if (entry) tell({ ...aim, entry })
        return
      }
      case 'aim':
        tell({ ...aim, direction: turnedTo(stage.rayAt(pixel), aim, outside) })
        return
      case 'tip': {
        const depth = depthAt(stage.rayAt(pixel), aim)
        if (depth !== undefined)
          tell({ ...aim, depthMm: Math.round(Math.min(needle.lengthMm, Math.max(0, depth)) * 10) / 10 })
      }
    }
  }

  const release = (): void => {
    held.current = undefined
    stage.held = 'nothing'
    stage.invalidate()
  }

  const nudge = (part: Part, event: KeyboardEvent): void => {
    const way = keysOfEntry[event.key]
    if (!way) return
    event.preventDefault()
    event.stopPropagation()
    const step = event.shiftKey ? 5 : 1
    const aim: Aim = { entry: needle.entry, direction: needle.direction, depthMm: needle.depthMm }
    const deeper = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? step : -step
    const next: Aim =
      part === 'entry'
        ? { ...aim, entry: moved(aim.entry, ways[wayOnScreen(stage, way)], step) }
        : part === 'aim'
          ? { ...aim, direction: tilted(aim.direction, wayOnScreen(stage, way), step) }
          : { ...aim, depthMm: Math.min(needle.lengthMm, Math.max(0, aim.depthMm + deeper)) }
    onAim(next, event.timeStamp, false)
  }

  const names: Readonly<Record<Part, string>> = {
    entry: t('body.handleEntry'),
    aim: t('body.handleAim'),
    tip: t('body.handleTip'),
  }
  return (
    <>
      {parts.map((part) => (
        <button
          key={part}
          ref={(button) => {
            buttons.current[part] = button
          }}
          type="button"
          className={clsx(styles.handle, styles[`handle_${part}`])}
          aria-label={names[part]}
          title={names[part]}
          onPointerDown={(event) => {
            event.stopPropagation()
            event.currentTarget.setPointerCapture(event.pointerId)
            held.current = part
            stage.held = 'needle'
            // The picture that it moves before is taken anew.
            stage.invalidate()
          }}
          onPointerMove={(event) => {
            if (held.current === part) drag(part, event)
          }}
          onPointerUp={release}
          onPointerCancel={release}
          onKeyDown={(event) => nudge(part, event)}
        />
      ))}
    </>
  )
}

/** Arrows move things as they are seen: from the back the patient's right is on the right, from the front on the
 *  left. */
function wayOnScreen(stage: Stage, key: Way): Way {
  if (key === 'head' || key === 'feet') return key
  const { azimuth } = stage.pose
  const [c, s] = [Math.cos(azimuth), Math.sin(azimuth)]
  // The picture's right, in the body: towards the patient's left from the front.
  const onRight: Way = Math.abs(c) >= Math.abs(s) ? (c > 0 ? 'left' : 'right') : s > 0 ? 'back' : 'front'
  const other: Readonly<Record<Way, Way>> = {
    left: 'right',
    right: 'left',
    front: 'back',
    back: 'front',
    head: 'feet',
    feet: 'head',
  }
  return key === 'right' ? onRight : other[onRight]
}
