// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, type UseMutationResult } from '@tanstack/react-query'
import { ask } from '@/api/client'
import { loadedOf, useEntries, type EntryPage } from '@/api/entries'
import type { Loaded } from '@/design'
import type { Evidence, Ordered, Pool, Pooled, Preview } from './wire'

const root = '/api/v1/library/evidence'

// Both below 'many' of the clinic's own trials, so that whoever writes some asks for them anew.

/** Every question with what its trials give today. */
export function useEvidence(): Loaded<Evidence> {
  return loadedOf(
    useQuery({
      queryKey: ['trialAddition', 'many', 'evidence'],
      queryFn: ({ signal }) => ask<Evidence>('GET', root, { signal }),
    }),
  )
}

/** All that is known of one question's result. */
export function usePool(question: string): Loaded<Pool> {
  return loadedOf(
    useQuery({
      queryKey: ['trialAddition', 'many', 'pool', question],
      queryFn: ({ signal }) => ask<Pool>('GET', `${root}/${question}`, { signal }),
    }),
  )
}

/** What the clinic added, and what it has begun to add. */
export function useAdditions(): Loaded<EntryPage<'trialAddition'>> {
  return useEntries('trialAddition', { state: 'open,signed', limit: 200 })
}

/** What new rows would change; nothing is written. */
export function usePreview(): UseMutationResult<Preview, Error, string> {
  return useMutation({
    mutationFn: (rows: string) => ask<Preview>('POST', `${root}/trials/preview`, { body: { rows } }),
  })
}

/** Pools somebody's own table; nothing is kept. */
export function usePooling(): UseMutationResult<Pooled, Error, Ordered> {
  return useMutation({
    mutationFn: (ordered: Ordered) => ask<Pooled>('POST', `${root}/pool`, { body: ordered }),
  })
}

/** The address of a question's picture. */
export function figureOf(question: string, figure: 'forest' | 'funnel', isDark: boolean): string {
  return `${root}/${question}/${figure}.svg?look=${isDark ? 'dark' : 'light'}`
}
