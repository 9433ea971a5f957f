// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useLocation } from 'wouter'
import { may, useMe } from '@/app/session'
import { Page, Tabs } from '@/design'
import { useText } from '@/text'
import { ClinicSettings } from './ClinicSettings'
import { HoursSettings } from './HoursSettings'
import { MyAccount } from './MyAccount'
import { RoomSettings } from './RoomSettings'

const first = 'account'

/** One's own account; and, for those who may, how the clinic works. */
export function SettingsRoom(): ReactElement {
  const t = useText()
  const me = useMe()
  const [path, go] = useLocation()
  const tabs = [
    { id: first, label: t('settings.account'), content: <MyAccount /> },
    ...(may(me, 'clinic', 'change')
      ? [{ id: 'clinic', label: t('settings.clinic'), content: <ClinicSettings /> }]
      : []),
    ...(may(me, 'room', 'change')
      ? [{ id: 'rooms', label: t('settings.rooms'), content: <RoomSettings /> }]
      : []),
    ...(may(me, 'hours', 'change')
      ? [{ id: 'hours', label: t('settings.hours'), content: <HoursSettings /> }]
      : []),
  ]
  const wanted = path.split('/')[2] ?? ''
  return (
    <Page title={t('settings.title')}>
      <Tabs
        label={t('settings.title')}
        items={tabs}
        selected={tabs.some(({ id }) => id === wanted) ? wanted : first}
        onSelected={(id) => go(id === first ? '/settings' : `/settings/${id}`)}
      />
    </Page>
  )
}
