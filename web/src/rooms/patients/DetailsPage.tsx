// SPDX-License-Identifier: Apache-2.0
import { Plus, Trash2 } from 'lucide-react'
import { type FormEvent, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { useDraft } from '@/api/draft'
import { asRefusal, useWrite, type Entry } from '@/api/entries'
import {
  Button,
  Card,
  Columns,
  Failed,
  IconButton,
  Notice,
  Page,
  Segmented,
  SelectField,
  Stack,
  TextArea,
  TextField,
  useToast,
} from '@/design'
import { fullName } from '@/record'
import { useText } from '@/text'
import {
  bodyOf,
  formOf,
  type ContactForm,
  type DetailsForm,
  type YesNo,
  type YesNoField,
} from './detailsForm'
import styles from './patients.module.css'

const agreed: readonly YesNoField[] = ['mayBePhoned', 'mayBeTexted', 'mayBeEmailed', 'mayBePosted']

/** Everything about a person that is not clinical. What is not asked stays unasked. */
export function DetailsPage({ patient }: { readonly patient: Entry<'patient'> }): ReactElement {
  const t = useText()
  const say = useToast()
  const [, go] = useLocation()
  const write = useWrite('patient')
  const draft = useDraft(`patients.details.${patient.id}.${String(patient.version)}`, formOf(patient.body))
  const form = draft.value
  const refusal = write.error ? asRefusal(write.error) : null
  const change = (next: Partial<DetailsForm>): void => draft.set((before) => ({ ...before, ...next }))
  const home = `/patients/${patient.id}`

  const text = (name: TextName, more: Partial<Parameters<typeof TextField>[0]> = {}): ReactElement => (
    <TextField
      label={t(`patients.${name}`)}
      value={form[name]}
      onValue={(value) => change({ [name]: value })}
      error={refusal?.at(pointers[name] ?? `/body/${name}`)}
      autoComplete="off"
      {...more}
    />
  )
  const yesNo = (name: YesNoField): ReactElement => (
    <div key={name}>
      <Segmented<Exclude<YesNo, ''>>
        label={t(`patients.${name}`)}
        value={form.flags[name] || null}
        onValue={(value) => change({ flags: { ...form.flags, [name]: value ?? '' } })}
        choices={[
          { value: 'yes', label: t('patients.yes') },
          { value: 'no', label: t('patients.no') },
        ]}
      />
    </div>
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    write.mutate(
      { id: patient.id, follows: patient.version, body: bodyOf(form, patient.body) },
      {
        onSuccess: () => {
          draft.clear()
          say({ text: t('patients.saved'), tone: 'go' })
          go(home)
        },
      },
    )
  }
  return (
    <Page
      title={t('patients.detailsOf', { name: fullName(patient.body) })}
      back={{ to: home, label: fullName(patient.body) }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap={5}>
          {draft.isRestored && (
            <Notice
              tone="info"
              title={t('patients.restored')}
              actions={
                <Button size="small" onClick={() => draft.clear()}>
                  {t('patients.dropDraft')}
                </Button>
              }
            />
          )}
          <Columns>
            <Card title={t('patients.person')}>
              <Stack>
                {text('family', { required: true })}
                {text('given')}
                {text('preferredName')}
                {text('birthDate', { type: 'date' })}
                <SelectField
                  label={t('patients.sex')}
                  hint={t('patients.sexHint')}
                  value={form.sex}
                  onValue={(sex) => change({ sex })}
                  error={refusal?.at('/body/sex')}
                  empty={t('patients.notAsked')}
                  options={[
                    { value: 'female', label: t.word('female') },
                    { value: 'male', label: t.word('male') },
                  ]}
                />
                {text('gender')}
                {text('language', { hint: t('patients.languageHint') })}
                {yesNo('needsInterpreter')}
              </Stack>
            </Card>
            <Card title={t('patients.contact')}>
              <Stack>
                {text('phone', { type: 'tel' })}
                {text('email', { type: 'email' })}
                <TextArea
                  label={t('patients.lines')}
                  value={form.lines}
                  onValue={(lines) => change({ lines })}
                  error={refusal?.at('/body/address/lines')}
                />
                <Columns width="narrow">
                  {text('postcode')}
                  {text('city')}
                  {text('region')}
                  {text('country', { maxLength: 2, hint: t('patients.countryHint') })}
                </Columns>
                <div className={styles.flags}>{agreed.map(yesNo)}</div>
              </Stack>
            </Card>
            <ContactCard
              name="emergencyContact"
              value={form.emergencyContact}
              onValue={(emergencyContact) => change({ emergencyContact })}
              at={(pointer) => refusal?.at(pointer)}
            />
            <ContactCard
              name="generalPractitioner"
              value={form.generalPractitioner}
              onValue={(generalPractitioner) => change({ generalPractitioner })}
              at={(pointer) => refusal?.at(pointer)}
            />
            <Identifiers form={form} onChange={change} at={(pointer) => refusal?.at(pointer)} />
            <Card title={t('patients.marks')}>
              <Stack>
                {yesNo('isRestricted')}
                <p className={styles.faint}>{t('patients.isRestrictedHint')}</p>
                {text('deceasedOn', { type: 'date' })}
              </Stack>
            </Card>
          </Columns>
          {refusal && <Failed refusal={refusal} />}
          <div className={styles.saving}>
            <Button tone="primary" submits isBusy={write.isPending}>
              {t('patients.save')}
            </Button>
            <Button tone="quiet" onClick={() => go(home)}>
              {t('patients.back')}
            </Button>
          </div>
        </Stack>
      </form>
    </Page>
  )
}

type TextName = {
  [K in keyof DetailsForm]: DetailsForm[K] extends string ? K : never
}[keyof DetailsForm] &
  string
const pointers: Readonly<Partial<Record<TextName, string>>> = {
  city: '/body/address/city',
  region: '/body/address/region',
  postcode: '/body/address/postcode',
  country: '/body/address/country',
}

function ContactCard({
  name,
  value,
  onValue,
  at,
}: {
  readonly name: 'emergencyContact' | 'generalPractitioner'
  readonly value: ContactForm
  readonly onValue: (value: ContactForm) => void
  readonly at: (pointer: string) => string | undefined
}): ReactElement {
  const t = useText()
  const fields =
    name === 'emergencyContact'
      ? (['name', 'relation', 'phone', 'email'] as const)
      : (['name', 'organisation', 'phone', 'email'] as const)
  return (
    <Card title={t(`patients.${name}`)}>
      <Stack>
        {fields.map((field) => (
          <TextField
            key={field}
            label={t(`patients.contact_${field}`)}
            value={value[field]}
            onValue={(next) => onValue({ ...value, [field]: next })}
            error={at(`/body/${name}/${field}`)}
            autoComplete="off"
          />
        ))}
      </Stack>
    </Card>
  )
}

function Identifiers({
  form,
  onChange,
  at,
}: {
  readonly form: DetailsForm
  readonly onChange: (next: Partial<DetailsForm>) => void
  readonly at: (pointer: string) => string | undefined
}): ReactElement {
  const t = useText()
  const { identifiers } = form
  const replace = (index: number, next: Partial<(typeof identifiers)[number]>): void =>
    onChange({ identifiers: identifiers.map((one, at) => (at === index ? { ...one, ...next } : one)) })
  return (
    <Card
      title={t('patients.identifiers')}
      actions={
        <Button
          size="small"
          icon={<Plus aria-hidden />}
          onClick={() => onChange({ identifiers: [...identifiers, { system: '', value: '' }] })}
        >
          {t('patients.addIdentifier')}
        </Button>
      }
    >
      <Stack>
        {identifiers.length === 0 && <p className={styles.faint}>{t('patients.noIdentifiers')}</p>}
        {identifiers.map((one, index) => (
          <div key={index} className={styles.identifier}>
            <TextField
              label={t('patients.identifierSystem')}
              value={one.system}
              onValue={(system) => replace(index, { system })}
              error={at(`/body/identifiers/${String(index)}/system`)}
            />
            <TextField
              label={t('patients.identifierValue')}
              value={one.value}
              onValue={(value) => replace(index, { value })}
              error={at(`/body/identifiers/${String(index)}/value`)}
            />
            <IconButton
              label={t('patients.removeIdentifier')}
              icon={<Trash2 aria-hidden />}
              onClick={() => onChange({ identifiers: identifiers.filter((_, at) => at !== index) })}
            />
          </div>
        ))}
      </Stack>
    </Card>
  )
}
