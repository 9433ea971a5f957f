// SPDX-License-Identifier: Apache-2.0
import type { FormEvent, ReactElement } from 'react'
import { useDraft } from '@/api/draft'
import { asRefusal, useEntries, useWrite, type Entry } from '@/api/entries'
import {
  Await,
  Button,
  Card,
  Columns,
  Empty,
  Failed,
  NumberField,
  SelectField,
  Stack,
  TextArea,
  TextField,
  useToast,
} from '@/design'
import { useText } from '@/text'
import { bodyOf, formOf, places, rules, texts, type ClinicForm } from './clinicForm'

/** The clinic as letters, patients' pages and the diary know it. */
export function ClinicSettings(): ReactElement {
  const t = useText()
  const found = useEntries('clinic', { limit: 1 })
  return (
    <Await of={found} lines={8}>
      {({ entries: [clinic] }) =>
        clinic ? (
          <Form key={clinic.version} clinic={clinic} />
        ) : (
          <Card>
            <Empty title={t('settings.noClinic')}>{t('settings.noClinicHint')}</Empty>
          </Card>
        )
      }
    </Await>
  )
}

function pointerOf(field: keyof ClinicForm): string {
  if (field === 'lines' || (places as readonly string[]).includes(field)) return `/body/address/${field}`
  return (rules as readonly string[]).includes(field) ? `/body/booking/${field}` : `/body/${field}`
}

function Form({ clinic }: { readonly clinic: Entry<'clinic'> }): ReactElement {
  const t = useText()
  const say = useToast()
  const write = useWrite('clinic')
  const draft = useDraft(`clinic.${clinic.id}.${String(clinic.version)}`, formOf(clinic.body))
  const form = draft.value
  const set = (next: Partial<ClinicForm>): void => draft.set((before) => ({ ...before, ...next }))
  const refusal = write.error ? asRefusal(write.error) : null
  const at = (field: keyof ClinicForm): string | undefined => {
    const pointer = pointerOf(field)
    const problem = refusal?.problems.find(
      (one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`),
    )
    return problem && [problem.detail, problem.hint].filter(Boolean).join(' ')
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    write.mutate(
      { id: clinic.id, follows: clinic.version, body: bodyOf(form, clinic.body) },
      {
        onSuccess: (written) => {
          draft.clear(formOf(written.body))
          say({ text: t('settings.saved'), tone: 'go' })
        },
      },
    )
  }
  const fields: readonly (keyof ClinicForm)[] = [...texts, ...places, ...rules, 'lines', 'retentionYears']
  const isAtField = fields.some((field) => at(field) !== undefined)
  const about = (field: keyof ClinicForm) => ({
    label: t(`settings.${field}`),
    value: form[field],
    onValue: (value: string) => set({ [field]: value }),
    error: at(field),
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Columns>
          <Card title={t('settings.details')}>
            <Stack>
              <TextField {...about('name')} hint={t('settings.nameHint')} required />
              <TextField {...about('phone')} type="tel" />
              <TextField {...about('email')} type="email" />
              <TextField {...about('website')} type="url" />
            </Stack>
          </Card>
          <Card title={t('settings.address')}>
            <Stack>
              <TextArea {...about('lines')} rows={2} />
              <TextField {...about('city')} />
              <Columns width="narrow">
                <TextField {...about('postcode')} />
                <TextField {...about('region')} />
              </Columns>
              <TextField {...about('country')} hint={t('settings.countryHint')} maxLength={2} />
            </Stack>
          </Card>
          <Card title={t('settings.booking')}>
            <Stack>
              <p>{t('settings.bookingHint')}</p>
              <NumberField
                {...about('bookUntilHours')}
                unit={t('settings.hoursBefore')}
                inputMode="numeric"
              />
              <NumberField
                {...about('cancelUntilHours')}
                unit={t('settings.hoursBefore')}
                inputMode="numeric"
              />
              <NumberField {...about('bookAheadDays')} unit={t('settings.days')} inputMode="numeric" />
            </Stack>
          </Card>
          <Card title={t('settings.timeAndLanguage')}>
            <Stack>
              <SelectField
                {...about('timeZone')}
                hint={t('settings.timeZoneHint')}
                options={zonesWith(form.timeZone).map((zone) => ({ value: zone, label: zone }))}
                required
              />
              <TextField {...about('language')} hint={t('settings.languageHint')} />
            </Stack>
          </Card>
        </Columns>
        <Card title={t('settings.safety')}>
          <Stack>
            <TextArea {...about('emergencyNote')} hint={t('settings.emergencyNoteHint')} rows={3} />
            <TextArea {...about('reportingDuty')} hint={t('settings.reportingDutyHint')} rows={3} />
            <Columns width="narrow">
              <NumberField
                {...about('retentionYears')}
                hint={t('settings.retentionYearsHint')}
                unit={t('settings.years')}
                inputMode="numeric"
              />
            </Columns>
          </Stack>
        </Card>
        {refusal && !isAtField && <Failed refusal={refusal} />}
        {isAtField && <p role="alert">{t('settings.seeFields')}</p>}
        <div>
          <Button tone="primary" size="large" submits isBusy={write.isPending}>
            {t('settings.saveClinic')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

/** The zones that the browser knows, and the one there is. */
function zonesWith(present: string): readonly string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return known.includes(present) ? known : [present, ...known]
}
