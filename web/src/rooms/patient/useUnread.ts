// SPDX-License-Identifier: Apache-2.0
import { useEntries, type Entry } from '@/api/entries'
import { useHouse } from './house'

/** Messages of the clinic that were not read yet. */
export function useUnread(): readonly Entry<'message'>[] {
  const { self } = useHouse()
  const page = useEntries('message', { patient: self, sort: '-date', limit: 100 })
  if (page.state !== 'ready') return []
  return page.data.entries.filter((one) => one.body.from !== self && one.body.readAt === undefined)
}
