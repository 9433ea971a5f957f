// SPDX-License-Identifier: Apache-2.0
import { CalendarOff, Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { allLoaded, useEntries, type Entry } from '@/api/entries'
import { Await, Badge, Button, Card, Empty, Stack, Table } from '@/design'
import { fullName, useClinicTime, useRooms, weekdays } from '@/record'
import { useText } from '@/text'
import { HoursDialog, type HoursAsked } from './HoursDialog'
import { useHourWords } from './useHourWords'
import { WeekTable } from './WeekTable'
import styles from './settings.module.css'

type Hours = Entry<'hours'>
const isLive = ({ state }: Entry<'hours'> | Entry<'practitioner'>): boolean =>
  state === 'open' || state === 'signed'

/** When patients can be booked: every week, and on single days. */
export function HoursSettings(): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const practitioners = useEntries('practitioner', { limit: 200 })
  const hours = useEntries('hours', { limit: 200 })
  const [asked, setAsked] = useState<HoursAsked | null>(null)
  const today = time.today()
  return (
    <Stack>
      <p className={styles.soft}>{t('settings.hoursHint')}</p>
      <Await of={allLoaded(practitioners, hours)} lines={6}>
        {([people, all]) => {
          const live = all.entries.filter(isLive)
          const weekly = live.filter(({ body }) => body.weekday !== undefined)
          const dated = live
            .filter(({ body }) => body.date !== undefined && body.date >= today)
            .sort((a, b) => (a.body.date ?? '').localeCompare(b.body.date ?? ''))
          const others = weekly.filter(({ body }) => body.practitioner === undefined)
          const treating = people.entries.filter(
            (one) =>
              isLive(one) && (one.body.isActive || weekly.some(({ body }) => body.practitioner === one.id)),
          )
          const names = new Map(people.entries.map(({ id, body }) => [id, fullName(body)]))
          return (
            <>
              <Card
                title={t('settings.exceptions')}
                isFlush
                actions={
                  <Button
                    size="small"
                    icon={<CalendarOff aria-hidden />}
                    onClick={() =>
                      setAsked({ preset: { when: 'date', isClosed: true, isWholeDay: true, date: today } })
                    }
                  >
                    {t('settings.addException')}
                  </Button>
                }
              >
                <Exceptions hours={dated} names={names} onEdit={(entry) => setAsked({ entry })} />
              </Card>
              {treating.map((one) => (
                <Card
                  key={one.id}
                  title={fullName(one.body)}
                  isFlush
                  actions={
                    <Button
                      size="small"
                      icon={<Plus aria-hidden />}
                      aria-label={t('settings.addHoursOf', { name: fullName(one.body) })}
                      onClick={() => setAsked({ preset: { practitioner: one.id } })}
                    >
                      {t('settings.addHours')}
                    </Button>
                  }
                >
                  <WeekTable
                    name={fullName(one.body)}
                    hours={weekly.filter(({ body }) => body.practitioner === one.id)}
                    onEdit={(entry) => setAsked({ entry })}
                  />
                </Card>
              ))}
              {others.length > 0 && (
                <Card title={t('settings.otherHours')} isFlush>
                  <OtherHours hours={others} onEdit={(entry) => setAsked({ entry })} />
                </Card>
              )}
            </>
          )
        }}
      </Await>
      <HoursDialog asked={asked} onClose={() => setAsked(null)} />
    </Stack>
  )
}

function Exceptions({
  hours,
  names,
  onEdit,
}: {
  readonly hours: readonly Hours[]
  readonly names: ReadonlyMap<string, string>
  readonly onEdit: (entry: Hours) => void
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const words = useHourWords()
  if (hours.length === 0)
    return <Empty title={t('settings.noExceptions')}>{t('settings.noExceptionsHint')}</Empty>
  return (
    <Table
      caption={t('settings.exceptions')}
      rows={hours}
      keyOf={({ id }) => id}
      columns={[
        { name: t('settings.date'), cell: ({ body }) => time.day(body.date ?? '', 'year') },
        {
          name: t('settings.whose'),
          cell: ({ body }) => names.get(body.practitioner ?? '') ?? t('settings.wholeClinic'),
        },
        {
          name: t('settings.when'),
          cell: ({ body }) => (
            <>
              <Badge tone={body.isClosed ? 'caution' : 'go'}>
                {body.isClosed ? t('settings.closed') : t('settings.open')}
              </Badge>{' '}
              {words.span(body)}
            </>
          ),
        },
        { name: t('settings.note'), isExtra: true, cell: ({ body }) => body.note ?? '' },
        {
          name: t('settings.actions'),
          cell: (entry) => (
            <Button
              size="small"
              aria-label={t('settings.editOf', { name: time.day(entry.body.date ?? '', 'year') })}
              onClick={() => onEdit(entry)}
            >
              {t('settings.edit')}
            </Button>
          ),
        },
      ]}
    />
  )
}

/** Weekly hours of a room, or times at which the clinic is shut every week. */
function OtherHours({
  hours,
  onEdit,
}: {
  readonly hours: readonly Hours[]
  readonly onEdit: (entry: Hours) => void
}): ReactElement {
  const t = useText()
  const rooms = useRooms()
  const words = useHourWords()
  const sorted = [...hours].sort(
    (a, b) => weekdays.indexOf(a.body.weekday ?? 'mon') - weekdays.indexOf(b.body.weekday ?? 'mon'),
  )
  return (
    <Table
      caption={t('settings.otherHours')}
      rows={sorted}
      keyOf={({ id }) => id}
      columns={[
        {
          name: t('settings.whose'),
          cell: ({ body }) => rooms.get(body.room ?? '')?.name ?? t('settings.wholeClinic'),
        },
        { name: t('settings.weekday'), cell: ({ body }) => t.word(body.weekday ?? '') },
        {
          name: t('settings.when'),
          cell: ({ body }) =>
            `${body.isClosed ? t('settings.closed') : t('settings.open')}, ${words.span(body)}`,
        },
        {
          name: t('settings.actions'),
          cell: (entry) => (
            <Button
              size="small"
              aria-label={t('settings.editOf', { name: t.word(entry.body.weekday ?? '') })}
              onClick={() => onEdit(entry)}
            >
              {t('settings.edit')}
            </Button>
          ),
        },
      ]}
    />
  )
}
