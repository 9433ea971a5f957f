// SPDX-License-Identifier: Apache-2.0
import type { Body } from '@/api/entries'
import { daysBetween, type Day } from './zone'

type Lot = Body<'stock'>

/** So many days before they expire, lots are shown: enough to order others. */
export const warnDays = 60
/** Where less than this share of a lot is left, it is shown as running out. */
const fewShare = 0.1

export function left(lot: Lot): number {
  return lot.countIn - lot.countUsed
}

export function isRunningOut(lot: Lot): boolean {
  return lot.status === 'in_use' && left(lot) <= lot.countIn * fewShare
}

/** What there is to say about a lot in use; the server alone says whether it may be used. */
export type LotWarning = 'expired' | 'expiring' | 'few' | 'unsterile'

export function warningsOf(lot: Lot, today: Day): readonly LotWarning[] {
  if (lot.status !== 'in_use') return []
  return [
    ...(lot.expiry < today ? (['expired'] as const) : []),
    ...(lot.expiry >= today && daysBetween(today, lot.expiry) < warnDays ? (['expiring'] as const) : []),
    ...(isRunningOut(lot) ? (['few'] as const) : []),
    ...(lot.isSterile ? [] : (['unsterile'] as const)),
  ]
}
