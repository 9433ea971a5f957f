// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Button } from '@/design'
import { useText, type TextKey } from '@/text'
import type { Mark } from './sheet'
import type { Filling } from './useSheet'
import styles from './Screen.module.css'

type Quality = NonNullable<Mark['qualities']>[number]
const qualities: readonly (readonly [Quality, TextKey])[] = [
  ['aching', 'patient.feelAching'],
  ['dull', 'patient.feelDull'],
  ['shooting', 'patient.feelShooting'],
  ['electric', 'patient.feelElectric'],
  ['burning', 'patient.feelBurning'],
  ['stabbing', 'patient.feelStabbing'],
  ['throbbing', 'patient.feelThrobbing'],
  ['cramping', 'patient.feelCramping'],
  ['tight', 'patient.feelTight'],
  ['heavy', 'patient.feelHeavy'],
  ['tingling', 'patient.feelTingling'],
  ['numb', 'patient.feelNumb'],
  ['weak', 'patient.feelWeak'],
  ['cold', 'patient.feelCold'],
  ['itching', 'patient.feelItching'],
  ['other', 'patient.feelOther'],
]

function felt(mark: Mark, qualities: readonly Quality[]): Mark {
  const next = { ...mark }
  if (qualities.length > 0) next.qualities = [...qualities]
  else delete next.qualities
  return next
}

/** How it feels where it was marked. */
export function FeelScreen({
  filling,
  onDone,
}: {
  readonly filling: Filling
  readonly onDone: () => void
}): ReactElement {
  const t = useText()
  const chosen = filling.sheet.marks[0]?.qualities ?? []
  const toggle = (quality: Quality): void => {
    const next = chosen.includes(quality) ? chosen.filter((one) => one !== quality) : [...chosen, quality]
    filling.change((sheet) => ({ ...sheet, marks: sheet.marks.map((mark) => felt(mark, next)) }))
  }
  return (
    <div className={styles.question}>
      <h1 tabIndex={-1}>{t('patient.howFeels')}</h1>
      <p className={styles.hint}>{t('patient.chooseAll')}</p>
      <div className={`${styles.choices ?? ''} ${styles.two ?? ''}`}>
        {qualities.map(([quality, name]) => (
          <label key={quality} className={styles.choice}>
            <input type="checkbox" checked={chosen.includes(quality)} onChange={() => toggle(quality)} />
            <span>{t(name)}</span>
          </label>
        ))}
      </div>
      <Button tone="primary" size="large" onClick={onDone}>
        {chosen.length > 0 ? t('patient.next') : t('patient.leaveOut')}
      </Button>
    </div>
  )
}
