// SPDX-License-Identifier: Apache-2.0
import { CalendarPlus, ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { useMe } from '@/app/session'
import {
  Await,
  Button,
  Checkbox,
  IconButton,
  Notice,
  Page,
  Segmented,
  SelectField,
  TextField,
} from '@/design'
import { addDays, fullName, mondayOf, useClinicTime, useShortcuts, type Day } from '@/record'
import { useText } from '@/text'
import { AppointmentDialog } from './AppointmentDialog'
import { BookingDialog, type BookingWanted } from './BookingDialog'
import { dayColumns, weekColumns, type By } from './columns'
import { FreedTime, type Freed } from './FreedTime'
import { Grid } from './Grid'
import { Settle } from './Settle'
import { useDiary, type Booking, type Diary } from './useDiary'
import { useMove } from './useMove'
import { WaitingList } from './WaitingList'
import { Wishes } from './Wishes'
import styles from './diary.module.css'

type View = 'day' | 'week'

export function DiaryPage({
  view,
  day,
  begins,
}: {
  readonly view: View
  readonly day?: string
  /** With a booking to make. */
  readonly begins?: BookingWanted
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const [, go] = useLocation()
  const shown: Day = day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : time.today()
  const first = view === 'week' ? mondayOf(shown) : shown
  const diary = useDiary(first, view === 'week' ? 7 : 1)
  const [wanted, setWanted] = useState<BookingWanted | null>(begins ?? null)
  const [openId, setOpenId] = useState('')
  const [freed, setFreed] = useState<Freed | null>(null)
  const step = view === 'week' ? 7 : 1
  const show = (next: Day, how: View = view): void => go(`/diary/${how}/${next}`)
  useShortcuts({
    b: () => setWanted({}),
    t: () => show(time.today()),
    n: () => show(addDays(shown, step)),
    p: () => show(addDays(shown, -step)),
  })
  const title =
    view === 'day'
      ? time.day(shown, 'long')
      : t('diary.week', { from: time.day(first, 'short'), to: time.day(addDays(first, 6), 'year') })
  return (
    <Page
      title={title}
      width="full"
      subtitle={
        time.differs ? t('diary.zoneDiffers', { zone: time.zone, device: time.deviceZone }) : undefined
      }
      actions={
        <Button
          tone="primary"
          icon={<CalendarPlus aria-hidden />}
          title={t('patients.keys', { letter: 'B' })}
          aria-keyshortcuts="Alt+B"
          onClick={() => setWanted({})}
        >
          {t('diary.book')}
        </Button>
      }
    >
      <div className={styles.bar}>
        <div className={styles.steps}>
          <IconButton
            label={t(view === 'week' ? 'diary.weekBefore' : 'diary.dayBefore')}
            icon={<ChevronLeft aria-hidden className={styles.turns} />}
            aria-keyshortcuts="Alt+P"
            onClick={() => show(addDays(shown, -step))}
          />
          <Button aria-keyshortcuts="Alt+T" onClick={() => show(time.today())}>
            {t('diary.today')}
          </Button>
          <IconButton
            label={t(view === 'week' ? 'diary.weekAfter' : 'diary.dayAfter')}
            icon={<ChevronRight aria-hidden className={styles.turns} />}
            aria-keyshortcuts="Alt+N"
            onClick={() => show(addDays(shown, step))}
          />
          <TextField
            label={t('diary.goTo')}
            hidesLabel
            type="date"
            value={shown}
            onValue={(value) => value && show(value)}
          />
        </div>
        <Segmented<View>
          label={t('diary.view')}
          hidesLabel
          value={view}
          canClear={false}
          onValue={(next) => next && show(shown, next)}
          choices={[
            { value: 'day', label: t('diary.dayView') },
            { value: 'week', label: t('diary.weekView') },
          ]}
        />
      </div>
      <Await of={diary} lines={10}>
        {(data) => (
          <Shown
            diary={data}
            view={view}
            day={shown}
            openId={openId}
            onOpen={setOpenId}
            onWanted={setWanted}
            freed={freed}
            onFreed={setFreed}
          />
        )}
      </Await>
      <BookingDialog wanted={wanted} onClose={() => setWanted(null)} onBooked={(at) => show(at, view)} />
    </Page>
  )
}

function Shown({
  diary,
  view,
  day,
  openId,
  onOpen,
  onWanted,
  freed,
  onFreed,
}: {
  readonly diary: Diary
  readonly view: View
  readonly day: Day
  readonly openId: string
  readonly onOpen: (id: string) => void
  readonly onWanted: (wanted: BookingWanted) => void
  readonly freed: Freed | null
  readonly onFreed: (freed: Freed | null) => void
}): ReactElement {
  const t = useText()
  const me = useMe()
  const time = useClinicTime()
  const move = useMove()
  const [by, setBy] = useState<By>('practitioner')
  const [showsCancelled, setShowsCancelled] = useState(false)
  const ids = diary.practitioners.map((one) => one.id)
  const [practitioner, setPractitioner] = useState(
    ids.includes(me.person ?? '') ? (me.person ?? '') : (ids[0] ?? ''),
  )
  const columns =
    view === 'week'
      ? weekColumns(diary, time, { monday: mondayOf(day), practitioner, showsCancelled })
      : dayColumns(diary, time, { day, by, noRoom: t('diary.noRoom'), showsCancelled })
  const rooms = useMemo(() => new Map(diary.rooms.map((one) => [one.id, one.body.name])), [diary.rooms])
  const people = useMemo(
    () => new Map(diary.practitioners.map((one) => [one.id, fullName(one.body)])),
    [diary.practitioners],
  )
  const open = diary.bookings.find((one) => one.id === openId)
  // A booking that was dropped elsewhere gets the focus back when it has arrived there.
  const landed = useRef('')
  useEffect(() => {
    if (landed.current === '') return
    document.querySelector<HTMLElement>(`[data-booking="${landed.current}"]`)?.focus()
    landed.current = ''
  }, [diary.bookings])
  const put = (booking: Booking, place: Parameters<typeof move.move>[1], reason?: string): void => {
    landed.current = booking.id
    move.move(booking, place, reason)
  }
  return (
    <div className={styles.desk}>
      <div className={styles.main}>
        <div className={styles.options}>
          {view === 'day' ? (
            <Segmented<By>
              label={t('diary.by')}
              hidesLabel
              value={by}
              canClear={false}
              onValue={(next) => next && setBy(next)}
              choices={[
                { value: 'practitioner', label: t('diary.byPractitioner') },
                { value: 'room', label: t('diary.byRoom') },
              ]}
            />
          ) : (
            <SelectField
              label={t('diary.practitioner')}
              hidesLabel
              value={practitioner}
              onValue={setPractitioner}
              options={diary.practitioners.map((one) => ({ value: one.id, label: fullName(one.body) }))}
            />
          )}
          <Checkbox
            label={t('diary.showCancelled')}
            isChecked={showsCancelled}
            onChecked={setShowsCancelled}
          />
        </div>
        {move.tried && <Settle tried={move.tried} isBusy={move.isBusy} onMove={put} onDrop={move.drop} />}
        {freed && <FreedTime freed={freed} onWanted={onWanted} onClose={() => onFreed(null)} />}
        {columns.length === 0 ? (
          <Notice tone="info" title={t('diary.nobody')} />
        ) : (
          <Grid
            columns={columns}
            patients={diary.patients}
            rooms={rooms}
            practitioners={people}
            tried={move.tried}
            onOpen={(booking) => onOpen(booking.id)}
            onMove={put}
            onFree={(column, minute) =>
              onWanted({
                start: time.instant({ day: column.day, minute }),
                ...(column.practitioner !== undefined ? { practitioner: column.practitioner } : {}),
                ...(column.room !== undefined ? { room: column.room } : {}),
              })
            }
          />
        )}
      </div>
      <aside className={styles.aside} aria-label={t('diary.aside')}>
        <Wishes />
        <WaitingList onWanted={onWanted} />
      </aside>
      <AppointmentDialog
        booking={open ?? null}
        diary={diary}
        onClose={() => onOpen('')}
        onMove={(booking) => {
          onOpen('')
          onWanted({ moves: booking })
        }}
        onFreed={onFreed}
      />
    </div>
  )
}
