// SPDX-License-Identifier: Apache-2.0
import { structureName } from '@/record'
import { findingOf, sideOf } from '@/record/answers'
import type { Text } from '@/text'
import { sentence } from '@/text/sentence'
import { spotOfFinding } from './correspondence'

/** "trp_piriformis_tender.left" as people read it: "Piriformis, left: tender". */
export function findingWords(t: Text, key: string): string {
  const finding = findingOf(key)
  const side = sideOf(key)
  const spot = spotOfFinding(finding)
  if (spot)
    return `${structureName(side ? `${spot.muscle}.${side}` : spot.muscle, t)}: ${t(`assessment.spot_${spot.sign}`)}`
  const words = sentence(finding.replaceAll('_', ' '))
  return side ? t('assessment.onSide', { words, side: t.word(side) }) : words
}
