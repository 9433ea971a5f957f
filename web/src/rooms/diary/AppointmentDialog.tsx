// SPDX-License-Identifier: Apache-2.0
import { CalendarClock, Check, CheckCheck, Undo2, UserRound, UserX } from 'lucide-react'
import { useState, type FormEvent, type ReactElement } from 'react'
import { asRefusal, useWrite, type Body } from '@/api/entries'
import {
  Badge,
  Button,
  Dialog,
  Facts,
  Failed,
  LinkButton,
  Segmented,
  Stack,
  TextField,
  useToast,
} from '@/design'
import { fullName, useClinicTime } from '@/record'
import { useText } from '@/text'
import { nameOf } from './Block'
import type { Freed } from './FreedTime'
import type { Booking, Diary } from './useDiary'
import styles from './diary.module.css'

type Status = Body<'appointment'>['status']
type Props = Readonly<{
  booking: Booking | null
  diary: Diary
  onClose: () => void
  onMove: (booking: Booking) => void
  onFreed: (freed: Freed) => void
}>

/** A booking, and what becomes of it. */
export function AppointmentDialog(props: Props): ReactElement {
  const t = useText()
  const { booking, diary, onClose } = props
  const title = booking ? nameOf(diary.patients.get(booking.body.patient), t) : t('diary.booking')
  return (
    <Dialog title={title} isOpen={booking !== null} onClose={onClose} shape="side">
      {booking && <Details {...props} booking={booking} />}
    </Dialog>
  )
}

/** Sets what becomes of a booking, with a way back. */
export function useStatus(booking: Booking): Readonly<{
  set: (status: Status, more?: Partial<Body<'appointment'>>, onDone?: () => void) => void
  isBusy: boolean
  error: Error | null
}> {
  const t = useText()
  const say = useToast()
  const write = useWrite('appointment')
  const set = (status: Status, more: Partial<Body<'appointment'>> = {}, onDone?: () => void): void => {
    write.mutate(
      { id: booking.id, follows: booking.version, body: { ...booking.body, ...more, status } },
      {
        onSuccess: (written) => {
          say({
            text: t('diary.isNow', { status: t.word(status) }),
            tone: 'go',
            undo: () =>
              write.mutate({
                id: booking.id,
                follows: written.version,
                body: booking.body,
                reason: t('diary.undone'),
              }),
          })
          onDone?.()
        },
      },
    )
  }
  return { set, isBusy: write.isPending, error: write.error }
}

function Details({
  booking,
  diary,
  onClose,
  onMove,
  onFreed,
}: Props & { readonly booking: Booking }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const status = useStatus(booking)
  const [isCancelling, setCancelling] = useState(false)
  const { body } = booking
  const practitioner = diary.practitioners.find((one) => one.id === body.practitioner)
  const room = diary.rooms.find((one) => one.id === body.room)
  const { day } = time.local(body.start)
  const isOpen = body.status === 'booked' || body.status === 'proposed' || body.status === 'arrived'
  const freed = { practitioner: body.practitioner, room: body.room, start: body.start, end: body.end }
  return (
    <Stack gap={5}>
      <Facts
        items={[
          [t('diary.when'), `${time.day(day, 'long')}, ${time.time(body.start)}–${time.time(body.end)}`],
          [t('diary.visit'), t.word(body.visit)],
          [t('diary.practitioner'), practitioner ? fullName(practitioner.body) : t('diary.someone')],
          [t('diary.room'), room?.body.name ?? t('diary.noRoom')],
          [t('diary.status'), <Badge key="status">{t.word(body.status)}</Badge>],
          ...(body.reason ? [[t('diary.note'), body.reason] as const] : []),
          ...(body.cancelledWhy ? [[t('diary.cancelledWhy'), body.cancelledWhy] as const] : []),
          ...(booking.reason ? [[t('diary.lastReason'), booking.reason] as const] : []),
        ]}
      />
      {status.error && <Failed refusal={asRefusal(status.error)} />}
      <div className={styles.buttons}>
        {body.status === 'proposed' && (
          <Button
            tone="primary"
            icon={<Check aria-hidden />}
            isBusy={status.isBusy}
            onClick={() => status.set('booked')}
          >
            {t('diary.approve')}
          </Button>
        )}
        {body.status === 'booked' && (
          <>
            <Button
              tone="primary"
              icon={<Check aria-hidden />}
              isBusy={status.isBusy}
              onClick={() => status.set('arrived', {}, onClose)}
            >
              {t('diary.arrived')}
            </Button>
            <Button
              icon={<UserX aria-hidden />}
              isBusy={status.isBusy}
              onClick={() => status.set('no_show', {}, onClose)}
            >
              {t('diary.noShow')}
            </Button>
          </>
        )}
        {body.status === 'arrived' && (
          <Button
            tone="primary"
            icon={<CheckCheck aria-hidden />}
            isBusy={status.isBusy}
            onClick={() => status.set('done', {}, onClose)}
          >
            {t('diary.done')}
          </Button>
        )}
        {(body.status === 'arrived' || body.status === 'no_show' || body.status === 'done') && (
          <Button icon={<Undo2 aria-hidden />} isBusy={status.isBusy} onClick={() => status.set('booked')}>
            {t('diary.backToBooked')}
          </Button>
        )}
        {isOpen && (
          <Button icon={<CalendarClock aria-hidden />} onClick={() => onMove(booking)}>
            {t('diary.move')}
          </Button>
        )}
        <LinkButton to={`/patients/${body.patient}`} icon={<UserRound aria-hidden />}>
          {t('diary.toPatient')}
        </LinkButton>
        {isOpen && !isCancelling && (
          <Button tone="danger" onClick={() => setCancelling(true)}>
            {t(body.status === 'proposed' ? 'diary.decline' : 'diary.cancel')}
          </Button>
        )}
      </div>
      {isCancelling && (
        <Cancel
          onCancel={(by, why) =>
            status.set(
              'cancelled',
              {
                cancelledBy: by,
                cancelledAt: new Date().toISOString(),
                ...(why ? { cancelledWhy: why } : {}),
              },
              () => {
                onFreed(freed)
                onClose()
              },
            )
          }
          onLeave={() => setCancelling(false)}
          isBusy={status.isBusy}
        />
      )}
    </Stack>
  )
}

/** Who cancels, and why: in their words, for the clinic only. */
function Cancel({
  onCancel,
  onLeave,
  isBusy,
}: {
  readonly onCancel: (by: 'staff' | 'patient', why: string) => void
  readonly onLeave: () => void
  readonly isBusy: boolean
}): ReactElement {
  const t = useText()
  const [by, setBy] = useState<'staff' | 'patient'>('patient')
  const [why, setWhy] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onCancel(by, why.trim())
  }
  return (
    <form onSubmit={submit} className={styles.cancel}>
      <Stack gap={3}>
        <Segmented<'staff' | 'patient'>
          label={t('diary.cancelledBy')}
          value={by}
          canClear={false}
          onValue={(next) => next && setBy(next)}
          choices={[
            { value: 'patient', label: t('diary.byPatient') },
            { value: 'staff', label: t('diary.byClinic') },
          ]}
        />
        <TextField
          label={t('diary.why')}
          value={why}
          onValue={setWhy}
          maxLength={200}
          ref={(input) => {
            if (input && why === '') input.focus()
          }}
        />
        <div className={styles.buttons}>
          <Button tone="danger" submits isBusy={isBusy}>
            {t('diary.cancelNow')}
          </Button>
          <Button tone="quiet" onClick={onLeave}>
            {t('diary.keep')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
