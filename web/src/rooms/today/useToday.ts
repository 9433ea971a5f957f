// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react'
import { allLoaded, useEntries, type Entry } from '@/api/entries'
import type { Loaded } from '@/design'
import { addDays, useClinicTime, usePatientsById } from '@/record'

export type OfPatients<K extends 'appointment' | 'task' | 'message'> = Readonly<{
  entries: readonly Entry<K>[]
  patients: ReadonlyMap<string, Entry<'patient'>>
}>

function useWithPatients<K extends 'appointment' | 'task' | 'message'>(
  found: Loaded<Readonly<{ entries: readonly Entry<K>[] }>>,
): Loaded<OfPatients<K>> {
  const entries = found.state === 'ready' ? found.data.entries : undefined
  const ids = useMemo(() => (entries ?? []).map((one) => one.patient ?? '').filter(Boolean), [entries])
  const patients = usePatientsById(ids)
  const all = allLoaded(found)
  if (all.state !== 'ready') return all
  return { state: 'ready', data: { entries: all.data[0].entries.filter((one) => !one.withheld), patients } }
}

/** Today's bookings on the clinic's clocks, the earliest first. */
export function useBookingsToday(practitioner: string | undefined): Loaded<OfPatients<'appointment'>> {
  const time = useClinicTime()
  const today = time.today()
  return useWithPatients(
    useEntries('appointment', {
      date: [`ge${time.dayBegins(today)}`, `lt${time.dayBegins(addDays(today, 1))}`],
      sort: 'date',
      limit: 200,
      practitioner,
    }),
  )
}

/** What is due by the end of today, of one practitioner (and of nobody) or of all. */
export function useTasksDue(practitioner: string | undefined): Loaded<OfPatients<'task'>> {
  const time = useClinicTime()
  const before = time.dayBegins(addDays(time.today(), 1))
  const found = useWithPatients(
    useEntries('task', { status: 'waiting,in_progress', due: `lt${before}`, sort: 'due', limit: 200 }),
  )
  return useMemo(() => {
    if (found.state !== 'ready' || practitioner === undefined) return found
    const { entries, patients } = found.data
    const isMine = ({ body }: Entry<'task'>): boolean =>
      body.assignedTo === undefined || body.assignedTo === practitioner || body.priority === 'urgent'
    return { state: 'ready', data: { entries: entries.filter(isMine), patients } }
  }, [found, practitioner])
}

/** Messages of patients that nobody has read: to one practitioner and to whoever is there, or all. */
export function useUnread(practitioner: string | undefined): Loaded<OfPatients<'message'>> {
  const found = useWithPatients(useEntries('message', { sort: '-date', limit: 100 }))
  return useMemo(() => {
    if (found.state !== 'ready') return found
    const entries = found.data.entries.filter(
      ({ body }) =>
        body.readAt === undefined &&
        body.from === body.patient &&
        (practitioner === undefined || body.to === undefined || body.to === practitioner),
    )
    return { state: 'ready', data: { ...found.data, entries } }
  }, [found, practitioner])
}
