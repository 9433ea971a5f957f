// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask } from '@/api/client'
import { loadedOf } from '@/api/entries'
import { everyUser, type User } from '@/api/users'
import type { Loaded } from '@/design'
import { fullName, usePractitioners } from '@/record'
import { useText } from '@/text'
import type { Row } from './wire'

export type Wanted = Readonly<{ by: string; patient: string; action: string; from: string; before: string }>
export type Found = Readonly<{
  /** The newest first, as far as they were fetched. */
  rows: readonly Row[]
  /** Fetches what is older; undefined when there is nothing. */
  older: (() => void) | undefined
}>

const pageSize = 200

/** Rows of a time, page by page from the newest on. */
export function useRows({ by, patient, action, from, before }: Wanted): Loaded<Found> {
  const pages = useInfiniteQuery({
    queryKey: ['audit', { by, patient, action, from, before }],
    initialPageParam: 0,
    queryFn: async ({ signal, pageParam }) => {
      const answer = await ask<{ rows: readonly Row[] }>('GET', '/api/v1/audit', {
        query: {
          by: by || undefined,
          patient: patient || undefined,
          action: action || undefined,
          from: from || undefined,
          before: before || undefined,
          order: 'newest',
          after: pageParam === 0 ? undefined : pageParam,
          limit: pageSize,
        },
        signal,
      })
      return answer.rows
    },
    getNextPageParam: (rows) => (rows.length < pageSize ? undefined : rows.at(-1)?.place),
  })
  const loaded = loadedOf(pages)
  if (loaded.state !== 'ready') return loaded
  return {
    ...loaded,
    data: {
      rows: loaded.data.pages.flat(),
      older: pages.hasNextPage && !pages.isFetching ? () => void pages.fetchNextPage() : undefined,
    },
  }
}

export type Person = Readonly<{ id: string; name: string; login: string }>

/** Everybody with an account, by the name that people know. */
export function usePeople(): ReadonlyMap<string, Person> {
  const practitioners = usePractitioners()
  const { data: users } = useQuery(everyUser)
  return useMemo(() => {
    const named = (user: User): string => {
      const practitioner = user.person === undefined ? undefined : practitioners.get(user.person)
      return practitioner ? fullName(practitioner) : user.login
    }
    return new Map((users ?? []).map((one) => [one.id, { id: one.id, name: named(one), login: one.login }]))
  }, [users, practitioners])
}

/** Who did it, in words: an account's person, the program itself, somebody who was not logged in. */
export function useNameOf(people: ReadonlyMap<string, Person>): (by: string) => string {
  const t = useText()
  return (by) => {
    if (by === 'system') return t('audit.system')
    if (by === 'nobody') return t('audit.nobody')
    return people.get(by)?.name ?? by
  }
}
