// SPDX-License-Identifier: Apache-2.0
import type { Reply } from '@/api/client'

export type Figures = Reply<'/api/v1/quality', 'get'>
export type Share = Figures['consent']['complete']
export type EventFigure = Figures['adverseEvents'][number]
export type Comparison = Figures['comparisons'][number]
export type HarmChart = Figures['charts'][number]
export type Spread = Figures['clinicians'][number]
export type Referral = Figures['referrals'][number]
export type Override = Figures['overrides'][number]
export type Outcome = Figures['outcomes'][number]
export type CaseMix = Figures['caseMix']
export type Grouping = Figures['grouping']
export const groupings: readonly Grouping[] = ['none', 'cause', 'technique', 'dose']

/** An interval of the wire, whose ends may be open. */
export type Ends = readonly [low: number, high: number]
export function endsOf(interval: readonly (number | null)[] | undefined): Ends | undefined {
  const [low, high] = interval ?? []
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : undefined
}
