// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
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
  /** The newest first. */
  rows: readonly Row[]
  /** There are more of that time than were fetched. */
  isCut: boolean
}>

const pageSize = 1000
const mostPages = 5

/** Rows of a time. The server tells the oldest first; to show the newest first, all of that time are fetched. */
export function useRows({ by, patient, action, from, before }: Wanted): Loaded<Found> {
  return loadedOf(
    useQuery({
      queryKey: ['audit', { by, patient, action, from, before }],
      queryFn: async ({ signal }) => {
        const rows: Row[] = []
        for (let page = 0; page < mostPages; page += 1) {
          const answer = await ask<{ rows: readonly Row[] }>('GET', '/api/v1/audit', {
            query: {
              by: by || undefined,
              patient: patient || undefined,
              action: action || undefined,
              from: from || undefined,
              before: before || undefined,
              after: rows.at(-1)?.place,
              limit: pageSize,
            },
            signal,
          })
          rows.push(...answer.rows)
          if (answer.rows.length < pageSize) return { rows: rows.reverse(), isCut: false }
        }
        return { rows: rows.reverse(), isCut: true }
      },
    }),
  )
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
