// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { ask, type Reply } from '@/api/client'
import {
  allLoaded,
  asRefusal,
  loadedOf,
  newId,
  useChange,
  useCreate,
  useEntries,
  useEntry,
  useWrite,
  type Body,
  type Entry,
  type EntryPage,
} from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { visitMinutes } from '@/app/waiting'
import {
  Await,
  Button,
  Empty,
  Failed,
  LinkButton,
  Notice,
  Page,
  SelectField,
  Stack,
  useToast,
} from '@/design'
import { useText, type Text } from '@/text'
import { CallClinic } from './CallClinic'
import { useHouse, useZone } from './house'
import { useClinic } from './library'
import { nameOf, useEpisode } from './own'
import { visitName } from './plain'
import { dayOf, useTimes } from './times'
import styles from './Visits.module.css'

type Visit = Body<'appointment'>['visit']
type Slot = Reply<'/api/v1/slots', 'get'>['slots'][number]

const kinds: readonly Visit[] = ['needling', 'review', 'telephone', 'first']
const shownDays = 14
const dayMs = 86_400_000

/** Asking for a time: a wish that the clinic agrees to. Moving is asking for another and giving back the one there is. */
export function BookVisit({ moved }: { readonly moved?: string }): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const before = useEntry('appointment', moved ?? '')
  const people = useEntries('practitioner', { limit: 100 })
  const hours = useEntries('hours', { limit: 200 })
  const visits = useEntries('appointment', { patient: self, limit: 200 })
  const episode = useEpisode()
  type Wanted = [
    EntryPage<'practitioner'>,
    EntryPage<'hours'>,
    EntryPage<'appointment'>,
    Entry<'episode'> | null,
  ]
  const all = allLoaded<Wanted>(people, hours, visits, episode)
  const back = { to: '/visits', label: t('patient.visits') }
  return (
    <Page
      title={moved === undefined ? t('patient.bookTitle') : t('patient.moveTitle')}
      subtitle={moved === undefined ? t('patient.bookHint') : t('patient.moveHint')}
      width="text"
      back={back}
    >
      <Await of={all}>
        {([staff, open, own, treatment]) => {
          const there = staff.entries.filter(
            (one) =>
              one.body.isActive !== false &&
              open.entries.some((hour) => hour.body.practitioner === one.id && !hour.body.isClosed),
          )
          if (there.length === 0) return <Empty title={t('patient.nobodyBookable')} action={<CallClinic />} />
          if (moved === undefined)
            return <Choosing people={there} own={own.entries} episode={treatment} moved={null} />
          return (
            <Await of={before}>
              {(old) => <Choosing people={there} own={own.entries} episode={treatment} moved={old} />}
            </Await>
          )
        }}
      </Await>
    </Page>
  )
}

/** As long as the last visit of this kind was. */
function minutesOf(visit: Visit, own: readonly Entry<'appointment'>[]): number {
  const last = own
    .filter((one) => one.body.visit === visit)
    .sort((one, other) => other.body.start.localeCompare(one.body.start))[0]
  return last ? (Date.parse(last.body.end) - Date.parse(last.body.start)) / 60_000 : visitMinutes[visit]
}

function byDay(
  slots: readonly Slot[],
  zone: string | undefined,
): readonly (readonly [string, readonly Slot[]])[] {
  const days = new Map<string, Slot[]>()
  for (const slot of slots) {
    const day = dayOf(new Date(slot.start), zone)
    const others = days.get(day) ?? []
    // One time is offered once, whatever rooms are free for it.
    if (!others.some((one) => one.start === slot.start)) days.set(day, [...others, slot])
  }
  return [...days]
}

function Choosing({
  people,
  own,
  episode,
  moved,
}: {
  readonly people: readonly Entry<'practitioner'>[]
  readonly own: readonly Entry<'appointment'>[]
  readonly episode: Entry<'episode'> | null
  readonly moved: Entry<'appointment'> | null
}): ReactElement {
  const t = useText()
  const zone = useZone()
  const times = useTimes(zone)
  const usual = moved?.body.practitioner ?? episode?.body.practitioner
  const [practitioner, setPractitioner] = useState(
    people.find((one) => one.id === usual)?.id ?? people[0]?.id ?? '',
  )
  const [visit, setVisit] = useState<Visit>(moved?.body.visit ?? (own.length === 0 ? 'first' : 'needling'))
  const [days, setDays] = useState(shownDays)
  const [slot, setSlot] = useState<Slot | null>(null)
  const clinic = useClinic()
  const most = (clinic.state === 'ready' ? clinic.data.booking?.bookAheadDays : undefined) ?? 90
  const minutes = minutesOf(visit, own)
  const found = loadedOf(
    useQuery({
      queryKey: ['slots', practitioner, visit, minutes, days],
      queryFn: ({ signal }) =>
        ask<{ slots: readonly Slot[] }>('GET', '/api/v1/slots', {
          query: {
            practitioner,
            visit,
            minutes,
            before: new Date(Date.now() + days * dayMs).toISOString(),
          },
          signal,
        }),
      enabled: practitioner !== '',
    }),
  )
  return (
    <Stack>
      <div className={styles.form}>
        <SelectField
          label={t('patient.whatFor')}
          value={visit}
          onValue={(value) => {
            if (value) setVisit(value)
            setSlot(null)
          }}
          options={kinds.map((kind) => ({ value: kind, label: visitName(kind, t) }))}
        />
        <SelectField
          label={t('patient.withWhom')}
          value={practitioner}
          onValue={(value) => {
            setPractitioner(value)
            setSlot(null)
          }}
          options={people.map((one) => ({ value: one.id, label: nameOf(one.body) }))}
        />
      </div>
      <Await of={found} lines={5}>
        {({ slots }) => (
          <>
            {slots.length === 0 && (
              <Empty
                title={t('patient.noSlots')}
                action={<LinkButton to="/visits/waiting">{t('patient.toWaiting')}</LinkButton>}
              />
            )}
            {byDay(slots, zone).map(([day, all]) => (
              <section key={day} className={styles.day}>
                <h2>{times.day(day)}</h2>
                <ul className={styles.times}>
                  {all.map((one) => (
                    <li key={one.start}>
                      <button
                        type="button"
                        className={styles.time}
                        aria-pressed={slot?.start === one.start}
                        onClick={() => setSlot(slot?.start === one.start ? null : one)}
                      >
                        {times.time(one.start)}
                      </button>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
            {days < most && slots.length > 0 && (
              <Button onClick={() => setDays(Math.min(days + shownDays, most))}>
                {t('patient.laterDays')}
              </Button>
            )}
          </>
        )}
      </Await>
      {slot && (
        <Asking
          key={slot.start}
          slot={slot}
          visit={visit}
          episode={episode}
          moved={moved}
          onTaken={() => setSlot(null)}
        />
      )}
    </Stack>
  )
}

const wishOf = (
  self: string,
  slot: Slot,
  visit: Visit,
  episode: Entry<'episode'> | null,
): Body<'appointment'> => ({
  patient: self,
  practitioner: slot.practitioner,
  ...(slot.room ? { room: slot.room } : {}),
  ...(episode ? { episode: episode.id } : {}),
  start: slot.start,
  end: slot.end,
  visit,
  status: 'proposed',
  bookedBy: 'patient',
})

function Asking({
  slot,
  visit,
  episode,
  moved,
  onTaken,
}: {
  readonly slot: Slot
  readonly visit: Visit
  readonly episode: Entry<'episode'> | null
  readonly moved: Entry<'appointment'> | null
  readonly onTaken: () => void
}): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const times = useTimes(useZone())
  const say = useToast()
  const [, go] = useLocation()
  const create = useCreate('appointment')
  const write = useWrite('appointment')
  const change = useChange()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const when = { day: times.day(slot.start), time: times.time(slot.start) }
  const refused = (thrown: unknown): void => setRefusal(asRefusal(thrown))

  const askFor = (): void =>
    create.mutate(
      { id: newId(), body: wishOf(self, slot, visit, episode) },
      {
        onSuccess: (made) => {
          say({
            text: t('patient.asked', when),
            tone: 'go',
            // A wish claims nothing yet, so it is safe to take it back.
            undo: () =>
              write.mutate({
                id: made.id,
                follows: made.version,
                body: {
                  ...made.body,
                  status: 'cancelled',
                  cancelledBy: 'patient',
                  cancelledAt: new Date().toISOString(),
                },
              }),
          })
          go('/visits')
        },
        onError: refused,
      },
    )
  // Both or neither: nobody loses a time without having asked for another.
  const moveTo = (old: Entry<'appointment'>): void =>
    change.mutate(
      {
        writes: [
          { kind: 'appointment', id: newId(), body: wishOf(self, slot, visit, episode) },
          {
            kind: 'appointment',
            id: old.id,
            follows: old.version,
            body: {
              ...old.body,
              status: 'cancelled',
              cancelledBy: 'patient',
              cancelledAt: new Date().toISOString(),
              cancelledWhy: t('patient.movedTo', when),
            },
          },
        ],
      },
      {
        onSuccess: () => {
          say({ text: t('patient.asked', when), tone: 'go' })
          go('/visits')
        },
        onError: refused,
      },
    )
  return (
    <div className={styles.chosen}>
      <p>
        <strong>{t('patient.chosen', when)}</strong>
      </p>
      {moved && <p>{movedWords(moved, times.day(moved.body.start), times.time(moved.body.start), t)}</p>}
      {refusal && (
        <Notice
          tone="caution"
          title={refusal.kind === 'offline' ? t('design.offline') : refusal.detail}
          isLive
          actions={
            <Button size="small" onClick={onTaken}>
              {t('patient.otherTime')}
            </Button>
          }
        >
          {refusal.hint !== '' && <p>{refusal.hint}</p>}
        </Notice>
      )}
      {refusal?.kind === 'failed' && <Failed refusal={refusal} />}
      <Button
        tone="primary"
        size="large"
        isBusy={create.isPending || change.isPending}
        onClick={() => (moved ? moveTo(moved) : askFor())}
      >
        {t('patient.askForIt')}
      </Button>
    </div>
  )
}

const movedWords = (moved: Entry<'appointment'>, day: string, time: string, t: Text): string =>
  moved.body.status === 'proposed'
    ? t('patient.givesBackWish', { day, time })
    : t('patient.givesBack', { day, time })
