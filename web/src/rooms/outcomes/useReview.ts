// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '@/api/client'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { saidOf, type Review, type Typed } from './review'

export type Reviewed = Readonly<{
  /** The last one that could be made: while another is on its way, or what is typed is refused, the one before. */
  review: Review | undefined
  isWaiting: boolean
  refusal: Refusal | undefined
  retry: () => void
}>

/** Reviews an episode with what is said so far. `seen` changes whenever what the review rests on was written. */
export function useReview(episode: string, typed: Typed, seen: string): Reviewed {
  const said = saidOf(typed)
  const query = useQuery({
    queryKey: ['review', episode, said, seen],
    queryFn: ({ signal }) =>
      ask<Review>('POST', `/api/v1/episodes/${episode}/progress`, { body: said, signal }),
    retry: false,
  })
  const [last, setLast] = useState(query.data)
  if (query.data && query.data !== last) setLast(query.data)
  return {
    review: query.data ?? last,
    isWaiting: query.isFetching,
    refusal: query.error ? asRefusal(query.error) : undefined,
    retry: () => void query.refetch(),
  }
}
