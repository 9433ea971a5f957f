// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import { ask } from '@/api/client'
import { loadedOf } from '@/api/entries'
import type { Loaded } from '@/design'
import type { QuestionShelf, Rule, Shelf, Source } from './wire'

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

/** Everything that is asked and examined, in the order of a consultation. */
export const useQuestions = (): Loaded<QuestionShelf> => useShelf('questions')
/** The rules of the screening; needed only where somebody decides on one. */
export const useRules = (): Loaded<Shelf<Rule>> => useShelf('rules')
export const useSources = (): Loaded<Shelf<Source>> => useShelf('sources')
