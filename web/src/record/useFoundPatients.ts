// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ask } from '@/api/client'
import { loadedOf, type Entry, type EntryPage } from '@/api/entries'
import type { Loaded } from '@/design'
import { useClinicTime } from './clinicTime'
import { readSought, searchesFor } from './findPatients'

const waitsMs = 120
const mostShown = 30

/** A value that has rested: nothing is asked at every key. */
export function useRested<T>(value: T, ms = waitsMs): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(value), ms)
    return () => window.clearTimeout(timer)
  }, [value, ms])
  return rested
}

type Searches = readonly Readonly<Record<string, string>>[]

export type Found = Readonly<{
  found: Loaded<readonly Entry<'patient'>[]>
  /** Whether that is what was asked for last, and not what was shown before it. */
  isCurrent: boolean
}>

/** Those that any of the searches finds, each once. */
export function usePatientsOf(searches: Searches): Found {
  const query = useQuery({
    queryKey: ['patient', 'many', { searches }],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        searches.map((query) =>
          ask<EntryPage<'patient'>>('GET', '/api/v1/patients', {
            query: { ...query, limit: mostShown },
            signal,
          }),
        ),
      )
      const found = new Map(pages.flatMap((page) => page.entries).map((entry) => [entry.id, entry]))
      return [...found.values()]
    },
    enabled: searches.length > 0,
    placeholderData: (before) => before,
  })
  return { found: loadedOf(query), isCurrent: query.isSuccess && !query.isPlaceholderData }
}

/** As somebody types; with nothing typed, those who were written about last. */
export function useFoundPatients(text: string): Found {
  const rested = useRested(text)
  const time = useClinicTime()
  const sought = readSought(rested, time.locale, Number(time.today().slice(0, 4)))
  const searches = searchesFor(sought)
  const { found, isCurrent } = usePatientsOf(searches.length > 0 ? searches : [{ sort: '-changed' }])
  return { found, isCurrent: isCurrent && rested === text }
}
