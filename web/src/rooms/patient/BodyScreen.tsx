// SPDX-License-Identifier: Apache-2.0
import { X } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Button, Segmented } from '@/design'
import { useText, type Text } from '@/text'
import { height, isMarked, partsOf, regionNames, toggled, width, type Part, type View } from './bodyRegions'
import type { Mark } from './sheet'
import type { Filling } from './useSheet'
import screen from './Screen.module.css'
import styles from './BodyScreen.module.css'

type Props = Readonly<{ filling: Filling; onDone: () => void }>

function partName(region: Part['region'], side: Mark['side'], t: Text): string {
  const what = t(regionNames[region])
  if (side === 'right') return t('patient.onRight', { what })
  return side === 'left' ? t('patient.onLeft', { what }) : what
}

/** Where it hurts, with a finger, or by the names of the parts. */
export function BodyScreen({ filling, onDone }: Props): ReactElement {
  const t = useText()
  const [view, setView] = useState<View>('back')
  const { marks } = filling.sheet
  const toggle = (part: Part): void =>
    filling.change((sheet) => ({ ...sheet, marks: toggled(sheet.marks, view, part) }))
  return (
    <div className={screen.question}>
      <h1 tabIndex={-1}>{t('patient.whereHurts')}</h1>
      <p className={screen.hint}>{t('patient.whereHurtsHint')}</p>
      <div className={styles.side}>
        <Segmented
          label={t('patient.view')}
          hidesLabel
          canClear={false}
          value={view}
          onValue={(next) => next && setView(next)}
          choices={[
            { value: 'back', label: t('patient.fromBehind') },
            { value: 'front', label: t('patient.fromFront') },
          ]}
        />
      </div>
      <Drawing view={view} marks={marks} onToggle={toggle} />
      {marks.length > 0 && (
        <ul className={styles.marked} aria-label={t('patient.marked')}>
          {marks.map((mark, index) => (
            <li key={index}>
              <button
                type="button"
                className={styles.chip}
                onClick={() =>
                  filling.change((sheet) => ({
                    ...sheet,
                    marks: sheet.marks.filter((_, other) => other !== index),
                  }))
                }
              >
                <span>{(mark.regions ?? []).map((region) => partName(region, mark.side, t)).join(', ')}</span>
                <X aria-hidden size={18} />
                <span className="visually-hidden">{t('patient.takeAway')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button tone="primary" size="large" onClick={onDone}>
        {marks.length > 0 ? t('patient.next') : t('patient.noPlace')}
      </Button>
    </div>
  )
}

function Drawing({
  view,
  marks,
  onToggle,
}: {
  readonly view: View
  readonly marks: readonly Mark[]
  readonly onToggle: (part: Part) => void
}): ReactElement {
  const t = useText()
  const [onLeft, onRight] =
    view === 'back'
      ? [t('patient.yourLeft'), t('patient.yourRight')]
      : [t('patient.yourRight'), t('patient.yourLeft')]
  return (
    // The drawing does not turn round with the writing: left of the picture stays left.
    <div className={styles.drawing} dir="ltr">
      <span className={styles.hand}>{onLeft}</span>
      <svg
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        className={styles.body}
        role="group"
        aria-label={t('patient.whereHurts')}
      >
        {partsOf(view).map((part) => (
          <path
            key={`${part.region}.${part.side}`}
            d={part.path}
            role="checkbox"
            tabIndex={0}
            aria-checked={isMarked(marks, view, part)}
            aria-label={partName(part.region, part.side, t)}
            className={styles.part}
            onClick={() => onToggle(part)}
            onKeyDown={(event) => {
              if (event.key !== ' ' && event.key !== 'Enter') return
              event.preventDefault()
              onToggle(part)
            }}
          />
        ))}
      </svg>
      <span className={styles.hand}>{onRight}</span>
    </div>
  )
}
