// SPDX-License-Identifier: Apache-2.0
import { X } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Measurable } from '@/api/library'
import { Await, IconButton, NumberField, SelectField, Stack } from '@/design'
import { numberOf } from '@/record/answers'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import { useDesk } from '../desk'
import { useMeasurable } from '../library'
import type { BodyMeasure } from '../wire'
import { ScanBlock } from './ScanBlock'
import styles from './parts.module.css'

const keyOf = (what: string, field: 'mm' | 'sdMm'): string => `measure:${what}:${field}`

/** What makes the body in the planner more like this patient's: lengths that were measured, or a scan. */
export function OwnBody(): ReactElement {
  const t = useText()
  const shelf = useMeasurable()
  return (
    <details className={styles.ownBody}>
      <summary>{t('assessment.ownBody')}</summary>
      <Await of={shelf}>
        {({ items, schemes }) => (
          <Stack gap={5}>
            <Measures items={items} />
            <ScanBlock schemes={schemes} />
          </Stack>
        )}
      </Await>
    </details>
  )
}

function Measures({ items }: { readonly items: readonly Measurable[] }): ReactElement {
  const t = useText()
  const { body, change, typed, onTyped, isReadOnly } = useDesk()
  const [added, setAdded] = useState<readonly string[]>([])
  const kept = body.measures ?? []
  const begun = Object.keys(typed).flatMap((key) => /^measure:(.+):mm$/.exec(key)?.[1] ?? [])
  const shown = [...new Set([...kept.map((one) => one.what), ...begun, ...added])]
  const left = items.filter((one) => !shown.includes(one.id))
  const optionsOf = (isGirth: boolean) =>
    left.filter((one) => one.isGirth === isGirth).map((one) => ({ value: one.id, label: sentence(one.what) }))
  const drop = (what: string): void => {
    setAdded((before) => before.filter((one) => one !== what))
    onTyped(keyOf(what, 'mm'), undefined)
    onTyped(keyOf(what, 'sdMm'), undefined)
    change((before) => ({ ...before, measures: (before.measures ?? []).filter((one) => one.what !== what) }))
  }
  return (
    <section aria-label={t('assessment.measured')}>
      <h3>{t('assessment.measured')}</h3>
      <p className={styles.hint}>{t('assessment.measuredHint')}</p>
      <Stack>
        {shown.map((what) => (
          <OneMeasure
            key={what}
            what={what}
            words={sentence(items.find((one) => one.id === what)?.what ?? what)}
            place={kept.findIndex((one) => one.what === what)}
            onDrop={isReadOnly ? undefined : () => drop(what)}
          />
        ))}
        {!isReadOnly && (
          <SelectField
            label={t('assessment.addMeasure')}
            value=""
            empty={t('assessment.chooseMeasure')}
            options={[...optionsOf(true), ...optionsOf(false)]}
            onValue={(what) => {
              if (what !== '') setAdded((before) => [...before, what])
            }}
          />
        )}
      </Stack>
    </section>
  )
}

function OneMeasure({
  what,
  words,
  place,
  onDrop,
}: {
  readonly what: string
  readonly words: string
  readonly place: number
  readonly onDrop: (() => void) | undefined
}): ReactElement {
  const t = useText()
  const { body, change, typed, onTyped, errorAt, isReadOnly } = useDesk()
  const kept = body.measures?.find((one) => one.what === what)
  const put = (field: 'mm' | 'sdMm', text: string): void => {
    const value = numberOf(text)
    onTyped(keyOf(what, field), value === undefined && text !== '' ? text : undefined)
    change((before) => {
      const others = (before.measures ?? []).filter((one) => one.what !== what)
      const mm = field === 'mm' ? value : kept?.mm
      const sdMm = field === 'sdMm' ? value : kept?.sdMm
      if (mm === undefined) return { ...before, measures: others }
      const one: BodyMeasure = { what, mm, ...(sdMm !== undefined ? { sdMm } : {}) }
      return { ...before, measures: [...others, one] }
    })
  }
  const fieldOf = (field: 'mm' | 'sdMm'): ReactElement => {
    const text = typed[keyOf(what, field)]
    const value = kept?.[field]
    return (
      <NumberField
        label={field === 'mm' ? words : t('assessment.measureError', { what: words })}
        hidesLabel={field === 'sdMm'}
        unit={field === 'mm' ? 'mm' : t('assessment.plusMinus')}
        disabled={isReadOnly}
        value={text ?? (value === undefined ? '' : String(value))}
        onValue={(next) => put(field, next)}
        error={
          text !== undefined
            ? t('assessment.noNumber')
            : place < 0
              ? undefined
              : (errorAt(`/measures/${place}/${field}`) ?? errorAt(`/measures/${place}`))
        }
      />
    )
  }
  return (
    <div className={styles.measure}>
      {fieldOf('mm')}
      {fieldOf('sdMm')}
      {onDrop && (
        <IconButton label={t('assessment.dropMeasure', { what: words })} icon={<X />} onClick={onDrop} />
      )}
    </div>
  )
}
