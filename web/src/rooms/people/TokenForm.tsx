// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import type { Sent } from '@/api/client'
import type { Refusal } from '@/api/refusal'
import { Button, Columns, Failed, NumberField, SelectField, Stack, TextField } from '@/design'
import { useText } from '@/text'
import { reachesOf, resources, scopesOf, type Granted } from './scopes'

export type NewToken = Sent<'/api/v1/users/{id}/tokens', 'post'>

/** What a program may do with which part of the record, and for how long. */
export function TokenForm({
  onMake,
  isBusy,
  refusal,
}: {
  readonly onMake: (token: NewToken) => void
  readonly isBusy: boolean
  readonly refusal: Refusal | null
}): ReactElement {
  const t = useText()
  const [note, setNote] = useState('')
  const [days, setDays] = useState('90')
  const [granted, setGranted] = useState<Granted>({})
  const [misses, setMisses] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const scopes = scopesOf(granted)
    setMisses(scopes === '')
    if (scopes !== '') onMake({ scopes, note: note.trim(), days: Number(days) })
  }
  const fields = ['/note', '/days', '/scopes']
  const isAtField = refusal !== null && fields.some((field) => refusal.at(field) !== undefined)
  const scopesError = misses ? t('people.scopesNeeded') : refusal?.at('/scopes')
  return (
    <form onSubmit={submit}>
      <Stack>
        <Columns width="narrow">
          <TextField
            label={t('people.note')}
            hint={t('people.noteHint')}
            value={note}
            onValue={setNote}
            error={refusal?.at('/note')}
            autoComplete="off"
            required
          />
          <NumberField
            label={t('people.days')}
            unit={t('people.daysUnit')}
            value={days}
            onValue={setDays}
            error={refusal?.at('/days')}
            inputMode="numeric"
            required
          />
        </Columns>
        <p>{t('people.scopesHint')}</p>
        <Columns width="narrow">
          {resources.map((resource) => (
            <SelectField
              key={resource}
              label={t(`people.on_${resource}`)}
              value={granted[resource] ?? 'none'}
              onValue={(reach) => setGranted({ ...granted, [resource]: reach === '' ? 'none' : reach })}
              options={reachesOf(resource).map((reach) => ({
                value: reach,
                label: t(`people.reach_${reach}`),
              }))}
            />
          ))}
        </Columns>
        {scopesError !== undefined && <p role="alert">{scopesError}</p>}
        {refusal && !isAtField && <Failed refusal={refusal} />}
        <div>
          <Button tone="primary" submits isBusy={isBusy}>
            {t('people.makeToken')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
