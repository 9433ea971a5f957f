// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react'
import { asRefusal, useWrite, type Body } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { useToast } from '@/design'
import { useClinicTime } from '@/record'
import { useText, type Text } from '@/text'
import type { Place } from './columns'
import type { Booking } from './useDiary'

/** A move that the server did not take: it stays where it was tried until it is settled or dropped. */
export type Tried = Readonly<{ booking: Booking; place: Place; refusal: Refusal }>

/** Whether the clinic's own people may go on by saying why: the hours are closed then. */
export function wantsReason(refusal: Refusal | null): boolean {
  return (
    refusal !== null &&
    refusal.problems.some(
      (problem) => problem.code === 'record.rule' && problem.pointer.endsWith('/body/start'),
    )
  )
}

/** What the refusal says, without ids and times that the page shows better. */
export function wordsOf(refusal: Refusal, t: Text): string {
  if (refusal.kind === 'offline') return t('design.offline')
  return refusal.problems.some((problem) => problem.code === 'record.taken')
    ? t('diary.taken')
    : refusal.detail
}

export function placed(body: Body<'appointment'>, place: Place): Body<'appointment'> {
  const next = { ...body, start: place.start, end: place.end, practitioner: place.practitioner }
  delete next.room
  return place.room === undefined ? next : { ...next, room: place.room }
}

/** Moves a booking, and can take it back; what is refused is kept to be settled. */
export function useMove(): Readonly<{
  move: (booking: Booking, place: Place, reason?: string) => void
  tried: Tried | null
  drop: () => void
  isBusy: boolean
}> {
  const t = useText()
  const time = useClinicTime()
  const say = useToast()
  const write = useWrite('appointment')
  const [tried, setTried] = useState<Tried | null>(null)
  const move = (booking: Booking, place: Place, reason?: string): void => {
    const { body } = booking
    write.mutate(
      { id: booking.id, follows: booking.version, body: placed(body, place), ...(reason ? { reason } : {}) },
      {
        onSuccess: (written) => {
          setTried(null)
          const { day } = time.local(place.start)
          say({
            text: t('diary.moved', { when: `${time.day(day)}, ${time.time(place.start)}` }),
            tone: 'go',
            undo: () =>
              write.mutate({
                id: booking.id,
                follows: written.version,
                body,
                reason: t('diary.undone'),
              }),
          })
        },
        onError: (thrown) => setTried({ booking, place, refusal: asRefusal(thrown) }),
      },
    )
  }
  return { move, tried, drop: () => setTried(null), isBusy: write.isPending }
}
