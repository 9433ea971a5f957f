// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Button, Checkbox, SelectField } from '@/design'
import { useText } from '@/text'
import styles from './BodyView.module.css'
import type { Cut, Look } from './look'

const cuts: readonly Cut[] = ['none', 'side', 'front', 'head', 'needle']

/** How deep one sees: peeled from outside, cut, and with or without what is drawn over it. */
export function LookControls({
  look,
  onLook,
  hasNeedle,
  hasMap,
}: {
  readonly look: Look
  readonly onLook: (look: Look) => void
  readonly hasNeedle: boolean
  readonly hasMap: boolean
}): ReactElement {
  const t = useText()
  return (
    <div className={styles.sliders}>
      <label className={styles.slider}>
        <span>{t('body.peel')}</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.01}
          value={look.peel}
          aria-valuetext={t('body.peelSays', { percent: look.peel })}
          onChange={(event) => onLook({ ...look, peel: event.target.valueAsNumber })}
        />
      </label>
      <div className={styles.cut}>
        <SelectField
          label={t('body.cut')}
          value={look.cut}
          options={cuts
            .filter((one) => one !== 'needle' || hasNeedle)
            .map((one) => ({ value: one, label: t(`body.cut_${one}`) }))}
          onValue={(value) => onLook({ ...look, cut: value === '' ? 'none' : value })}
        />
        {look.cut !== 'none' && (
          <>
            <input
              type="range"
              aria-label={t('body.cutAt')}
              min={0}
              max={1}
              step={0.005}
              value={look.cutAt}
              onChange={(event) => onLook({ ...look, cutAt: event.target.valueAsNumber })}
            />
            <Button
              size="small"
              aria-pressed={look.isCutTurned}
              onClick={() => onLook({ ...look, isCutTurned: !look.isCutTurned })}
            >
              {t('body.cutTurn')}
            </Button>
          </>
        )}
      </div>
      <div className={styles.checks}>
        <Checkbox
          label={t('body.spread')}
          isChecked={look.showsSpread}
          onChecked={(showsSpread) => onLook({ ...look, showsSpread })}
        />
        <Checkbox
          label={t('body.landmarks')}
          isChecked={look.showsLandmarks}
          onChecked={(showsLandmarks) => onLook({ ...look, showsLandmarks })}
        />
        <Checkbox
          label={t('body.names')}
          isChecked={look.showsNames}
          onChecked={(showsNames) => onLook({ ...look, showsNames })}
        />
        {hasMap && (
          <Checkbox
            label={t('body.map')}
            isChecked={look.showsMap}
            onChecked={(showsMap) => onLook({ ...look, showsMap })}
          />
        )}
      </div>
    </div>
  )
}
