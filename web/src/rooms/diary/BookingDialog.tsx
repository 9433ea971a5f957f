// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { Dialog } from '@/design'
import type { Day } from '@/record'
import { useText } from '@/text'
import { BookingForm } from './BookingForm'
import type { Booking } from './useDiary'

/** What a new booking begins with. */
export type BookingWanted = Readonly<{
  patient?: string
  practitioner?: string
  room?: string
  start?: string
  /** Somebody who waits: booked, they wait no more. */
  waiting?: Entry<'waitingEntry'>
  /** A booking that is to be moved. */
  moves?: Booking
}>

/** Finds a time and books it, or moves what is booked. */
export function BookingDialog({
  wanted,
  onClose,
  onBooked,
}: {
  readonly wanted: BookingWanted | null
  readonly onClose: () => void
  readonly onBooked: (day: Day) => void
}): ReactElement {
  const t = useText()
  return (
    <Dialog
      title={t(wanted?.moves ? 'diary.moveTitle' : 'diary.book')}
      isOpen={wanted !== null}
      onClose={onClose}
      shape="wide"
    >
      {wanted && (
        <BookingForm
          wanted={wanted}
          onDone={(day) => {
            onClose()
            onBooked(day)
          }}
        />
      )}
    </Dialog>
  )
}
