// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button, CheckGroup, Segmented, TextField } from '@/design'
import { useText } from '@/text'
import type { Mark, Quality } from '../wire'
import { Scale } from '../parts/Scale'
import { regions } from './figure'
import { qualities, tidied } from './marks'
import styles from './chart.module.css'

/** Everything a mark says, without a mouse: where, how it feels, how strong. */
export function MarkEditor({
  mark,
  number,
  errorAt,
  onChange,
  onDrop,
}: {
  readonly mark: Mark
  readonly number: number
  readonly errorAt: (field: string) => string | undefined
  readonly onChange: (mark: Mark) => void
  readonly onDrop: () => void
}): ReactElement {
  const t = useText()
  const chosen = mark.qualities ?? []
  const toggle = (quality: Quality): void =>
    onChange(
      tidied({
        ...mark,
        qualities: chosen.includes(quality) ? chosen.filter((one) => one !== quality) : [...chosen, quality],
      }),
    )
  return (
    <div className={styles.editor} role="group" aria-label={t('assessment.markNumber', { number })}>
      <div className={styles.editorHead}>
        <h3>{t('assessment.markNumber', { number })}</h3>
        <Button size="small" tone="quiet" icon={<Trash2 aria-hidden />} onClick={onDrop}>
          {t('assessment.dropMark')}
        </Button>
      </div>
      <fieldset className={styles.chips}>
        <legend>{t('assessment.quality')}</legend>
        {qualities.map((quality) => (
          <label key={quality} className={clsx(styles.chip)}>
            <input type="checkbox" checked={chosen.includes(quality)} onChange={() => toggle(quality)} />
            <span>{t.word(`quality_${quality}`)}</span>
          </label>
        ))}
      </fieldset>
      <Scale
        label={t('assessment.intensity')}
        value={mark.intensity}
        onValue={(intensity) => onChange(tidied({ ...mark, intensity } as Mark))}
        error={errorAt('intensity')}
      />
      <Segmented
        label={t('assessment.side')}
        value={mark.side ?? null}
        onValue={(side) => onChange(tidied({ ...mark, side: side ?? undefined } as Mark))}
        choices={(['right', 'left', 'both', 'middle'] as const).map((value) => ({
          value,
          label: t.word(value),
        }))}
      />
      <details className={styles.regions}>
        <summary>{t('assessment.regions')}</summary>
        <CheckGroup
          label={t('assessment.regions')}
          hidesLabel
          values={mark.regions ?? []}
          onValues={(values) => onChange(tidied({ ...mark, regions: [...values] }))}
          choices={regions.map((value) => ({ value, label: t.word(value) }))}
        />
      </details>
      <TextField
        label={t('assessment.markNote')}
        value={mark.note ?? ''}
        onValue={(note) => onChange(tidied({ ...mark, note }))}
        maxLength={4000}
        error={errorAt('note')}
      />
    </div>
  )
}
