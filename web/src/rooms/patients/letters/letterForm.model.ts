// SPDX-License-Identifier: Apache-2.0
import type { Body } from '@/api/entries'

type Letter = Body<'letter'>
export type Way = NonNullable<Letter['way']>
export type Typed = Readonly<{
  type: Letter['type']
  toWhom: 'patient' | 'practice' | 'other'
  name: string
  organisation: string
  address: string
  subject: string
  text: string
  way: Way
}>

export const letterTypes: readonly Letter['type'][] = [
  'report',
  'referral',
  'certificate',
  'patient_sheet',
  'other',
]

type Contact = NonNullable<Letter['to']>
type Recipient = Pick<Typed, 'name' | 'organisation' | 'address'>

function addressOf(contact: Contact | undefined): string {
  const { lines = [], postcode, city, country } = contact?.address ?? {}
  return [...lines, [postcode, city].filter(Boolean).join(' '), country].filter(Boolean).join('\n')
}

function recipientOf(contact: Contact | undefined): Recipient {
  return {
    name: contact?.name ?? '',
    organisation: contact?.organisation ?? '',
    address: addressOf(contact),
  }
}

/** What the fields of each choice of recipient begin with. */
export function recipientsOf(
  patient: Body<'patient'>,
): Readonly<Partial<Record<Typed['toWhom'], Recipient>>> {
  return { practice: recipientOf(patient.generalPractitioner), other: recipientOf(undefined) }
}

export function typedOf(letter: Letter | undefined): Typed {
  return {
    type: letter?.type ?? 'report',
    toWhom: letter?.to ? 'other' : 'patient',
    ...recipientOf(letter?.to),
    subject: letter?.subject ?? '',
    text: letter?.text ?? '',
    way: letter?.way ?? 'printed',
  }
}

/** The letter that the fields make; to the patient it names nobody. */
export function letterOf(
  typed: Typed,
  about: Readonly<{ patient: string; practitioner: string; before: Letter | undefined }>,
): Letter {
  const lines = typed.address
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const kept: Partial<Letter> = { ...about.before }
  delete kept.to
  const to: Contact = {
    ...(typed.name.trim() ? { name: typed.name.trim() } : {}),
    ...(typed.organisation.trim() ? { organisation: typed.organisation.trim() } : {}),
    ...(lines.length > 0 ? { address: { lines } } : {}),
  }
  return {
    ...kept,
    patient: about.patient,
    practitioner: about.practitioner,
    type: typed.type,
    subject: typed.subject.trim(),
    text: typed.text.trim(),
    ...(typed.toWhom === 'patient' || Object.keys(to).length === 0 ? {} : { to }),
  }
}
