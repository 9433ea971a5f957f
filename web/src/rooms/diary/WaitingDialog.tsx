// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { asRefusal, useCreate, type Body } from '@/api/entries'
import {
  Button,
  Checkbox,
  CheckGroup,
  Columns,
  Dialog,
  Failed,
  NumberField,
  SelectField,
  Stack,
  TextField,
} from '@/design'
import { fullName, minuteOf, usePractitioners, weekdays, type Weekday } from '@/record'
import { useText } from '@/text'
import { PatientField } from './PatientField'
import { visits, type Visit } from './visits'

/** Puts somebody on the waiting list. What is left empty does not bind. */
export function WaitingDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  return (
    <Dialog title={t('diary.addWaitingTitle')} isOpen={isOpen} onClose={onClose}>
      <WaitingForm onClose={onClose} />
    </Dialog>
  )
}

function WaitingForm({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText()
  const practitioners = usePractitioners()
  const create = useCreate('waitingEntry')
  const [patient, setPatient] = useState('')
  const [practitioner, setPractitioner] = useState('')
  const [visit, setVisit] = useState<Visit | ''>('')
  const [days, setDays] = useState<readonly Weekday[]>([])
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [minutes, setMinutes] = useState('')
  const [latest, setLatest] = useState('')
  const [isUrgent, setUrgent] = useState(false)
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const refusal = create.error ? asRefusal(create.error) : null

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (patient === '') return
    const fromMinute = minuteOf(from)
    const toMinute = minuteOf(to)
    const body: Body<'waitingEntry'> = {
      patient,
      status: 'waiting',
      askedAt: new Date().toISOString(),
      ...(practitioner ? { practitioner } : {}),
      ...(visit ? { visit } : {}),
      ...(days.length > 0 ? { weekdays: [...days] } : {}),
      ...(fromMinute !== undefined ? { fromMinute } : {}),
      ...(toMinute !== undefined ? { toMinute } : {}),
      ...(minutes.trim() ? { minutes: Number(minutes) } : {}),
      ...(latest ? { latest } : {}),
      ...(isUrgent ? { isUrgent } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    }
    create.mutate({ body }, { onSuccess: onClose })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <PatientField
          value={patient}
          onValue={setPatient}
          error={
            refusal?.at('/body/patient') ??
            (isTried && patient === '' ? t('diary.patientMissing') : undefined)
          }
        />
        <Columns width="narrow">
          <SelectField
            label={t('diary.visit')}
            value={visit}
            onValue={setVisit}
            empty={t('diary.any')}
            options={visits.map((one) => ({ value: one, label: t.word(one) }))}
          />
          <SelectField
            label={t('diary.practitioner')}
            value={practitioner}
            onValue={setPractitioner}
            empty={t('diary.any')}
            options={[...practitioners].map(([id, body]) => ({ value: id, label: fullName(body) }))}
          />
          <TextField label={t('diary.earliestTime')} type="time" value={from} onValue={setFrom} />
          <TextField
            label={t('diary.latestTime')}
            type="time"
            value={to}
            onValue={setTo}
            error={refusal?.at('/body/toMinute')}
          />
          <NumberField
            label={t('diary.length')}
            unit={t('diary.minutesUnit')}
            value={minutes}
            onValue={setMinutes}
            error={refusal?.at('/body/minutes')}
          />
          <TextField
            label={t('diary.latestDay')}
            type="date"
            value={latest}
            onValue={setLatest}
            error={refusal?.at('/body/latest')}
          />
        </Columns>
        <CheckGroup
          label={t('diary.weekdays')}
          values={days}
          onValues={setDays}
          choices={weekdays.map((day) => ({ value: day, label: t.word(day) }))}
        />
        <TextField label={t('diary.note')} value={note} onValue={setNote} error={refusal?.at('/body/note')} />
        <Checkbox label={t.word('urgent')} isChecked={isUrgent} onChecked={setUrgent} />
        {refusal && <Failed refusal={refusal} />}
        <div>
          <Button tone="primary" submits isBusy={create.isPending}>
            {t('diary.putOnList')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
