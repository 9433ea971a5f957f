// SPDX-License-Identifier: Apache-2.0
import type { Body } from '@/api/entries'

type Practitioner = Body<'practitioner'>
export type PractitionerForm = Readonly<{
  title: string
  given: string
  family: string
  profession: Practitioner['profession'] | ''
  /** One a line: "register: number". */
  registrations: string
  /** One a line. */
  qualifications: string
  languages: string
  phone: string
  email: string
  isActive: boolean
}>

export const professions: readonly Practitioner['profession'][] = [
  'physiotherapist',
  'chiropractor',
  'acupuncturist',
  'doctor',
  'osteopath',
  'nurse',
  'other',
]

export function formOf(body: Practitioner | undefined): PractitionerForm {
  return {
    title: body?.title ?? '',
    given: (body?.given ?? []).join(' '),
    family: body?.family ?? '',
    profession: body?.profession ?? '',
    registrations: (body?.registrations ?? [])
      .map(({ system, value }) => (system ? `${system}: ${value}` : value))
      .join('\n'),
    qualifications: (body?.qualifications ?? []).join('\n'),
    languages: (body?.languages ?? []).join(', '),
    phone: body?.phone ?? '',
    email: body?.email ?? '',
    isActive: body?.isActive ?? true,
  }
}

function partsOf(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean)
}

/** The register may be an address with colons in it: the number is what follows the last one. */
function registrationOf(line: string): Readonly<{ system?: string; value: string }> {
  const colon = line.lastIndexOf(':')
  if (colon < 0) return { value: line }
  const system = line.slice(0, colon).trim()
  const value = line.slice(colon + 1).trim()
  return system && value ? { system, value } : { value: line }
}

/** What the form says; what is empty is left out, and missed by the server where it is needed. */
export function bodyOf(form: PractitionerForm): Practitioner {
  const lists = {
    given: partsOf(form.given, /\s+/),
    registrations: partsOf(form.registrations, /\n/).map(registrationOf),
    qualifications: partsOf(form.qualifications, /\n/),
    languages: partsOf(form.languages, /[,\s]+/),
  }
  const texts = {
    title: form.title.trim(),
    family: form.family.trim(),
    profession: form.profession,
    phone: form.phone.trim(),
    email: form.email.trim(),
  }
  const said = Object.entries({ ...texts, ...lists }).filter(([, value]) => value.length > 0)
  return { ...(Object.fromEntries(said) as Omit<Practitioner, 'isActive'>), isActive: form.isActive }
}
