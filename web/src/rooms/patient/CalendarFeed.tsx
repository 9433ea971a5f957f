// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import type { ReactElement } from 'react'
import { ask } from '@/api/client'
import { asRefusal, loadedOf } from '@/api/entries'
import { Await, Button, Card, Failed, Page, Stack, useToast } from '@/design'
import { useText } from '@/text'
import { useZone } from './house'
import { useTimes } from './times'
import type { Calendar } from './wire'
import styles from './Visits.module.css'

const route = '/api/v1/calendar'
type Told = Readonly<{ address: string; expires: string }>

/** An address that a calendar program fetches; it is told once. */
export function CalendarFeed(): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const say = useToast()
  const queries = useQueryClient()
  const known = loadedOf(
    useQuery({
      queryKey: ['calendar'],
      queryFn: () => ask<{ calendars: readonly Calendar[] }>('GET', route),
    }),
  )
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['calendar'] })
  const make = useMutation({ mutationFn: () => ask<Told>('POST', route), onSuccess: refresh })
  const end = useMutation({
    mutationFn: () => ask('DELETE', route),
    onSuccess: () => {
      make.reset()
      say({ text: t('patient.calendarEnded') })
      return refresh()
    },
  })
  const copy = (address: string): void =>
    void navigator.clipboard.writeText(address).then(() => say({ text: t('patient.copied'), tone: 'go' }))
  return (
    <Page
      title={t('patient.calendarTitle')}
      width="text"
      back={{ to: '/visits', label: t('patient.visits') }}
    >
      <Stack>
        <p>{t('patient.calendarWhat')}</p>
        <p>{t('patient.calendarSecret')}</p>
        {make.data && (
          <Card title={t('patient.calendarAddress')}>
            <Stack gap={3}>
              <p>{t('patient.calendarOnce')}</p>
              <p className={styles.address}>{make.data.address}</p>
              <Button icon={<Copy aria-hidden />} onClick={() => copy(make.data.address)}>
                {t('patient.copy')}
              </Button>
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
                  {t('patient.calendarSince', {
                    made: times.date(one.made),
                    expires: times.date(one.expires),
                  })}
                </p>
              ))}
              <div className={styles.buttons}>
                <Button
                  tone={calendars.length === 0 ? 'primary' : 'plain'}
                  isBusy={make.isPending}
                  onClick={() => make.mutate()}
                >
                  {calendars.length === 0 ? t('patient.calendarMake') : t('patient.calendarAnew')}
                </Button>
                {calendars.length > 0 && (
                  <Button tone="danger" isBusy={end.isPending} onClick={() => end.mutate()}>
                    {t('patient.calendarEnd')}
                  </Button>
                )}
              </div>
            </Stack>
          )}
        </Await>
      </Stack>
    </Page>
  )
}
