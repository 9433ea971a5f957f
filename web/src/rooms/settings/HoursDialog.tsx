// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { asRefusal, useCreate, useEntries, useStep, useWrite, type Entry } from '@/api/entries'
import {
  Button,
  Checkbox,
  Columns,
  Dialog,
  Failed,
  NumberField,
  Row,
  Segmented,
  SelectField,
  Stack,
  TextField,
  useToast,
} from '@/design'
import { fullName, weekdays } from '@/record'
import { useText } from '@/text'
import { bodyOf, formOf, type HoursForm } from './hoursForm'

type Hours = Entry<'hours'>
/** Hours that there are, or new ones that begin with something chosen. */
export type HoursAsked = Readonly<
  { entry: Hours; preset?: never } | { entry?: never; preset: Partial<HoursForm> }
>

export function HoursDialog({
  asked,
  onClose,
}: {
  readonly asked: HoursAsked | null
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  return (
    <Dialog
      title={asked?.entry ? t('settings.editHours') : t('settings.addHours')}
      isOpen={asked !== null}
      onClose={onClose}
    >
      {asked && <Form asked={asked} onClose={onClose} />}
    </Dialog>
  )
}

function Form({
  asked,
  onClose,
}: {
  readonly asked: HoursAsked
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  const say = useToast()
  const { entry, preset } = asked
  const people = useEntries('practitioner', { limit: 200 })
  const create = useCreate('hours')
  const write = useWrite('hours')
  const step = useStep('hours')
  const [form, setForm] = useState(() => formOf(entry?.body, preset))
  const set = (next: Partial<HoursForm>): void => setForm((before) => ({ ...before, ...next }))
  const error = step.error ?? (entry ? write.error : create.error)
  const refusal = error ? asRefusal(error) : null
  const at = (field: string): string | undefined => refusal?.at(`/body/${field}`)
  const saved = (text: string) => ({
    onSuccess: () => {
      say({ text, tone: 'go' as const })
      onClose()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    step.reset()
    const body = bodyOf(form, entry?.body)
    if (entry) write.mutate({ id: entry.id, follows: entry.version, body }, saved(t('settings.saved')))
    else create.mutate({ body }, saved(t('settings.saved')))
  }
  // Hours are open entries: what was entered by mistake is marked so; what ends gets a last day.
  const remove = (): void => {
    if (!entry) return
    step.mutate(
      { id: entry.id, follows: entry.version, step: 'mistake', reason: t('settings.hoursEnded') },
      saved(t('settings.hoursGone')),
    )
  }
  const fields = [
    'practitioner',
    'weekday',
    'date',
    'fromMinute',
    'toMinute',
    'stepMinutes',
    'validFrom',
    'validUntil',
    'note',
  ]
  const isAtField = fields.some((field) => at(field) !== undefined)
  const needsTimes = !(form.isClosed && form.isWholeDay)
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <SelectField
          label={t('settings.whose')}
          value={form.practitioner}
          onValue={(practitioner) => set({ practitioner })}
          options={
            people.state === 'ready'
              ? people.data.entries.map(({ id, body }) => ({ value: id, label: fullName(body) }))
              : []
          }
          empty={entry?.body.room ? t('settings.aRoom') : t('settings.wholeClinic')}
          error={at('practitioner')}
        />
        <Segmented
          label={t('settings.kind')}
          canClear={false}
          value={form.isClosed ? 'closed' : 'open'}
          onValue={(kind) => set({ isClosed: kind === 'closed' })}
          choices={[
            { value: 'open', label: t('settings.open') },
            { value: 'closed', label: t('settings.closed') },
          ]}
        />
        <Segmented
          label={t('settings.on')}
          canClear={false}
          value={form.when}
          onValue={(when) => when && set({ when })}
          choices={[
            { value: 'week', label: t('settings.everyWeek') },
            { value: 'date', label: t('settings.oneDay') },
          ]}
        />
        {form.when === 'week' ? (
          <SelectField
            label={t('settings.weekday')}
            value={form.weekday}
            onValue={(weekday) => weekday && set({ weekday })}
            options={weekdays.map((day) => ({ value: day, label: t.word(day) }))}
            error={at('weekday')}
          />
        ) : (
          <TextField
            label={t('settings.date')}
            type="date"
            value={form.date}
            onValue={(date) => set({ date })}
            error={at('date') ?? at('weekday')}
            required
          />
        )}
        {form.isClosed && (
          <Checkbox
            label={t('settings.allDay')}
            isChecked={form.isWholeDay}
            onChecked={(isWholeDay) => set({ isWholeDay })}
          />
        )}
        {needsTimes && (
          <Columns width="narrow">
            <TextField
              label={t('settings.from')}
              type="time"
              value={form.from}
              onValue={(from) => set({ from })}
              error={at('fromMinute')}
              required
            />
            <TextField
              label={t('settings.to')}
              type="time"
              value={form.to}
              onValue={(to) => set({ to })}
              error={at('toMinute')}
              required
            />
          </Columns>
        )}
        {!form.isClosed && (
          <NumberField
            label={t('settings.step')}
            hint={t('settings.stepHint')}
            unit={t('settings.minutes')}
            value={form.step}
            onValue={(next) => set({ step: next })}
            error={at('stepMinutes')}
            inputMode="numeric"
          />
        )}
        {form.when === 'week' && (
          <Columns width="narrow">
            <TextField
              label={t('settings.validFrom')}
              type="date"
              value={form.validFrom}
              onValue={(validFrom) => set({ validFrom })}
              error={at('validFrom')}
            />
            <TextField
              label={t('settings.validUntil')}
              type="date"
              value={form.validUntil}
              onValue={(validUntil) => set({ validUntil })}
              error={at('validUntil')}
            />
          </Columns>
        )}
        <TextField
          label={t('settings.note')}
          hint={t('settings.noteHint')}
          value={form.note}
          onValue={(note) => set({ note })}
          error={at('note')}
        />
        {entry && form.when === 'week' && <p>{t('settings.removeHint')}</p>}
        {refusal && !isAtField && <Failed refusal={refusal} />}
        <Row isSpread>
          <Button tone="primary" submits isBusy={create.isPending || write.isPending}>
            {t('settings.save')}
          </Button>
          {entry && (
            <Button tone="danger" isBusy={step.isPending} onClick={remove}>
              {t('settings.removeHours')}
            </Button>
          )}
        </Row>
      </Stack>
    </form>
  )
}
