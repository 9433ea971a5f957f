// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { CalendarAddress } from '@/account'
import { Page, Stack } from '@/design'
import { useText } from '@/text'

/** One's visits in one's own calendar. */
export function CalendarFeed(): ReactElement {
  const t = useText()
  return (
    <Page
      title={t('patient.calendarTitle')}
      width="text"
      back={{ to: '/visits', label: t('patient.visits') }}
    >
      <Stack>
        <p>{t('patient.calendarWhat')}</p>
        <p>{t('patient.calendarSecret')}</p>
        <CalendarAddress />
      </Stack>
    </Page>
  )
}
