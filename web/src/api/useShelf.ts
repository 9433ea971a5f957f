// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import type { Loaded } from '@/design'
import { ask } from './client'
import { loadedOf } from './entries'
import type { Shelves } from './library'

// The library stays as it is for as long as the server runs.
const staleMs = 3_600_000

/** A shelf of the clinical library. */
export function useShelf<N extends keyof Shelves>(name: N): Loaded<Shelves[N]> {
  return loadedOf(
    useQuery({
      queryKey: ['library', name],
      queryFn: ({ signal }) => ask<Shelves[N]>('GET', `/api/v1/library/${name}`, { signal }),
      staleTime: staleMs,
    }),
  )
}
