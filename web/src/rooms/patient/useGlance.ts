// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ask } from '@/api/client'
import { asRefusal, loadedOf } from '@/api/entries'
import type { Loaded } from '@/design'
import type { AnyEntry, Glance } from './wire'

const perPage = 50
const atOnce = 200

const page = (self: string, cursor: string, count: number, signal: AbortSignal): Promise<Glance> =>
  ask<Glance>('GET', `/api/v1/patients/${self}/record`, {
    query: { _count: count, ...(cursor ? { cursor } : {}) },
    signal,
  })

/** The record page by page, what was written last first. */
export function useGlance(self: string): Readonly<{
  entries: Loaded<readonly AnyEntry[]>
  more: (() => void) | null
  isFetching: boolean
}> {
  const query = useInfiniteQuery({
    queryKey: ['record', self, 'glance'],
    queryFn: ({ pageParam, signal }) => page(self, pageParam, perPage, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
  const { data, error } = query
  const entries: Loaded<readonly AnyEntry[]> = data
    ? { state: 'ready', data: data.pages.flatMap((one) => one.items) }
    : error
      ? { state: 'failed', refusal: asRefusal(error), retry: () => void query.refetch() }
      : { state: 'loading' }
  return {
    entries,
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
    isFetching: query.isFetchingNextPage,
  }
}

/** All of it, for the page to print. */
export function useWholeRecord(self: string): Loaded<readonly AnyEntry[]> {
  return loadedOf(
    useQuery({
      queryKey: ['record', self, 'whole'],
      queryFn: async ({ signal }) => {
        const all: AnyEntry[] = []
        let cursor: string | undefined = ''
        while (cursor !== undefined) {
          const one: Glance = await page(self, cursor, atOnce, signal)
          all.push(...one.items)
          cursor = one.next
        }
        return all
      },
    }),
  )
}
