// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useLocation } from 'wouter'
import { Page, Tabs } from '@/design'
import { useText } from '@/text'
import { Accounts } from './Accounts'
import { Practitioners } from './Practitioners'
import { Roles } from './Roles'

const first = 'accounts'

/** Who may log in, who treats here, and what each role may do. */
export function PeopleRoom(): ReactElement {
  const t = useText()
  const [path, go] = useLocation()
  const tabs = [
    { id: first, label: t('people.accounts'), content: <Accounts /> },
    { id: 'practitioners', label: t('people.practitioners'), content: <Practitioners /> },
    { id: 'roles', label: t('people.roles'), content: <Roles /> },
  ]
  const wanted = path.split('/')[2] ?? ''
  return (
    <Page title={t('people.title')}>
      <Tabs
        label={t('people.title')}
        items={tabs}
        selected={tabs.some(({ id }) => id === wanted) ? wanted : first}
        onSelected={(id) => go(id === first ? '/people' : `/people/${id}`)}
      />
    </Page>
  )
}
