// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useText } from '@/text'
import { useDesk } from '../desk'
import { useSpotName } from '../parts/Spots'
import { Section } from './Section'

/** Trigger points that were found. */
export function SpotList(): ReactElement | null {
  const t = useText()
  const { body } = useDesk()
  const nameOf = useSpotName()
  const spots = body.triggerPoints ?? []
  if (spots.length === 0) return null
  return (
    <Section title={t('assessment.spotsFound')}>
      <ul>
        {spots.map((spot, index) => (
          <li key={index}>
            {[
              [nameOf(spot.muscle), spot.level?.toUpperCase()].filter(Boolean).join(' '),
              (spot.findings ?? []).map((finding) => t.word(`spot_${finding}`)).join(', '),
              spot.refersTo,
            ]
              .filter(Boolean)
              .join(': ')}
          </li>
        ))}
      </ul>
    </Section>
  )
}
