// SPDX-License-Identifier: Apache-2.0
// A patient's details as they are typed, and the body they make. What is left empty is left out: not asked is not no.
import type { Body } from '@/api/entries'

type Patient = Body<'patient'>
type Contact = NonNullable<Patient['emergencyContact']>
type Address = NonNullable<Patient['address']>

export const yesNoFields = [
  'mayBePhoned',
  'mayBeTexted',
  'mayBeEmailed',
  'mayBePosted',
  'needsInterpreter',
  'isRestricted',
] as const
export type YesNoField = (typeof yesNoFields)[number]
export type YesNo = 'yes' | 'no' | ''

export type ContactForm = Readonly<{
  name: string
  relation: string
  organisation: string
  phone: string
  email: string
}>
export type DetailsForm = Readonly<{
  family: string
  given: string
  preferredName: string
  birthDate: string
  sex: '' | 'female' | 'male'
  gender: string
  phone: string
  email: string
  lines: string
  city: string
  region: string
  postcode: string
  country: string
  language: string
  emergencyContact: ContactForm
  generalPractitioner: ContactForm
  identifiers: readonly Readonly<{ system: string; value: string }>[]
  flags: Readonly<Record<YesNoField, YesNo>>
  deceasedOn: string
}>

const contactForm = (contact: Contact | undefined): ContactForm => ({
  name: contact?.name ?? '',
  relation: contact?.relation ?? '',
  organisation: contact?.organisation ?? '',
  phone: contact?.phone ?? '',
  email: contact?.email ?? '',
})

export function formOf(body: Patient): DetailsForm {
  const said = (flag: boolean | undefined): YesNo => (flag === undefined ? '' : flag ? 'yes' : 'no')
  return {
    family: body.family,
    given: (body.given ?? []).join(' '),
    preferredName: body.preferredName ?? '',
    birthDate: body.birthDate ?? '',
    sex: body.sex ?? '',
    gender: body.gender ?? '',
    phone: body.phone ?? '',
    email: body.email ?? '',
    lines: (body.address?.lines ?? []).join('\n'),
    city: body.address?.city ?? '',
    region: body.address?.region ?? '',
    postcode: body.address?.postcode ?? '',
    country: body.address?.country ?? '',
    language: body.language ?? '',
    emergencyContact: contactForm(body.emergencyContact),
    generalPractitioner: contactForm(body.generalPractitioner),
    identifiers: (body.identifiers ?? []).map(({ system = '', value }) => ({ system, value })),
    flags: Object.fromEntries(yesNoFields.map((name) => [name, said(body[name])])) as Record<
      YesNoField,
      YesNo
    >,
    deceasedOn: body.deceasedOn ?? '',
  }
}

/** Without what is empty; nothing when all is. */
function filled<T extends object>(object: T): T | undefined {
  const kept = Object.entries(object).filter(
    ([, value]) => value !== '' && value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return kept.length > 0 ? (Object.fromEntries(kept) as T) : undefined
}

const trimmed = <T extends Readonly<Record<string, string>>>(form: T): T =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value.trim()])) as T

/** What the form does not show (a merger, marks of a demonstration, a contact's address) stays as it was. */
export function bodyOf(form: DetailsForm, before: Patient): Patient {
  const words = (text: string): string[] => text.trim().split(/\s+/).filter(Boolean)
  const address: Address = {
    lines: form.lines
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    ...trimmed({
      city: form.city,
      region: form.region,
      postcode: form.postcode,
      country: form.country.toUpperCase(),
    }),
  }
  const contact = (typed: ContactForm, was: Contact | undefined): Contact | undefined =>
    filled({ ...trimmed(typed), ...(was?.address ? { address: was.address } : {}) })
  const flags = Object.fromEntries(
    yesNoFields.map((name) => [name, form.flags[name] === '' ? undefined : form.flags[name] === 'yes']),
  )
  const { identifiers } = form
  const body = {
    ...before,
    ...trimmed({
      family: form.family,
      preferredName: form.preferredName,
      birthDate: form.birthDate,
      sex: form.sex,
      gender: form.gender,
      phone: form.phone,
      email: form.email,
      language: form.language,
      deceasedOn: form.deceasedOn,
    }),
    given: words(form.given),
    address: filled(address),
    emergencyContact: contact(form.emergencyContact, before.emergencyContact),
    generalPractitioner: contact(form.generalPractitioner, before.generalPractitioner),
    identifiers: identifiers
      .map((one) => filled(trimmed(one)))
      .filter((one) => one !== undefined && one.value !== ''),
    ...flags,
  }
  // Without a family name the server says at that field that it is missing.
  return filled(body) as Patient
}
