// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask } from '@/api/client'
import { useEntries, type Body, type Entry, type EntryPage } from '@/api/entries'

type Named = Readonly<{ family?: string; given?: readonly string[]; title?: string }>

/** "Shirin Vale" */
export function fullName({ family, given = [], title }: Named): string {
  return [title, ...given, family].filter(Boolean).join(' ')
}

/** "Vale, Shirin": as a list is sorted. */
export function listName({ family, given = [] }: Named): string {
  return [family, given.join(' ')].filter(Boolean).join(', ')
}

/** Kinds that are few in a clinic, looked up by id. */
function useLookup<K extends 'practitioner' | 'room'>(kind: K): ReadonlyMap<string, Body<K>> {
  const found = useEntries(kind, { limit: 200 })
  const entries = found.state === 'ready' ? found.data.entries : undefined
  return useMemo(
    () => new Map((entries ?? []).map((entry): [string, Body<K>] => [entry.id, entry.body])),
    [entries],
  )
}

export function usePractitioners(): ReadonlyMap<string, Body<'practitioner'>> {
  return useLookup('practitioner')
}

export function useRooms(): ReadonlyMap<string, Body<'room'>> {
  return useLookup('room')
}

const mostIdsAsked = 50

/** Patients by id, asked for together. One whose record is withheld is there without a body. */
export function usePatientsById(ids: readonly string[]): ReadonlyMap<string, Entry<'patient'>> {
  const wanted = useMemo(() => [...new Set(ids)].filter(Boolean).sort(), [ids])
  const found = useQuery({
    queryKey: ['patient', 'many', { ids: wanted }],
    queryFn: async ({ signal }) => {
      const parts: string[][] = []
      for (let at = 0; at < wanted.length; at += mostIdsAsked) parts.push(wanted.slice(at, at + mostIdsAsked))
      const pages = await Promise.all(
        parts.map((part) =>
          ask<EntryPage<'patient'>>('GET', '/api/v1/patients', {
            query: { id: part.join(','), limit: mostIdsAsked },
            signal,
          }),
        ),
      )
      return pages.flatMap((page) => page.entries)
    },
    enabled: wanted.length > 0,
    placeholderData: (before) => before,
  })
  return useMemo(() => new Map((found.data ?? []).map((entry) => [entry.id, entry])), [found.data])
}
