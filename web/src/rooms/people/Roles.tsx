// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Card, Facts } from '@/design'
import { useText } from '@/text'
import { roles } from './wire'

/** What each role may do, in words; data/record/rights.yaml says it exactly. */
export function Roles(): ReactElement {
  const t = useText()
  return (
    <Card title={t('people.rolesTitle')}>
      <Facts
        items={roles.map((role) => [
          <strong key={role}>{t(`people.role_${role}`)}</strong>,
          t(`people.may_${role}`),
        ])}
      />
    </Card>
  )
}
