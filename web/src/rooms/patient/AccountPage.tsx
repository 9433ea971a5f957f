// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Everywhere, Password, SecondFactor } from '@/account'
import { Card, Page, Stack } from '@/design'
import { useText } from '@/text'

export function AccountPage(): ReactElement {
  const t = useText()
  return (
    <Page title={t('patient.accountTitle')} width="text" back={{ to: '/me', label: t('patient.meTitle') }}>
      <Stack>
        <Card title={t('account.passwordTitle')}>
          <Password />
        </Card>
        <Card title={t('account.secondTitle')}>
          <SecondFactor />
        </Card>
        <Card title={t('account.everywhere')}>
          <Everywhere />
        </Card>
      </Stack>
    </Page>
  )
}
