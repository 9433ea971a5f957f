// SPDX-License-Identifier: Apache-2.0
// Screens of the form that are no question of the library.
import type { FormEvent, ReactElement } from 'react'
import { useDraft } from '@/api/draft'
import { Button, NumberField, TextArea } from '@/design'
import { useText } from '@/text'
import { Degrees } from './QuestionScreen'
import { numberOf } from './sheet'
import type { Filling } from './useSheet'
import styles from './Screen.module.css'

type Props = Readonly<{ filling: Filling; onDone: () => void }>

export function PainScreen({ filling, onDone }: Props): ReactElement {
  const t = useText()
  const { leg, back } = filling.sheet
  return (
    <div className={styles.question}>
      <h1 tabIndex={-1}>{t('patient.painNow')}</h1>
      <Degrees
        label={t('patient.painLeg')}
        value={leg}
        onValue={(value) =>
          filling.change((sheet) => ({ ...sheet, leg: sheet.leg === value ? null : value }))
        }
      />
      <Degrees
        label={t('patient.painBack')}
        value={back}
        onValue={(value) =>
          filling.change((sheet) => ({ ...sheet, back: sheet.back === value ? null : value }))
        }
      />
      <Button tone="primary" size="large" onClick={onDone}>
        {leg === null && back === null ? t('patient.leaveOut') : t('patient.next')}
      </Button>
    </div>
  )
}

export function MedicinesScreen({ filling, onDone }: Props): ReactElement {
  const t = useText()
  const { value: text, set: setText } = useDraft(
    `patient.medicines.${filling.sheet.id}`,
    filling.sheet.medicines,
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (text !== filling.sheet.medicines) filling.change((sheet) => ({ ...sheet, medicines: text }))
    onDone()
  }
  return (
    <form className={styles.question} onSubmit={submit}>
      <h1 tabIndex={-1}>{t('patient.whichMedicines')}</h1>
      <TextArea
        label={t('patient.medicinesLabel')}
        hint={t('patient.medicinesHint')}
        value={text}
        onValue={setText}
        rows={5}
        maxLength={4000}
      />
      <Button tone="primary" size="large" submits>
        {text.trim() ? t('patient.next') : t('patient.leaveOut')}
      </Button>
    </form>
  )
}

export function SizeScreen({ filling, onDone }: Props): ReactElement {
  const t = useText()
  const { id } = filling.sheet
  const { value: height, set: setHeight } = useDraft(`patient.height.${id}`, filling.sheet.height)
  const { value: weight, set: setWeight } = useDraft(`patient.weight.${id}`, filling.sheet.weight)
  const wrong = (text: string): string | undefined =>
    text.trim() !== '' && numberOf(text) === undefined ? t('patient.needsNumber') : undefined
  const sending = filling.sending
  const refused = (pointer: string): string | undefined =>
    sending.state === 'refused' ? sending.refusal.at(pointer) : undefined
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (wrong(height) ?? wrong(weight)) return
    if (height !== filling.sheet.height || weight !== filling.sheet.weight)
      filling.change((sheet) => ({ ...sheet, height, weight }))
    onDone()
  }
  const isEmpty = height.trim() === '' && weight.trim() === ''
  return (
    <form className={styles.question} onSubmit={submit}>
      <h1 tabIndex={-1}>{t('patient.howTall')}</h1>
      <p className={styles.hint}>{t('patient.howTallHint')}</p>
      <NumberField
        label={t('patient.height')}
        unit={t('patient.centimetres')}
        value={height}
        onValue={setHeight}
        error={wrong(height) ?? refused('/body/heightCm')}
      />
      <NumberField
        label={t('patient.weight')}
        unit={t('patient.kilograms')}
        value={weight}
        onValue={setWeight}
        error={wrong(weight) ?? refused('/body/weightKg')}
      />
      <Button tone="primary" size="large" submits>
        {isEmpty ? t('patient.leaveOut') : t('patient.next')}
      </Button>
    </form>
  )
}
