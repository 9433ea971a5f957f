// SPDX-License-Identifier: Apache-2.0
import type { FormEvent, ReactElement } from 'react'
import { useDraft } from '@/api/draft'
import { asRefusal, useCreate, useWrite, type Entry } from '@/api/entries'
import {
  Button,
  Checkbox,
  Columns,
  Dialog,
  Failed,
  SelectField,
  Stack,
  TextArea,
  TextField,
  useToast,
} from '@/design'
import { fullName } from '@/record'
import { useText } from '@/text'
import { bodyOf, formOf, professions, type PractitionerForm } from './practitionerForm'

type Practitioner = Entry<'practitioner'>

/** Somebody who treats here, as letters and registers name them. */
export function PractitionerDialog({
  practitioner,
  onClose,
}: {
  readonly practitioner: Practitioner | 'new' | null
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  const isOld = practitioner !== null && practitioner !== 'new'
  return (
    <Dialog
      title={isOld ? t('people.editOf', { name: fullName(practitioner.body) }) : t('people.addPractitioner')}
      isOpen={practitioner !== null}
      onClose={onClose}
      shape="wide"
    >
      {practitioner && <Form {...(isOld ? { entry: practitioner } : {})} onClose={onClose} />}
    </Dialog>
  )
}

function Form({
  entry,
  onClose,
}: {
  readonly entry?: Practitioner
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  const say = useToast()
  const create = useCreate('practitioner')
  const write = useWrite('practitioner')
  const draft = useDraft(
    `practitioner.${entry ? `${entry.id}.${String(entry.version)}` : 'new'}`,
    formOf(entry?.body),
  )
  const form = draft.value
  const set = (next: Partial<PractitionerForm>): void => draft.set((before) => ({ ...before, ...next }))
  const error = entry ? write.error : create.error
  const refusal = error ? asRefusal(error) : null
  // A list is one field here: what is wrong with one of its parts is shown at the field.
  const at = (field: keyof PractitionerForm): string | undefined => {
    const found = refusal?.problems.find(
      ({ pointer }) => pointer === `/body/${field}` || pointer.startsWith(`/body/${field}/`),
    )
    return found && [found.detail, found.hint].filter(Boolean).join(' ')
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const done = {
      onSuccess: () => {
        draft.clear()
        say({ text: t('people.saved'), tone: 'go' as const })
        onClose()
      },
    }
    const body = bodyOf(form)
    if (entry) write.mutate({ id: entry.id, follows: entry.version, body }, done)
    else create.mutate({ body }, done)
  }
  const isAtField = (Object.keys(form) as (keyof PractitionerForm)[]).some((field) => at(field) !== undefined)
  const line = (
    field: 'title' | 'given' | 'family' | 'languages' | 'phone' | 'email',
    more: Partial<Parameters<typeof TextField>[0]> = {},
  ): ReactElement => (
    <TextField
      label={t(field === 'title' ? 'people.personTitle' : `people.${field}`)}
      value={form[field]}
      onValue={(value) => set({ [field]: value })}
      error={at(field)}
      autoComplete="off"
      {...more}
    />
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Columns width="narrow">
          {line('title')}
          {line('given')}
          {line('family', { required: true })}
          <SelectField
            label={t('people.profession')}
            value={form.profession}
            onValue={(profession) => set({ profession })}
            options={professions.map((value) => ({ value, label: t.word(value) }))}
            empty={t('people.choose')}
            error={at('profession')}
            required
          />
          {line('phone', { type: 'tel' })}
          {line('email', { type: 'email' })}
          {line('languages', { hint: t('people.languagesHint') })}
        </Columns>
        <TextArea
          label={t('people.registrations')}
          hint={t('people.registrationsHint')}
          value={form.registrations}
          onValue={(registrations) => set({ registrations })}
          error={at('registrations')}
          rows={2}
        />
        <TextArea
          label={t('people.qualifications')}
          hint={t('people.qualificationsHint')}
          value={form.qualifications}
          onValue={(qualifications) => set({ qualifications })}
          error={at('qualifications')}
          rows={3}
        />
        <Checkbox
          label={t('people.worksHere')}
          hint={t('people.worksHereHint')}
          isChecked={form.isActive}
          onChecked={(isActive) => set({ isActive })}
        />
        {refusal && !isAtField && <Failed refusal={refusal} />}
        <div>
          <Button tone="primary" submits isBusy={create.isPending || write.isPending}>
            {t('people.save')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
