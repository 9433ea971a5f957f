// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { ask, type Reply } from '@/api/client'
import { asRefusal, loadedOf } from '@/api/entries'
import { Await, Button, Card, Failed, Stack, useToast } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { CopyButton } from './CopyButton'
import styles from './account.module.css'

const route = '/api/v1/calendar'
type Known = Reply<'/api/v1/calendar', 'get'>
type Told = Reply<'/api/v1/calendar', 'post'>

/** An address that a calendar program fetches; it is told once. */
export function CalendarAddress(): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const say = useToast()
  const queries = useQueryClient()
  const known = loadedOf(useQuery({ queryKey: ['calendar'], queryFn: () => ask<Known>('GET', route) }))
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['calendar'] })
  const make = useMutation({ mutationFn: () => ask<Told>('POST', route), onSuccess: refresh })
  const end = useMutation({
    mutationFn: () => ask('DELETE', route),
    onSuccess: () => {
      make.reset()
      say({ text: t('account.calendarEnded') })
      return refresh()
    },
  })
  const dayOf = (at: string): string => time.day(time.local(at).day, 'year')
  return (
    <Stack>
      {make.data && (
        <Card title={t('account.calendarAddress')} level={3}>
          <Stack gap={3}>
            <p>{t('account.calendarOnce')}</p>
            <p className={styles.address}>{make.data.address}</p>
            <div>
              <CopyButton text={make.data.address} label={t('account.copy')} />
            </div>
          </Stack>
        </Card>
      )}
      {make.error && <Failed refusal={asRefusal(make.error)} />}
      {end.error && <Failed refusal={asRefusal(end.error)} />}
      <Await of={known} lines={2}>
        {({ calendars }) => (
          <Stack gap={3}>
            {calendars.map((one) => (
              <p key={one.made}>
                {t('account.calendarSince', { made: dayOf(one.made), expires: dayOf(one.expires) })}
              </p>
            ))}
            <div className={styles.buttons}>
              <Button
                tone={calendars.length === 0 ? 'primary' : 'plain'}
                isBusy={make.isPending}
                onClick={() => make.mutate()}
              >
                {calendars.length === 0 ? t('account.calendarMake') : t('account.calendarAnew')}
              </Button>
              {calendars.length > 0 && (
                <Button tone="danger" isBusy={end.isPending} onClick={() => end.mutate()}>
                  {t('account.calendarEnd')}
                </Button>
              )}
            </div>
          </Stack>
        )}
      </Await>
    </Stack>
  )
}
