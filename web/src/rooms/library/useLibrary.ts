// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import { ask } from '@/api/client'
import { loadedOf, type EntryPage } from '@/api/entries'
import type { Loaded } from '@/design'
import type { Question, Review, Shelves, Source } from './wire'

// The library stays as it is for as long as the server runs.
const staleMs = 3_600_000
const pageSize = 200

export type Shelf<T> = Readonly<{ knowledge: string; items: readonly T[] }>

export function useShelf<S extends keyof Shelves>(name: S): Loaded<Shelf<Shelves[S]>> {
  return loadedOf(
    useQuery({
      queryKey: ['library', name],
      queryFn: ({ signal }) => ask<Shelf<Shelves[S]>>('GET', `/api/v1/library/${name}`, { signal }),
      staleTime: staleMs,
    }),
  )
}

export function useQuestions(): readonly Question[] {
  const found = useQuery({
    queryKey: ['library', 'questions'],
    queryFn: ({ signal }) =>
      ask<{ questions: readonly Question[] }>('GET', '/api/v1/library/questions', { signal }),
    staleTime: staleMs,
  })
  return found.data?.questions ?? none
}
const none: readonly never[] = []

export function useSources(): readonly Source[] {
  const found = useShelf('sources')
  return found.state === 'ready' ? found.data.items : none
}

/** Every word that the clinic has, or has begun: page after page. */
export function useReviews(): Loaded<readonly Review[]> {
  return loadedOf(
    useQuery({
      // Below 'many', so that whatever writes a review refreshes it.
      queryKey: ['ruleReview', 'many', 'all'],
      queryFn: async ({ signal }) => {
        const all: Review[] = []
        let after: string | undefined
        do {
          const page: EntryPage<'ruleReview'> = await ask('GET', '/api/v1/rule-reviews', {
            query: { state: 'open,signed', limit: pageSize, after },
            signal,
          })
          all.push(...page.entries)
          after = page.next
        } while (after !== undefined)
        return all
      },
    }),
  )
}
