// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Appearance, CalendarAddress, Everywhere, Password, SecondFactor } from '@/account'
import { useMe } from '@/app/session'
import { Card, Columns, Stack } from '@/design'
import { useText } from '@/text'
import { LanguageChoice } from './LanguageChoice'

/** What everybody of the clinic has for themselves. */
export function MyAccount(): ReactElement {
  const t = useText()
  const me = useMe()
  // The server gives an address of a calendar to those who treat: a reception's diary is nobody's own.
  const hasCalendar = me.role === 'clinician' || me.role === 'lead'
  return (
    <Stack>
      <p>{t('settings.loggedIn', { login: me.login, role: t(`people.role_${me.role}`) })}</p>
      <Columns>
        <Stack>
          <Card title={t('account.passwordTitle')}>
            <Password />
          </Card>
          <Card title={t('account.everywhere')}>
            <Everywhere />
          </Card>
        </Stack>
        <Stack>
          <Card title={t('account.secondTitle')}>
            <SecondFactor />
          </Card>
          {hasCalendar && (
            <Card title={t('settings.calendar')}>
              <Stack gap={3}>
                <p>{t('settings.calendarWhat')}</p>
                <CalendarAddress />
              </Stack>
            </Card>
          )}
          <Card title={t('account.appearance')}>
            <Stack>
              <Appearance />
              <LanguageChoice />
            </Stack>
          </Card>
        </Stack>
      </Columns>
    </Stack>
  )
}
