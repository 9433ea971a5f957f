// SPDX-License-Identifier: Apache-2.0
// What belongs to the patient, as several pages want it.
import { useEntries, useEntry, type Body, type Entry } from '@/api/entries'
import type { Loaded } from '@/design'
import { useHouse } from './house'

export function usePatient(): Loaded<Entry<'patient'>> {
  return useEntry('patient', useHouse().self)
}

/** What they are treated for now; none when no treatment is open. */
export function useEpisode(): Loaded<Entry<'episode'> | null> {
  const { self } = useHouse()
  const page = useEntries('episode', { patient: self, limit: 50 })
  if (page.state !== 'ready') return page
  const open = page.data.entries.filter(
    (one) => one.state === 'open' && (one.body.status === 'active' || one.body.status === 'planned'),
  )
  return {
    state: 'ready',
    data: open.find((one) => one.body.status === 'active') ?? open[0] ?? null,
  }
}

export function nameOf(person: Body<'practitioner'>): string {
  return [person.title, ...(person.given ?? []), person.family].filter(Boolean).join(' ')
}

/** The names of those who treat, by id. */
export function usePeople(): ReadonlyMap<string, string> {
  const page = useEntries('practitioner', { limit: 100 })
  return new Map(page.state === 'ready' ? page.data.entries.map((one) => [one.id, nameOf(one.body)]) : [])
}

export function useRooms(): ReadonlyMap<string, Body<'room'>> {
  const page = useEntries('room', { limit: 100 })
  return new Map(page.state === 'ready' ? page.data.entries.map((one) => [one.id, one.body]) : [])
}

const takesTime = ['proposed', 'booked', 'arrived']

/** Bookings that are still to come, the next one first. */
export function toCome(all: readonly Entry<'appointment'>[], now: Date): readonly Entry<'appointment'>[] {
  return all
    .filter((one) => takesTime.includes(one.body.status) && new Date(one.body.end) > now)
    .sort((one, other) => one.body.start.localeCompare(other.body.start))
}
