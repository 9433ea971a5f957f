// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react'
import { allLoaded, useEntries, type Body, type Entry } from '@/api/entries'
import type { Loaded } from '@/design'
import { addDays, usePatientsById, useClinicTime, type Day } from '@/record'

export type Booking = Entry<'appointment'>
export type Diary = Readonly<{
  bookings: readonly Booking[]
  hours: readonly Body<'hours'>[]
  practitioners: readonly Entry<'practitioner'>[]
  rooms: readonly Entry<'room'>[]
  patients: ReadonlyMap<string, Entry<'patient'>>
}>

/** The bookings of some days, with all that is needed to show them. */
export function useDiary(first: Day, days: number): Loaded<Diary> {
  const time = useClinicTime()
  const from = time.dayBegins(first)
  const before = time.dayBegins(addDays(first, days))
  const bookings = useEntries('appointment', {
    date: [`ge${from}`, `lt${before}`],
    sort: 'date',
    limit: 200,
  })
  const hours = useEntries('hours', { limit: 200 })
  const practitioners = useEntries('practitioner', { limit: 100 })
  const rooms = useEntries('room', { limit: 100 })
  const ids = useMemo(
    () => (bookings.state === 'ready' ? bookings.data.entries.map((one) => one.body.patient) : []),
    [bookings],
  )
  const patients = usePatientsById(ids)
  const all = allLoaded(bookings, hours, practitioners, rooms)
  if (all.state !== 'ready') return all
  const [found, open, people, places] = all.data
  return {
    state: 'ready',
    data: {
      bookings: found.entries.filter((one) => !one.withheld && one.state !== 'mistaken'),
      hours: open.entries
        .filter((one) => one.state === 'open' || one.state === 'signed')
        .map((one) => one.body),
      practitioners: people.entries.filter((one) => one.body.isActive !== false),
      rooms: places.entries.filter((one) => one.body.isActive !== false),
      patients,
    },
  }
}
