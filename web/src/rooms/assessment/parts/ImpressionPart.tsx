// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { TextArea } from '@/design'
import { useText } from '@/text'
import { useDesk } from '../desk'

/** What the clinician makes of it, in their own words. */
export function ImpressionPart(): ReactElement {
  const t = useText()
  const { body, change, errorAt } = useDesk()
  return (
    <TextArea
      label={t('assessment.impression')}
      hint={t('assessment.impressionHint')}
      rows={6}
      maxLength={4000}
      value={body.impression ?? ''}
      onValue={(impression) => change((before) => ({ ...before, impression }))}
      error={errorAt('/impression')}
    />
  )
}
