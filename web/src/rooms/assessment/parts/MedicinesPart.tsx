// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Stack, TextArea } from '@/design'
import { useText } from '@/text'
import { useDesk } from '../desk'
import type { Group } from '../parts'
import { QuestionGroups } from '../questions/QuestionGroups'

/** What the rules read of medicines and blood, and the list as the patient takes it. */
export function MedicinesPart({ groups }: { readonly groups: readonly Group[] }): ReactElement {
  const t = useText()
  const { body, change, errorAt } = useDesk()
  return (
    <Stack gap={5}>
      <QuestionGroups groups={groups} hidesHeads />
      <TextArea
        label={t('assessment.medicineList')}
        hint={t('assessment.medicineListHint')}
        rows={4}
        maxLength={4000}
        value={body.medicines ?? ''}
        onValue={(medicines) => change((before) => ({ ...before, medicines }))}
        error={errorAt('/medicines')}
      />
    </Stack>
  )
}
