// SPDX-License-Identifier: Apache-2.0
import { useMemo, type ReactElement } from 'react'
import { BufferGeometry, Line, LineBasicMaterial, Vector3 } from 'three'
import { useEffect } from 'react'
import { SelectField } from '@/design'
import { useText } from '@/text'
import styles from './BodyView.module.css'
import { distance, toScene, type Point } from './frame'
import type { Stage } from './Stage'
import type { Landmark } from './wire'

/** The needle's entry, beside the landmarks. */
export const entryEnd = '@entry'
export type Ends = Readonly<{ from: string; to: string }>

export function endOf(
  id: string,
  landmarks: readonly Landmark[],
  entry: Point | undefined,
): Point | undefined {
  return id === entryEnd ? entry : landmarks.find((one) => one.id === id)?.skin
}

/** From one place under the finger to another, in a straight line between the model's own points. */
export function Ruler({
  landmarks,
  entry,
  ends,
  onEnds,
}: {
  readonly landmarks: readonly Landmark[]
  readonly entry: Point | undefined
  readonly ends: Ends
  readonly onEnds: (ends: Ends) => void
}): ReactElement {
  const t = useText()
  const options = [
    ...(entry ? [{ value: entryEnd, label: t('body.needleEntry') }] : []),
    ...landmarks.map((one) => ({ value: one.id, label: one.name })),
  ]
  const [from, to] = [endOf(ends.from, landmarks, entry), endOf(ends.to, landmarks, entry)]
  const nameOf = (id: string): string => options.find((one) => one.value === id)?.label ?? ''
  return (
    <div className={styles.ruler} role="group" aria-label={t('body.ruler')}>
      <SelectField
        label={t('body.rulerFrom')}
        empty={t('body.rulerNone')}
        value={ends.from}
        options={options}
        onValue={(value) => onEnds({ ...ends, from: value })}
      />
      <SelectField
        label={t('body.rulerTo')}
        empty={t('body.rulerNone')}
        value={ends.to}
        options={options}
        onValue={(value) => onEnds({ ...ends, to: value })}
      />
      <p className={styles.rulerSays} role="status">
        {from && to
          ? t('body.rulerSays', {
              from: nameOf(ends.from),
              to: nameOf(ends.to),
              mm: Math.round(distance(from, to)),
            })
          : t('body.rulerHint')}
      </p>
    </div>
  )
}

export function RulerLine({
  stage,
  from,
  to,
  colour,
}: {
  readonly stage: Stage
  readonly from: Point
  readonly to: Point
  readonly colour: string
}): ReactElement {
  const line = useMemo(() => {
    const made = new Line(
      new BufferGeometry().setFromPoints([new Vector3(...toScene(from)), new Vector3(...toScene(to))]),
      new LineBasicMaterial({ color: colour, depthTest: false, transparent: true }),
    )
    made.renderOrder = 30
    return made
  }, [from, to, colour])
  useEffect(() => {
    stage.invalidate()
    return () => {
      line.geometry.dispose()
      line.material.dispose()
      stage.invalidate()
    }
  }, [stage, line])
  return <primitive object={line} />
}
