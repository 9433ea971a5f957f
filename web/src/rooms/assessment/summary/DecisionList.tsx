// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { useDesk } from '../desk'
import { Section } from './Section'

/** What was cleared or overridden, by whom and why. */
export function DecisionList(): ReactElement | null {
  const t = useText()
  const time = useClinicTime()
  const { body } = useDesk()
  const all = [...(body.clearances ?? []), ...(body.overrides ?? [])]
  if (all.length === 0) return null
  return (
    <Section title={t('screening.decisions')}>
      <ul>
        {all.map((one) => (
          <li key={one.rule}>
            {one.rule}: {t('screening.decidedBy', { by: one.by, on: time.day(one.on ?? body.on, 'year') })}:{' '}
            {one.reason}
          </li>
        ))}
      </ul>
    </Section>
  )
}
