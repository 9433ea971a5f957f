// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import { ask } from '@/api/client'
import { allLoaded, loadedOf } from '@/api/entries'
import type { Loaded } from '@/design'
import type { Advice, Care, Shelf, Source, TargetChoice } from '../session/wire'

// The library stays as it is for as long as the server runs.
const staleMs = 3_600_000

function useShelf<T>(name: string): Loaded<T> {
  return loadedOf(
    useQuery({
      queryKey: ['library', name],
      queryFn: ({ signal }) => ask<T>('GET', `/api/v1/library/${name}`, { signal }),
      staleTime: staleMs,
    }),
  )
}

export type ConsentLibrary = readonly [Shelf<Advice>, Shelf<Care>, Shelf<TargetChoice>, Shelf<Source>]

export function useConsentLibrary(): Loaded<ConsentLibrary> {
  return allLoaded(
    useShelf<Shelf<Advice>>('advice'),
    useShelf<Shelf<Care>>('care'),
    useShelf<Shelf<TargetChoice>>('targets'),
    useShelf<Shelf<Source>>('sources'),
  )
}

export function useSources(): Loaded<Shelf<Source>> {
  return useShelf<Shelf<Source>>('sources')
}

/** What a key that is cited stands for; the key itself where the library does not say. */
export function citation(sources: readonly Source[], key: string): string {
  const found = sources.find((one) => one.id === key)
  return found?.reference ?? found?.citation ?? found?.title ?? key
}
