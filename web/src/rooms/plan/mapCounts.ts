// SPDX-License-Identifier: Apache-2.0
import type { EntryMap, Verdict } from '@/body/wire'

export const verdictOrder: readonly Verdict[] = ['safe', 'caution', 'unknown', 'refused']

/** How many places of the skin, of those from which the target is reached, have which verdict. */
export function mapCounts(map: EntryMap): Readonly<Record<Verdict, number>> {
  const counts = { safe: 0, caution: 0, unknown: 0, refused: 0 }
  for (const point of map.points) if (point.reaches) counts[point.verdict]++
  return counts
}
