// SPDX-License-Identifier: Apache-2.0
import type { Body } from '@/api/entries'
import { lotExpiresSoonDays, lotRunsOutShare } from '@/app/waiting'
import { daysBetween, type Day } from './zone'

type Lot = Body<'stock'>

export function left(lot: Lot): number {
  return lot.countIn - lot.countUsed
}

export function isRunningOut(lot: Lot): boolean {
  return lot.status === 'in_use' && left(lot) <= lot.countIn * lotRunsOutShare
}

/** What there is to say about a lot in use; the server alone says whether it may be used. */
export type LotWarning = 'expired' | 'expiring' | 'few' | 'unsterile'

export function warningsOf(lot: Lot, today: Day): readonly LotWarning[] {
  if (lot.status !== 'in_use') return []
  return [
    ...(lot.expiry < today ? (['expired'] as const) : []),
    ...(lot.expiry >= today && daysBetween(today, lot.expiry) < lotExpiresSoonDays
      ? (['expiring'] as const)
      : []),
    ...(isRunningOut(lot) ? (['few'] as const) : []),
    ...(lot.isSterile ? [] : (['unsterile'] as const)),
  ]
}
