// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Button, Card, Page, Stack, useToast } from '@/design'
import { useText } from '@/text'
import { ask } from '@/api/client'
import { useSession } from '@/app/session'
import { Password } from './Password'
import { SecondFactor } from './SecondFactor'

export function AccountPage(): ReactElement {
  const t = useText()
  const say = useToast()
  const { again } = useSession()
  const logOutEverywhere = (): void =>
    void ask('POST', '/api/v1/logout-everywhere').then(again, () =>
      say({ text: t('patient.didNotWork'), tone: 'stop' }),
    )
  return (
    <Page title={t('patient.accountTitle')} width="text" back={{ to: '/me', label: t('patient.meTitle') }}>
      <Stack>
        <Card title={t('patient.passwordTitle')}>
          <Password />
        </Card>
        <Card title={t('patient.secondTitle')}>
          <SecondFactor />
        </Card>
        <Card title={t('patient.everywhere')}>
          <Stack gap={3}>
            <p>{t('patient.everywhereHint')}</p>
            <Button onClick={logOutEverywhere}>{t('patient.everywhereDo')}</Button>
          </Stack>
        </Card>
      </Stack>
    </Page>
  )
}
