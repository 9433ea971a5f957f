// SPDX-License-Identifier: Apache-2.0
// What lies over the canvas and moves with it. Written to directly with each frame: React hears nothing of it.
import { useEffect, useRef, type ReactElement } from 'react'
import { useText } from '@/text'
import styles from './BodyView.module.css'
import { lettersOf, toScene, type Vec } from './frame'
import { basisOf, scaleBarMm } from './pose'
import type { Stage } from './Stage'
import type { Landmark } from './wire'

const widestBarPx = 140
const mmPerMetre = 1000

function opposite([x, y, z]: Vec): Vec {
  return [-x, -y, -z]
}

/** Letters of the sides at the edges, and how long so many millimetres are. */
export function Bearings({ stage }: { readonly stage: Stage }): ReactElement {
  const t = useText()
  const top = useRef<HTMLSpanElement>(null)
  const bottom = useRef<HTMLSpanElement>(null)
  const left = useRef<HTMLSpanElement>(null)
  const right = useRef<HTMLSpanElement>(null)
  const bar = useRef<HTMLDivElement>(null)
  const length = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const write = (): void => {
      const basis = basisOf(stage.pose)
      const put = (at: HTMLSpanElement | null, way: Vec): void => {
        if (at) at.textContent = lettersOf(way).join('')
      }
      put(top.current, basis.up)
      put(bottom.current, opposite(basis.up))
      put(right.current, basis.right)
      put(left.current, opposite(basis.right))
      const mm = scaleBarMm(stage.metresPerPixel * widestBarPx)
      if (bar.current) bar.current.style.inlineSize = `${String(mm / mmPerMetre / stage.metresPerPixel)}px`
      if (length.current)
        length.current.textContent =
          mm >= 10 ? t('body.centimetres', { count: mm / 10 }) : t('body.millimetres', { count: mm })
    }
    write()
    stage.listeners.add(write)
    return () => {
      stage.listeners.delete(write)
    }
  }, [stage, t])
  return (
    <div className={styles.bearings} aria-hidden>
      <span ref={top} className={styles.letterTop} />
      <span ref={bottom} className={styles.letterBottom} />
      <span ref={left} className={styles.letterLeft} />
      <span ref={right} className={styles.letterRight} />
      <div className={styles.scale}>
        <span ref={length} />
        <div ref={bar} className={styles.scaleBar} />
      </div>
    </div>
  )
}

type Box = Readonly<{ x: number; y: number; width: number }>
const widthOfLetterPx = 6
const heightPx = 15

function overlap(a: Box, b: Box): boolean {
  return Math.abs(a.y - b.y) < heightPx && a.x < b.x + b.width && b.x < a.x + a.width
}

/** Names of landmarks beside their marks; those on the far side, and those that would lie over
 *  another, are left out. */
export function LandmarkNames({
  stage,
  landmarks,
  middle,
}: {
  readonly stage: Stage
  readonly landmarks: readonly Landmark[]
  /** of the body, in the scene */
  readonly middle: Vec
}): ReactElement {
  const names = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const write = (): void => {
      const { out } = basisOf(stage.pose)
      const far = out[0] * middle[0] + out[2] * middle[2]
      const taken: Box[] = []
      landmarks.forEach((landmark, index) => {
        const name = names.current?.children[index]
        if (!(name instanceof HTMLElement)) return
        const at = toScene(landmark.skin)
        const isNear = out[0] * at[0] + out[2] * at[2] >= far || Math.abs(out[1]) > 0.8
        const { x, y } = stage.pixelOf(at)
        name.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`
        const box = { x, y, width: landmark.name.length * widthOfLetterPx + 12 }
        const isInside = x >= 0 && y >= 0 && x <= stage.size.width && y <= stage.size.height
        const isShown = isNear && isInside && !taken.some((other) => overlap(box, other))
        if (isShown) taken.push(box)
        name.hidden = !isShown
      })
    }
    write()
    stage.listeners.add(write)
    return () => {
      stage.listeners.delete(write)
    }
  }, [stage, landmarks, middle])
  return (
    <div ref={names} className={styles.names} aria-hidden>
      {landmarks.map((landmark) => (
        <span key={landmark.id} className={styles.name}>
          {landmark.name}
        </span>
      ))}
    </div>
  )
}
