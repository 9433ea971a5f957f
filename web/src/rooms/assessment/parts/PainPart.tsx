// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Stack } from '@/design'
import { useText } from '@/text'
import { useDesk } from '../desk'
import { without } from '../merge'
import type { Group } from '../parts'
import { QuestionGroups } from '../questions/QuestionGroups'
import type { Body } from '../wire'
import { Scale } from './Scale'

/** How bad it is now, and how bad it was. */
export function PainPart({ groups }: { readonly groups: readonly Group[] }): ReactElement {
  const t = useText()
  const { body, change, errorAt } = useDesk()
  const put = (where: 'leg' | 'back', value: number | undefined): void =>
    change((before) => {
      const rest = without(before.pain ?? {}, where)
      const pain = value === undefined ? rest : { ...rest, [where]: value }
      return { ...before, pain } as Body
    })
  return (
    <Stack gap={5}>
      {(['leg', 'back'] as const).map((where) => (
        <Scale
          key={where}
          label={t(`assessment.pain_${where}`)}
          value={body.pain?.[where]}
          onValue={(value) => put(where, value)}
          error={errorAt(`/pain/${where}`)}
        />
      ))}
      <QuestionGroups groups={groups} hidesHeads />
    </Stack>
  )
}
