// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask } from '@/api/client'
import { loadedOf } from '@/api/entries'
import type { Loaded } from '@/design'
import type { Figures, Grouping } from './wire'

export type Wanted = Readonly<{ from: string; to: string; grouping: Grouping }>

/** The figures of a period; those of the one before stand until they are there. */
export function useFigures(
  { from, to, grouping }: Wanted,
  isWanted: boolean,
): Loaded<Figures> & { isOld: boolean } {
  const query = useQuery({
    queryKey: ['figures', from, to, grouping],
    queryFn: ({ signal }) =>
      ask<Figures>('GET', '/api/v1/quality', {
        query: { from: from || undefined, to: to || undefined, grouping },
        signal,
      }),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  })
  return { ...loadedOf(query), isOld: query.isPlaceholderData }
}
