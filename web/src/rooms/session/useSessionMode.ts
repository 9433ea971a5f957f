// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react'
import { allLoaded, type Entry, type EntryPage } from '@/api/entries'
import { useDeviceNote, useKept, useOutboxed, type Outboxed } from '@/api/useOutbox'
import type { Loaded } from '@/design'
import type { Advice, Answers, QuestionShelf, Shelf } from './wire'

/** What belongs to a session on this device alone. */
export type DeviceNote = Readonly<{
  today: Answers
  isMuted: boolean
  /** Needles whose sound was heard, by place and time in. */
  heard: readonly string[]
  /** When help was opened, by event: a stopwatch that a crash does not stop. */
  watches: Readonly<Record<string, string>>
  /** The needle touched last. */
  lastNeedle?: number
}>
const noNote: DeviceNote = { today: {}, isMuted: false, heard: [], watches: {} }

/** Everything session mode shows. What is read only is kept on the device, so that a reload without a connection finds
 *  it again; the session itself lives in the outbox. */
export type SessionData = Readonly<{
  session: Outboxed<'session'>
  patient: Entry<'patient'>
  plan: Entry<'plan'>
  advice: Shelf<Advice>
  stock: readonly Entry<'stock'>[]
  rooms: readonly Entry<'room'>[]
}>

export function useSessionData(patient: string, id: string): Loaded<SessionData> {
  const session = useOutboxed('session', id)
  const plan = session.state === 'ready' ? session.data.body.plan : ''
  const all = allLoaded(
    session,
    useKept<Entry<'patient'>>(`patient ${patient}`, patient && `/api/v1/patients/${patient}`),
    useKept<Entry<'plan'>>(`plan ${plan}`, plan && `/api/v1/plans/${plan}`),
    useKept<Shelf<Advice>>('library advice', '/api/v1/library/advice'),
    useKept<EntryPage<'stock'>>('stock in use', '/api/v1/stock', { status: 'in_use', limit: '200' }),
    useKept<EntryPage<'room'>>('rooms', '/api/v1/rooms', { limit: '50' }),
  )
  return useMemo(() => {
    if (all.state !== 'ready') return all
    const [one, person, planned, advice, stock, rooms] = all.data
    return {
      state: 'ready',
      data: {
        session: one,
        patient: person,
        plan: planned,
        advice,
        stock: stock.entries,
        rooms: rooms.entries,
      },
    }
  }, [all])
}

/** What the screening asks again; kept as well. */
export function useAskedAgain(assessment: string): Loaded<readonly [Entry<'assessment'>, QuestionShelf]> {
  return allLoaded(
    useKept<Entry<'assessment'>>(
      `assessment ${assessment}`,
      assessment && `/api/v1/assessments/${assessment}`,
    ),
    useQuestionShelf(),
  )
}

/** Everything that can be asked, and how signs are graded; kept as well. */
export function useQuestionShelf(): Loaded<QuestionShelf> {
  return useKept<QuestionShelf>('library questions', '/api/v1/library/questions')
}

export function useSessionNote(id: string): ReturnType<typeof useDeviceNote<DeviceNote>> {
  return useDeviceNote<DeviceNote>(`session note ${id}`, noNote)
}
