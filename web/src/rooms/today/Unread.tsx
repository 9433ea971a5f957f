// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { Await, Badge, Card } from '@/design'
import { fullName, useClinicTime } from '@/record'
import { useText } from '@/text'
import { useUnread } from './useToday'
import styles from './today.module.css'

/** What patients wrote and nobody has read. */
export function Unread({ practitioner }: { readonly practitioner: string | undefined }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const unread = useUnread(practitioner)
  return (
    <Card
      title={t('today.messages')}
      isFlush
      actions={
        unread.state === 'ready' &&
        unread.data.entries.length > 0 && <Badge tone="info">{unread.data.entries.length}</Badge>
      }
    >
      <Await of={unread}>
        {({ entries, patients }) =>
          entries.length === 0 ? (
            <p className={styles.none}>{t('today.noMessages')}</p>
          ) : (
            <ul className={styles.list}>
              {entries.map(({ id, body }) => {
                const patient = patients.get(body.patient)
                return (
                  <li key={id} className={styles.message}>
                    <Link href={`/patients/${body.patient}/messages`} className={styles.name}>
                      {patient && !patient.withheld ? fullName(patient.body) : t('patients.withheld')}
                    </Link>
                    <p>{body.subject}</p>
                    <p className={styles.faint}>{time.moment(body.sentAt)}</p>
                  </li>
                )
              })}
            </ul>
          )
        }
      </Await>
    </Card>
  )
}
