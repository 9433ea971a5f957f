// SPDX-License-Identifier: Apache-2.0
import type { Body } from '@/api/entries'

type Stock = Body<'stock'>
export type LotForm = Readonly<{
  product: string
  manufacturer: string
  supplier: string
  diameterMm: string
  lengthMm: string
  lot: string
  deviceId: string
  expiry: string
  received: string
  countIn: string
  isSterile: boolean
  hasCeMark: boolean
  hasGuideTube: boolean
  note: string
}>

export function formOf(lot: Stock | undefined, today: string): LotForm {
  const number = (value: number | undefined): string => (value === undefined ? '' : String(value))
  return {
    product: lot?.product ?? '',
    manufacturer: lot?.manufacturer ?? '',
    supplier: lot?.supplier ?? '',
    diameterMm: number(lot?.diameterMm),
    lengthMm: number(lot?.lengthMm),
    lot: lot?.lot ?? '',
    deviceId: lot?.deviceId ?? '',
    expiry: lot?.expiry ?? '',
    received: lot ? (lot.received ?? '') : today,
    countIn: number(lot?.countIn),
    isSterile: lot?.isSterile ?? false,
    hasCeMark: lot?.hasCeMark ?? false,
    hasGuideTube: lot?.hasGuideTube ?? false,
    note: lot?.note ?? '',
  }
}

/** "0,30" is a number where people write it so; what is none is sent as it is typed, for the server to refuse. */
function numberOf(typed: string): number {
  const text = typed.trim().replace(',', '.')
  const value = text === '' ? Number.NaN : Number(text)
  return Number.isNaN(value) ? (typed as unknown as number) : value
}

export function bodyOf(form: LotForm, before: Stock | undefined): Stock {
  const optional = Object.fromEntries(
    (['manufacturer', 'supplier', 'deviceId', 'received', 'note'] as const)
      .map((name) => [name, form[name].trim()] as const)
      .filter(([, value]) => value !== ''),
  )
  return {
    product: form.product.trim(),
    diameterMm: numberOf(form.diameterMm),
    lengthMm: numberOf(form.lengthMm),
    lot: form.lot.trim(),
    expiry: form.expiry,
    countIn: numberOf(form.countIn),
    countUsed: before?.countUsed ?? 0,
    isSterile: form.isSterile,
    hasCeMark: form.hasCeMark,
    hasGuideTube: form.hasGuideTube,
    status: before?.status ?? 'in_use',
    ...optional,
  }
}
