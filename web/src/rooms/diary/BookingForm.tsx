// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { asRefusal, newId, useChange, useCreate, useEntries, useWrite, type Body } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { useMe } from '@/app/session'
import { visitMinutes } from '@/app/waiting'
import { Button, Failed, NumberField, SelectField, Stack, TextField, useToast } from '@/design'
import { clockOf, fullName, minuteOf, useClinicTime, usePractitioners, useRooms, type Day } from '@/record'
import { useText } from '@/text'
import type { BookingWanted } from './BookingDialog'
import { PatientField } from './PatientField'
import { Slots } from './Slots'
import { wantsReason, wordsOf } from './useMove'
import { visits, type Visit } from './visits'
import styles from './diary.module.css'

type Typed = Readonly<{
  patient: string
  practitioner: string
  room: string
  visit: Visit
  minutes: string
  day: Day
  clock: string
  note: string
  why: string
}>

/** Everything about a booking. What is refused is said at its field, and nothing typed is lost. */
export function BookingForm({
  wanted,
  onDone,
}: {
  readonly wanted: BookingWanted
  readonly onDone: (day: Day) => void
}): ReactElement {
  const t = useText()
  const me = useMe()
  const time = useClinicTime()
  const say = useToast()
  const practitioners = usePractitioners()
  const rooms = useRooms()
  const create = useCreate('appointment')
  const write = useWrite('appointment')
  const change = useChange()
  const [id] = useState(newId)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isTried, setTried] = useState(false)
  const moved = wanted.moves?.body
  const [typed, setTyped] = useState<Typed>(() => {
    const start = wanted.start ?? moved?.start
    const visit = moved?.visit ?? wanted.waiting?.body.visit ?? 'needling'
    const minutes = moved
      ? Math.round((Date.parse(moved.end) - Date.parse(moved.start)) / 60_000)
      : (wanted.waiting?.body.minutes ?? visitMinutes[visit])
    const local = start === undefined ? undefined : time.local(start)
    return {
      patient: wanted.patient ?? moved?.patient ?? '',
      practitioner:
        wanted.practitioner ?? moved?.practitioner ?? wanted.waiting?.body.practitioner ?? me.person ?? '',
      room: wanted.room ?? moved?.room ?? '',
      visit,
      minutes: String(minutes),
      day: local?.day ?? time.today(),
      clock: local ? clockOf(local.minute) : '',
      note: moved?.reason ?? '',
      why: '',
    }
  })
  const set = (next: Partial<Typed>): void => setTyped((before) => ({ ...before, ...next }))
  const at = (field: string): string | undefined =>
    refusal?.at(`/body/${field}`) ?? refusal?.at(`/writes/0/body/${field}`)
  // Whom they came to last is likely wanted again.
  const before = useEntries(
    'appointment',
    { patient: typed.patient, sort: '-date', limit: 1 },
    typed.patient !== '',
  )
  const usual = before.state === 'ready' ? before.data.entries[0]?.body?.practitioner : undefined
  const practitioner = typed.practitioner || (usual ?? [...practitioners.keys()][0] ?? '')
  const minutes = Number(typed.minutes)
  const minute = minuteOf(typed.clock)
  const isLength = Number.isInteger(minutes) && minutes > 0
  const start = minute === undefined ? undefined : time.instant({ day: typed.day, minute })
  const asksWhy = wantsReason(refusal)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (typed.patient === '' || start === undefined || !isLength) return
    const body: Body<'appointment'> = {
      ...(moved ?? { status: 'booked', bookedBy: 'staff' }),
      patient: typed.patient,
      practitioner,
      start,
      end: new Date(Date.parse(start) + minutes * 60_000).toISOString(),
      visit: typed.visit,
      ...(typed.room ? { room: typed.room } : {}),
      ...(typed.note.trim() ? { reason: typed.note.trim() } : {}),
    }
    if (typed.room === '') delete body.room
    const reason = typed.why.trim() ? { reason: typed.why.trim() } : {}
    const done = {
      onSuccess: () => {
        say({
          text: t(moved ? 'diary.moved' : 'diary.bookedAt', {
            when: `${time.day(typed.day)}, ${time.time(start)}`,
          }),
          tone: 'go' as const,
        })
        onDone(typed.day)
      },
      onError: (thrown: Error) => setRefusal(asRefusal(thrown)),
    }
    if (wanted.moves)
      write.mutate({ id: wanted.moves.id, follows: wanted.moves.version, body, ...reason }, done)
    else if (wanted.waiting) {
      const { id: waits, version, body: waiting } = wanted.waiting
      change.mutate(
        {
          writes: [
            { kind: 'appointment', id, body },
            {
              kind: 'waitingEntry',
              id: waits,
              follows: version,
              body: { ...waiting, status: 'booked', appointment: id },
            },
          ],
          ...reason,
        },
        done,
      )
    } else create.mutate({ id, body, ...reason }, done)
  }
  const isBusy = create.isPending || write.isPending || change.isPending
  const atField = ['patient', 'practitioner', 'room', 'visit', 'start', 'end', 'reason'].some(
    (field) => at(field) !== undefined,
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <PatientField
          value={typed.patient}
          onValue={(patient) => set({ patient })}
          error={at('patient') ?? (isTried && typed.patient === '' ? t('diary.patientMissing') : undefined)}
        />
        <div className={styles.fields}>
          <SelectField
            label={t('diary.visit')}
            value={typed.visit}
            onValue={(visit) => visit && set({ visit, minutes: String(visitMinutes[visit]) })}
            error={at('visit')}
            options={visits.map((visit) => ({ value: visit, label: t.word(visit) }))}
          />
          <SelectField
            label={t('diary.practitioner')}
            value={practitioner}
            onValue={(next) => set({ practitioner: next })}
            error={at('practitioner')}
            options={[...practitioners]
              .filter(([, body]) => body.isActive !== false)
              .map(([key, body]) => ({ value: key, label: fullName(body) }))}
          />
          <SelectField
            label={t('diary.room')}
            value={typed.room}
            onValue={(room) => set({ room })}
            error={at('room')}
            empty={t('diary.noRoom')}
            options={[...rooms]
              .filter(([, body]) => body.isActive !== false)
              .map(([key, body]) => ({ value: key, label: body.name }))}
          />
          <NumberField
            label={t('diary.length')}
            unit={t('diary.minutesUnit')}
            value={typed.minutes}
            onValue={(next) => set({ minutes: next })}
            error={at('end') ?? (isTried && !isLength ? t('diary.lengthWrong') : undefined)}
          />
        </div>
        <Slots
          practitioner={practitioner}
          visit={typed.visit}
          minutes={isLength ? minutes : visitMinutes[typed.visit]}
          from={typed.day}
          chosen={start}
          onChoose={(slot) => {
            const local = time.local(slot.start)
            set({ day: local.day, clock: clockOf(local.minute), ...(slot.room ? { room: slot.room } : {}) })
            setRefusal(null)
          }}
        />
        <div className={styles.fields}>
          <TextField
            label={t('diary.date')}
            type="date"
            value={typed.day}
            onValue={(day) => day && set({ day })}
          />
          <TextField
            label={t('diary.time')}
            type="time"
            value={typed.clock}
            onValue={(clock) => set({ clock })}
            hint={time.differs ? t('diary.clinicClock', { zone: time.zone }) : undefined}
            error={
              (at('start') && refusal ? wordsOf(refusal, t) : undefined) ??
              (isTried && minute === undefined ? t('diary.timeMissing') : undefined)
            }
          />
          <TextField
            label={t('diary.note')}
            hint={t('diary.noteHint')}
            value={typed.note}
            onValue={(note) => set({ note })}
            error={at('reason')}
          />
        </div>
        {asksWhy && (
          <TextField
            label={t('diary.whyOutside')}
            value={typed.why}
            onValue={(why) => set({ why })}
            ref={(input) => {
              if (input && typed.why === '') input.focus()
            }}
            required
          />
        )}
        {refusal && !atField && <Failed refusal={refusal} />}
        <div>
          <Button tone="primary" submits isBusy={isBusy}>
            {t(asksWhy ? 'diary.bookAnyway' : moved ? 'diary.moveNow' : 'diary.bookNow')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
