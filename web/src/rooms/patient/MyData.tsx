// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { useDraft } from '@/api/draft'
import { asRefusal, useWrite, type Body, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import {
  Await,
  Button,
  Card,
  Checkbox,
  Facts,
  Failed,
  Page,
  Stack,
  TextArea,
  TextField,
  useToast,
} from '@/design'
import { useText } from '@/text'
import { useZone } from './house'
import { usePatient } from './own'
import { useTimes } from './times'
import styles from './Messages.module.css'

type Patient = Body<'patient'>

/** How the clinic reaches them, and what it may use for that. */
export function MyData(): ReactElement {
  const t = useText()
  const patient = usePatient()
  return (
    <Page title={t('patient.dataTitle')} width="text" back={{ to: '/me', label: t('patient.meTitle') }}>
      <Await of={patient} lines={6}>
        {(entry) => <Data key={entry.version} entry={entry} />}
      </Await>
    </Page>
  )
}

type Typed = Readonly<{
  preferredName: string
  gender: string
  phone: string
  email: string
  lines: string
  city: string
  region: string
  postcode: string
  country: string
  language: string
  contactName: string
  contactRelation: string
  contactPhone: string
  needsInterpreter: boolean
  mayBePhoned: boolean
  mayBeTexted: boolean
  mayBeEmailed: boolean
  mayBePosted: boolean
}>

function typedOf(body: Patient): Typed {
  return {
    preferredName: body.preferredName ?? '',
    gender: body.gender ?? '',
    phone: body.phone ?? '',
    email: body.email ?? '',
    lines: (body.address?.lines ?? []).join('\n'),
    city: body.address?.city ?? '',
    region: body.address?.region ?? '',
    postcode: body.address?.postcode ?? '',
    country: body.address?.country ?? '',
    language: body.language ?? '',
    contactName: body.emergencyContact?.name ?? '',
    contactRelation: body.emergencyContact?.relation ?? '',
    contactPhone: body.emergencyContact?.phone ?? '',
    needsInterpreter: body.needsInterpreter ?? false,
    mayBePhoned: body.mayBePhoned ?? false,
    mayBeTexted: body.mayBeTexted ?? false,
    mayBeEmailed: body.mayBeEmailed ?? false,
    mayBePosted: body.mayBePosted ?? false,
  }
}

/** Texts that say something; the record keeps nothing that is empty. */
function filled<K extends string>(texts: Readonly<Record<K, string>>): Partial<Record<K, string>> {
  const kept = Object.entries<string>(texts).flatMap(([name, text]) =>
    text.trim() ? [[name, text.trim()] as const] : [],
  )
  return Object.fromEntries(kept) as Partial<Record<K, string>>
}

/** What is left out when nothing is typed. */
const emptied: readonly string[] = ['preferredName', 'gender', 'phone', 'email', 'address', 'language']

/** The entry with what was typed; what a patient cannot change stays as it is. */
export function patientWith(before: Patient, typed: Typed): Patient {
  const lines = typed.lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const address = {
    ...(lines.length > 0 ? { lines } : {}),
    ...filled({
      city: typed.city,
      region: typed.region,
      postcode: typed.postcode,
      country: typed.country.toUpperCase(),
    }),
  }
  const contact = filled({
    name: typed.contactName,
    relation: typed.contactRelation,
    phone: typed.contactPhone,
  })
  const isKept = ([name]: readonly [string, unknown]): boolean => !emptied.includes(name)
  const next = Object.fromEntries(Object.entries(before).filter(isKept)) as Patient
  return {
    ...next,
    ...filled({
      preferredName: typed.preferredName,
      gender: typed.gender,
      phone: typed.phone,
      email: typed.email,
      language: typed.language,
    }),
    ...(Object.keys(address).length > 0 ? { address } : {}),
    ...(contact.name
      ? { emergencyContact: { ...before.emergencyContact, ...contact, name: contact.name } }
      : {}),
    needsInterpreter: typed.needsInterpreter,
    mayBePhoned: typed.mayBePhoned,
    mayBeTexted: typed.mayBeTexted,
    mayBeEmailed: typed.mayBeEmailed,
    mayBePosted: typed.mayBePosted,
  }
}

function Data({ entry }: { readonly entry: Entry<'patient'> }): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const say = useToast()
  const write = useWrite('patient')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { value, set, clear } = useDraft<Typed>(`patient.${entry.id}.data`, typedOf(entry.body))
  const change = (next: Partial<Typed>): void => set({ ...value, ...next })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setRefusal(null)
    write.mutate(
      { id: entry.id, follows: entry.version, body: patientWith(entry.body, value) },
      {
        onSuccess: (written) => {
          clear()
          say({
            text: t('patient.saved'),
            tone: 'go',
            undo: () => write.mutate({ id: written.id, follows: written.version, body: entry.body }),
          })
        },
        onError: (thrown) => setRefusal(asRefusal(thrown)),
      },
    )
  }
  const line = (
    name: keyof Typed &
      (
        | 'preferredName'
        | 'gender'
        | 'city'
        | 'region'
        | 'postcode'
        | 'country'
        | 'language'
        | 'contactName'
        | 'contactRelation'
        | 'contactPhone'
        | 'phone'
        | 'email'
      ),
    label: string,
    pointer: string,
    more: Readonly<Record<string, string | number>> = {},
  ): ReactElement => (
    <TextField
      label={label}
      value={value[name]}
      onValue={(next) => change({ [name]: next })}
      error={refusal?.at(pointer)}
      {...more}
    />
  )
  return (
    <form onSubmit={submit}>
      <Stack>
        <Card title={t('patient.whoYouAre')}>
          <div className={styles.form}>
            <Facts
              items={[
                [t('patient.fullName'), [...(entry.body.given ?? []), entry.body.family].join(' ')],
                [
                  t('patient.born'),
                  entry.body.birthDate ? times.date(entry.body.birthDate) : t('patient.notKnown'),
                ],
              ]}
            />
            <p className={styles.soft}>{t('patient.clinicChanges')}</p>
            {line('preferredName', t('patient.preferredName'), '/body/preferredName', {
              autoComplete: 'nickname',
              maxLength: 200,
            })}
            {line('gender', t('patient.gender'), '/body/gender', { maxLength: 200 })}
          </div>
        </Card>
        <Card title={t('patient.howToReach')}>
          <div className={styles.form}>
            {line('phone', t('patient.phone'), '/body/phone', { type: 'tel', autoComplete: 'tel' })}
            {line('email', t('patient.email'), '/body/email', { type: 'email', autoComplete: 'email' })}
            <TextArea
              label={t('patient.street')}
              value={value.lines}
              onValue={(lines) => change({ lines })}
              error={refusal?.at('/body/address/lines')}
              rows={2}
              autoComplete="street-address"
            />
            {line('city', t('patient.city'), '/body/address/city', { autoComplete: 'address-level2' })}
            {line('region', t('patient.region'), '/body/address/region', {
              autoComplete: 'address-level1',
            })}
            {line('postcode', t('patient.postcode'), '/body/address/postcode', {
              autoComplete: 'postal-code',
            })}
            {line('country', t('patient.country'), '/body/address/country', {
              autoComplete: 'country',
              maxLength: 2,
            })}
          </div>
        </Card>
        <Card title={t('patient.mayUse')}>
          <div className={styles.form}>
            <p>{t('patient.mayUseHint')}</p>
            {(
              [
                ['mayBePhoned', t('patient.byPhone')],
                ['mayBeTexted', t('patient.byText')],
                ['mayBeEmailed', t('patient.byEmail')],
                ['mayBePosted', t('patient.byPost')],
              ] as const
            ).map(([name, label]) => (
              <Checkbox
                key={name}
                label={label}
                isChecked={value[name]}
                onChecked={(next) => change({ [name]: next })}
              />
            ))}
          </div>
        </Card>
        <Card title={t('patient.languageTitle')}>
          <div className={styles.form}>
            {line('language', t('patient.languageTag'), '/body/language', { maxLength: 35 })}
            <Checkbox
              label={t('patient.needsInterpreter')}
              isChecked={value.needsInterpreter}
              onChecked={(needsInterpreter) => change({ needsInterpreter })}
            />
          </div>
        </Card>
        <Card title={t('patient.contactTitle')}>
          <div className={styles.form}>
            {line('contactName', t('patient.contactName'), '/body/emergencyContact/name')}
            {line('contactRelation', t('patient.contactRelation'), '/body/emergencyContact/relation')}
            {line('contactPhone', t('patient.phone'), '/body/emergencyContact/phone', { type: 'tel' })}
          </div>
        </Card>
        {refusal && <Failed refusal={refusal} />}
        <Button tone="primary" size="large" submits isBusy={write.isPending}>
          {t('patient.save')}
        </Button>
      </Stack>
    </form>
  )
}
