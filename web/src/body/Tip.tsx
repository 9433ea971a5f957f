// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import styles from './BodyView.module.css'
import type { Pixel, Stage } from './Stage'

/** Words beside the cursor. */
export function Tip({
  pixel,
  stage,
  children,
}: {
  readonly pixel: Pixel
  readonly stage: Stage
  readonly children: ReactNode
}): ReactElement {
  const isFar = pixel.x > stage.size.width * 0.6
  return (
    <div
      className={clsx(styles.tip, isFar && styles.tipBefore)}
      ref={(tip) => {
        if (tip) tip.style.transform = `translate(${String(pixel.x)}px, ${String(pixel.y)}px)`
      }}
    >
      <div>{children}</div>
    </div>
  )
}
