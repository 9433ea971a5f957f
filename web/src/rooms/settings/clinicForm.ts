// SPDX-License-Identifier: Apache-2.0
import { changed } from '@/api/changed'
import type { Body } from '@/api/entries'

type Clinic = Body<'clinic'>
export const texts = [
  'name',
  'phone',
  'email',
  'website',
  'timeZone',
  'language',
  'emergencyNote',
  'reportingDuty',
] as const
export const places = ['city', 'region', 'postcode', 'country'] as const
export const rules = ['bookUntilHours', 'cancelUntilHours', 'bookAheadDays'] as const
export type TextName = (typeof texts)[number]
export type PlaceName = (typeof places)[number]
export type RuleName = (typeof rules)[number]
/** As it is typed. */
export type ClinicForm = Readonly<
  Record<TextName | PlaceName | RuleName | 'lines' | 'retentionYears', string>
>

export function formOf(clinic: Clinic): ClinicForm {
  const number = (value: number | undefined): string => (value === undefined ? '' : String(value))
  const { address, booking } = clinic
  return {
    ...(Object.fromEntries(texts.map((name) => [name, clinic[name] ?? ''])) as Record<TextName, string>),
    ...(Object.fromEntries(places.map((name) => [name, address?.[name] ?? ''])) as Record<PlaceName, string>),
    ...(Object.fromEntries(rules.map((name) => [name, number(booking?.[name])])) as Record<RuleName, string>),
    lines: (address?.lines ?? []).join('\n'),
    retentionYears: number(clinic.retentionYears),
  }
}

/** What is no number is sent as it is typed, for the server to refuse. */
function numberOf(typed: string): number | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  const value = Number(text.replace(',', '.'))
  return Number.isNaN(value) ? (text as unknown as number) : value
}

function orNothing<T extends object>(values: T): T | undefined {
  const said = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  return said.length > 0 ? (Object.fromEntries(said) as T) : undefined
}

/** The clinic with what the form says; what the form does not show stays, what is empty is taken away. */
export function bodyOf(form: ClinicForm, before: Clinic): Clinic {
  const lines = form.lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return changed(before, {
    ...Object.fromEntries(texts.map((name) => [name, form[name].trim() || undefined])),
    address: orNothing({
      ...Object.fromEntries(places.map((name) => [name, form[name].trim()])),
      ...(lines.length > 0 ? { lines } : {}),
    }),
    booking: orNothing(Object.fromEntries(rules.map((name) => [name, numberOf(form[name])]))),
    retentionYears: numberOf(form.retentionYears),
  })
}
