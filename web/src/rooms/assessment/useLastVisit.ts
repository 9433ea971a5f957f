// SPDX-License-Identifier: Apache-2.0
import { useEntries, type Entry } from '@/api/entries'
import type { Body } from './wire'

const looked = 20

/** The signed assessment before this one, to compare with. */
export function useLastVisit(body: Body): Entry<'assessment'> | undefined {
  const found = useEntries('assessment', {
    patient: body.patient,
    state: 'signed',
    sort: '-date',
    limit: looked,
  })
  if (found.state !== 'ready') return undefined
  return found.data.entries.find(
    (entry) => entry.body.on < body.on && entry.id !== body.amends && !('checks' in entry.body),
  )
}
