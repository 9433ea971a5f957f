// SPDX-License-Identifier: Apache-2.0
import { CalendarPlus, UserRoundPlus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { may, useMe } from '@/app/session'
import { LinkButton, Page, Segmented } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { Alerts } from './Alerts'
import { DayList } from './DayList'
import { Tasks } from './Tasks'
import { Unread } from './Unread'
import styles from './today.module.css'

type Whose = 'mine' | 'all'

/** The morning at a glance: who comes, what must not be missed, what is to do. */
export function TodayRoom(): ReactElement {
  const t = useText()
  const me = useMe()
  const time = useClinicTime()
  const [whose, setWhose] = useState<Whose>(me.person ? 'mine' : 'all')
  const practitioner = whose === 'mine' ? me.person : undefined
  return (
    <Page
      title={time.day(time.today(), 'long')}
      subtitle={
        time.differs ? t('diary.zoneDiffers', { zone: time.zone, device: time.deviceZone }) : undefined
      }
      actions={
        <>
          {me.person && (
            <Segmented<Whose>
              label={t('today.whose')}
              hidesLabel
              value={whose}
              canClear={false}
              onValue={(next) => next && setWhose(next)}
              choices={[
                { value: 'mine', label: t('today.mine') },
                { value: 'all', label: t('today.all') },
              ]}
            />
          )}
          <LinkButton to="/patients/new" icon={<UserRoundPlus aria-hidden />}>
            {t('today.patients')}
          </LinkButton>
          <LinkButton to="/diary/book" icon={<CalendarPlus aria-hidden />}>
            {t('today.diary')}
          </LinkButton>
        </>
      }
    >
      <Alerts />
      <div className={styles.columns}>
        <DayList practitioner={practitioner} />
        <div className={styles.side}>
          {may(me, 'task', 'see') && <Tasks practitioner={practitioner} />}
          {may(me, 'message', 'see') && <Unread practitioner={practitioner} />}
        </div>
      </div>
    </Page>
  )
}
