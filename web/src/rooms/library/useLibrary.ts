// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import { ask } from '@/api/client'
import { loadedOf, type EntryPage } from '@/api/entries'
import { useShelf } from '@/api/useShelf'
import type { Loaded } from '@/design'
import type { Question, Review, Source } from './wire'

const pageSize = 200

export function useQuestions(): readonly Question[] {
  const found = useShelf('questions')
  return found.state === 'ready' ? found.data.questions : none
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
