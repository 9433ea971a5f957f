// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import { ask } from '@/api/client'
import { loadedOf, shelves, type EntryPage, type Kind } from '@/api/entries'
import { Refusal } from '@/api/refusal'
import { may, useMe } from '@/app/session'
import type { Loaded } from '@/design'
import type { AnyEntry } from './timeline'

/** What belongs to a patient's page; the patient's own entry is fetched by itself. */
const kinds = [
  'episode',
  'assessment',
  'plan',
  'consent',
  'session',
  'adverseEvent',
  'outcome',
  'progressReview',
  'task',
  'appointment',
  'waitingEntry',
  'message',
  'letter',
] as const satisfies readonly Kind[]

const onePage = 200
/** Far more than a course of treatment brings; the page says when there is more. */
const mostPages = 10

export type PatientRecord = Readonly<{ entries: readonly AnyEntry[]; isWhole: boolean }>
type Glance = Readonly<{ items: readonly AnyEntry[]; next?: string }>

async function glance(patient: string, wanted: readonly Kind[], signal: AbortSignal): Promise<PatientRecord> {
  const entries: AnyEntry[] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await ask<Glance>('GET', `/api/v1/patients/${patient}/record`, {
      query: { kinds: wanted.join(','), _count: onePage, cursor },
      signal,
    })
    entries.push(...answer.items)
    cursor = answer.next
    if (!cursor) return { entries, isWhole: true }
  }
  return { entries, isWhole: false }
}

async function composed(
  patient: string,
  wanted: readonly Kind[],
  signal: AbortSignal,
): Promise<PatientRecord> {
  const pages = await Promise.all(
    wanted.map((kind) =>
      ask<EntryPage<Kind>>('GET', `/api/v1/${shelves[kind]}`, {
        query: { patient, limit: onePage, sort: '-changed' },
        signal,
      }),
    ),
  )
  return {
    entries: pages.flatMap((page) => page.entries as readonly AnyEntry[]),
    isWhole: pages.every((page) => page.next === undefined),
  }
}

/** All that one may see of a patient, in no order that counts. A server without the one route is asked kind by kind. */
export function usePatientRecord(patient: string): Loaded<PatientRecord> {
  const me = useMe()
  return loadedOf(
    useQuery({
      queryKey: ['record', patient],
      queryFn: async ({ signal }) => {
        const wanted = kinds.filter((kind) => may(me, kind, 'see'))
        try {
          return await glance(patient, wanted, signal)
        } catch (thrown) {
          if (thrown instanceof Refusal && thrown.code === 'request.not_found')
            return await composed(patient, wanted, signal)
          throw thrown
        }
      },
    }),
  )
}
