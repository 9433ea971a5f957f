// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useSceneColours } from '@/body/colours'
import { useText } from '@/text'
import type { WantedNeedle } from '../needleWords'
import { useSlice, type SliceView } from '../useNeedle'
import styles from './Needle.module.css'

const widths = { least: 200, most: 1000, step: 100 }

/** The slices along and across the needle, drawn by the server. */
export function Slices({
  plan,
  target,
  wanted,
  says,
}: {
  readonly plan: string
  readonly target: string
  readonly wanted: WantedNeedle
  /** what the pictures show, for those who do not see them */
  readonly says: string
}): ReactElement {
  return (
    <div className={styles.slices}>
      <SlicePicture plan={plan} target={target} wanted={wanted} view="along" says={says} />
      <SlicePicture plan={plan} target={target} wanted={wanted} view="across" says={says} />
    </div>
  )
}

function SlicePicture({
  plan,
  target,
  wanted,
  view,
  says,
}: {
  readonly plan: string
  readonly target: string
  readonly wanted: WantedNeedle
  readonly view: SliceView
  readonly says: string
}): ReactElement {
  const t = useText()
  const frame = useRef<HTMLElement>(null)
  const [widthPx, setWidthPx] = useState(0)
  const { isDark } = useSceneColours()
  useEffect(() => {
    const place = frame.current
    if (!place) return
    const measure = (): void => {
      const wide = Math.round((place.clientWidth * window.devicePixelRatio) / widths.step) * widths.step
      setWidthPx(Math.min(widths.most, Math.max(widths.least, wide)))
    }
    measure()
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(measure)
    observer.observe(place)
    return () => observer.disconnect()
  }, [])
  const slice = useSlice(plan, target, wanted, { view, widthPx, isDark })
  const name = view === 'along' ? t('plan.sliceAlong') : t('plan.sliceAcross')
  return (
    <figure ref={frame} className={styles.slice}>
      <figcaption>{name}</figcaption>
      {slice.address !== null ? (
        <img src={slice.address} alt={`${name}. ${says}`} className={clsx(slice.isStale && styles.stale)} />
      ) : (
        <div className={styles.sliceEmpty} role="status">
          {slice.refusal ? slice.refusal.detail : t('plan.sliceComing')}
        </div>
      )}
    </figure>
  )
}
