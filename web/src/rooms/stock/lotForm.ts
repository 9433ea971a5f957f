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
function numberOf(typed: string): number | string {
  const value = Number(typed.trim().replace(',', '.'))
  return Number.isNaN(value) ? typed : value
}

/** What the form says; what is empty is left out, and missed by the server where it is needed. */
export function bodyOf(form: LotForm, before: Stock | undefined): Stock {
  const numbers = ['diameterMm', 'lengthMm', 'countIn'] as const
  const texts = [
    'product',
    'manufacturer',
    'supplier',
    'lot',
    'deviceId',
    'expiry',
    'received',
    'note',
  ] as const
  const said = [...numbers, ...texts].filter((name) => form[name].trim() !== '')
  const values = said.map((name) => [
    name,
    (numbers as readonly string[]).includes(name) ? numberOf(form[name]) : form[name].trim(),
  ])
  return {
    countUsed: before?.countUsed ?? 0,
    isSterile: form.isSterile,
    hasCeMark: form.hasCeMark,
    hasGuideTube: form.hasGuideTube,
    status: before?.status ?? 'in_use',
    ...(Object.fromEntries(values) as Omit<Stock, 'countUsed' | 'isSterile' | 'status'>),
  }
}
