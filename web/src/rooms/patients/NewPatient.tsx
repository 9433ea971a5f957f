// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { useDraft } from '@/api/draft'
import { asRefusal, newId, useCreate } from '@/api/entries'
import { Button, Dialog, Failed, Stack, TextField } from '@/design'
import { ageOn, useClinicTime, useRested } from '@/record'
import { readBirthDate } from '@/record/findPatients'
import { useText } from '@/text'
import { Doubles, useDoubles } from './Doubles'
import { readName } from './readName'

/** A patient by two fields; the rest is asked on the page that follows. Somebody who seems to be there is shown first. */
export function NewPatient({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  return (
    <Dialog title={t('patients.new')} isOpen={isOpen} onClose={onClose}>
      <NewPatientForm onClose={onClose} />
    </Dialog>
  )
}

function NewPatientForm({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const [, go] = useLocation()
  const create = useCreate('patient')
  const draft = useDraft('patients.new', { name: '', birthDate: '', id: newId() })
  const [isTried, setTried] = useState(false)
  const [isDayLeft, setDayLeft] = useState(false)
  const today = time.today()
  const name = readName(draft.value.name)
  const day = readBirthDate(draft.value.birthDate.trim(), time.locale, Number(today.slice(0, 4)))
  const isNoDay = draft.value.birthDate.trim() !== '' && day === undefined
  const isToCome = day !== undefined && day > today
  const rested = useRested({ name: draft.value.name, day })
  const doubles = useDoubles({ ...readName(rested.name), birthDate: rested.day })
  const refusal = create.error ? asRefusal(create.error) : null
  const isThere = doubles.some((double) => double.likeness === 'same')

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (name.family === '' || isNoDay || isToCome) return
    create.mutate(
      {
        id: draft.value.id,
        body: {
          family: name.family,
          ...(name.given.length > 0 ? { given: [...name.given] } : {}),
          ...(day ? { birthDate: day } : {}),
        },
      },
      {
        onSuccess: (patient) => {
          draft.clear()
          onClose()
          go(`/patients/${patient.id}/details`, { replace: true })
        },
      },
    )
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextField
          label={t('patients.name')}
          hint={
            name.family === ''
              ? t('patients.nameHint')
              : t('patients.nameRead', { family: name.family, given: name.given.join(' ') || '–' })
          }
          error={
            refusal?.at('/body/family') ??
            (isTried && name.family === '' ? t('patients.nameMissing') : undefined)
          }
          value={draft.value.name}
          onValue={(next) => draft.set((before) => ({ ...before, name: next }))}
          autoComplete="off"
          required
        />
        <TextField
          label={t('patients.birthDate')}
          hint={
            day && !isToCome
              ? t('patients.birthDateRead', { day: time.day(day, 'year'), age: ageOn(day, today) })
              : t('patients.birthDateHint')
          }
          error={
            refusal?.at('/body/birthDate') ??
            (isToCome ? t('patients.birthDateToCome') : undefined) ??
            ((isTried || isDayLeft) && isNoDay ? t('patients.birthDateWrong') : undefined)
          }
          value={draft.value.birthDate}
          onValue={(next) => draft.set((before) => ({ ...before, birthDate: next }))}
          onBlur={() => setDayLeft(true)}
          autoComplete="off"
          inputMode="numeric"
        />
        <Doubles doubles={doubles} title={t('patients.maybeThere')} />
        {refusal &&
          refusal.at('/body/family') === undefined &&
          refusal.at('/body/birthDate') === undefined && <Failed refusal={refusal} />}
        <div>
          <Button tone="primary" submits isBusy={create.isPending}>
            {isThere ? t('patients.createAnyway') : t('patients.create')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
