// SPDX-License-Identifier: Apache-2.0
import type { Body } from '@/api/entries'

export type Visit = Body<'appointment'>['visit']
export const visits: readonly Visit[] = ['first', 'needling', 'review', 'telephone', 'other']

/** How long a booking is to begin with; whoever books changes it. */
export const usualMinutes: Readonly<Record<Visit, number>> = {
  first: 45,
  needling: 30,
  review: 30,
  telephone: 15,
  other: 30,
}
