// SPDX-License-Identifier: Apache-2.0
import { ChevronRight, IdCard, KeyRound, LogOut } from 'lucide-react'
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { Appearance } from '@/account'
import { useMe, useSession } from '@/app/session'
import { Button, Card, Page, Stack } from '@/design'
import { useText } from '@/text'
import styles from './MyRecord.module.css'

export function MePage(): ReactElement {
  const t = useText()
  const me = useMe()
  const { logOut } = useSession()
  return (
    <Page title={t('patient.meTitle')} subtitle={t('patient.loggedIn', { login: me.login })} width="text">
      <Stack>
        <ul className={styles.ways}>
          {(
            [
              ['/me/data', IdCard, t('patient.dataTitle')],
              ['/me/account', KeyRound, t('patient.accountTitle')],
            ] as const
          ).map(([to, Icon, name]) => (
            <li key={to}>
              <Link href={to} className={styles.way}>
                <Icon aria-hidden size={22} />
                <span>{name}</span>
                <ChevronRight aria-hidden size={18} />
              </Link>
            </li>
          ))}
        </ul>
        <Card title={t('account.appearance')}>
          <Appearance />
        </Card>
        <Card title={t('app.logOut')}>
          <Stack gap={3}>
            <p>{t('patient.logOutHint')}</p>
            <Button size="large" icon={<LogOut aria-hidden />} onClick={() => void logOut()}>
              {t('app.logOut')}
            </Button>
          </Stack>
        </Card>
      </Stack>
    </Page>
  )
}
