// SPDX-License-Identifier: Apache-2.0
// Entries of the record: the same few ways for every kind.
import {
  type UndefinedInitialDataOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { Loaded } from '@/design'
import { ask, type Asking, type Schemas } from './client'
import { Refusal, refusalOf } from './refusal'

/** Kinds of entries, and where each lives. */
export const shelves = {
  clinic: 'clinics',
  practitioner: 'practitioners',
  patient: 'patients',
  episode: 'episodes',
  assessment: 'assessments',
  plan: 'plans',
  consent: 'consents',
  session: 'sessions',
  adverseEvent: 'adverse-events',
  instrument: 'instruments',
  outcome: 'outcomes',
  task: 'tasks',
  room: 'rooms',
  hours: 'hours',
  appointment: 'appointments',
  waitingEntry: 'waiting-entries',
  message: 'messages',
  letter: 'letters',
  stock: 'stock',
  ruleReview: 'rule-reviews',
  trialAddition: 'trial-additions',
  progressReview: 'progress-reviews',
} as const
export type Kind = keyof typeof shelves
export type State = 'open' | 'signed' | 'superseded' | 'withdrawn' | 'mistaken' | 'erased'
/** What an entry of a kind says. */
export type Body<K extends Kind> = Schemas[K]

/** An entry as it stands: its body within the envelope of who wrote it, when, in which state. */
export type Entry<K extends Kind> = Readonly<{
  id: string
  kind: K
  version: number
  state: State
  patient?: string
  at: string
  by: string
  reason?: string
  /** The patient is restricted, and no reason was given: there is an envelope alone. */
  withheld?: true
  body: Body<K>
}>
export type EntryPage<K extends Kind> = Readonly<{
  entries: readonly Entry<K>[]
  next?: string
  total?: number
}>
export type Search = NonNullable<Asking['query']>

const pathOf = (kind: Kind): string => `/api/v1/${shelves[kind]}`

/** The state of a query as a union. */
export function loadedOf<T>(query: UseQueryResult<T>): Loaded<T> {
  if (query.data !== undefined) return { state: 'ready', data: query.data }
  if (query.error)
    return { state: 'failed', refusal: asRefusal(query.error), retry: () => void query.refetch() }
  return { state: 'loading' }
}

/** Whatever was thrown, as a refusal that can be shown. */
export function asRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown
  return refusalOf(500, { detail: thrown instanceof Error ? thrown.message : String(thrown) })
}

/** Several things that are fetched, as one. */
export function allLoaded<T extends readonly unknown[]>(
  ...parts: { readonly [I in keyof T]: Loaded<T[I]> }
): Loaded<T> {
  const failed = parts.find((part) => part.state === 'failed')
  if (failed?.state === 'failed') return failed
  if (parts.some((part) => part.state === 'loading')) return { state: 'loading' }
  return {
    state: 'ready',
    data: parts.map((part) => (part.state === 'ready' ? part.data : undefined)) as unknown as T,
  }
}

/** For those who fetch one entry without a hook. */
export function entryQuery<K extends Kind>(
  kind: K,
  id: string,
): Pick<UndefinedInitialDataOptions<Entry<K>>, 'queryKey' | 'queryFn'> {
  return { queryKey: [kind, 'one', id], queryFn: () => ask<Entry<K>>('GET', `${pathOf(kind)}/${id}`) }
}

/** One entry; nothing is asked for the id "". */
export function useEntry<K extends Kind>(kind: K, id: string): Loaded<Entry<K>> {
  return loadedOf(useQuery({ ...entryQuery(kind, id), enabled: id !== '' }))
}

/** Entries by the search parameters of their kind (docs/api.md, OpenAPI). */
export function useEntries<K extends Kind>(
  kind: K,
  search: Search = {},
  isWanted = true,
): Loaded<EntryPage<K>> {
  return loadedOf(
    useQuery({
      queryKey: [kind, 'many', search],
      queryFn: ({ signal }) => ask<EntryPage<K>>('GET', pathOf(kind), { query: search, signal }),
      enabled: isWanted,
    }),
  )
}

/** Every version, the newest first. */
export function useHistory<K extends Kind>(kind: K, id: string): Loaded<EntryPage<K>> {
  return loadedOf(
    useQuery({
      queryKey: [kind, 'history', id],
      queryFn: () => ask<EntryPage<K>>('GET', `${pathOf(kind)}/${id}/history`),
    }),
  )
}

function remember<K extends Kind>(queries: QueryClient, entry: Entry<K>): void {
  queries.setQueryData([entry.kind, 'one', entry.id], entry)
  void queries.invalidateQueries({ queryKey: [entry.kind, 'many'] })
  void queries.invalidateQueries({ queryKey: [entry.kind, 'history', entry.id] })
  void queries.invalidateQueries({ queryKey: ['record', entry.patient ?? entry.id] })
}

export type Creating<K extends Kind> = Readonly<{
  body: Body<K>
  id?: string
  state?: 'open' | 'signed'
  reason?: string
}>

/** Makes an entry. An id of one's own makes it safe to try again: the second try is refused with record.exists. */
export function useCreate<K extends Kind>(kind: K): UseMutationResult<Entry<K>, Error, Creating<K>> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wanted: Creating<K>) => ask<Entry<K>>('POST', pathOf(kind), { body: wanted }),
    onSuccess: (entry) => remember(queries, entry),
  })
}

export type Writing<K extends Kind> = Readonly<{
  id: string
  /** The version this one follows; when somebody wrote meanwhile, it is refused as a conflict. */
  follows: number
  body: Body<K>
  state?: 'open' | 'signed'
  reason?: string
}>

/** Writes the next version of an entry. */
export function useWrite<K extends Kind>(kind: K): UseMutationResult<Entry<K>, Error, Writing<K>> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, follows, ...wanted }: Writing<K>) =>
      ask<Entry<K>>('PUT', `${pathOf(kind)}/${id}`, { follows, body: wanted }),
    onSuccess: (entry) => remember(queries, entry),
  })
}

export type Step = 'sign' | 'withdraw' | 'supersede' | 'mistake'
export type Stepping = Readonly<{ id: string; follows: number; step: Step; reason?: string }>

/** Signs an entry, withdraws it, says that a later one took its place, or marks it as entered in error. */
export function useStep<K extends Kind>(kind: K): UseMutationResult<Entry<K>, Error, Stepping> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, follows, step, reason }: Stepping) =>
      // The server takes nothing that is not said to be JSON, a step without a reason too.
      ask<Entry<K>>('POST', `${pathOf(kind)}/${id}/${step}`, { follows, body: reason ? { reason } : {} }),
    onSuccess: (entry) => remember(queries, entry),
  })
}

export type OneWrite = Readonly<
  { [K in Kind]: { kind: K; id?: string; follows?: number; state?: State; body?: Body<K> } }[Kind]
>
export type Change = Readonly<{
  writes: readonly OneWrite[]
  blobs?: readonly Readonly<{ mediaType: string; base64: string }>[]
  reason?: string
}>

/** Writes several entries, and the bytes they speak of, all or nothing. */
export function useChange(): UseMutationResult<EntryPage<Kind>, Error, Change> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: Change) => ask<EntryPage<Kind>>('POST', '/api/v1/changes', { body: change }),
    onSuccess: (page) => page.entries.forEach((entry) => remember(queries, entry)),
  })
}

/** An id for a new entry, made here so that trying again does no harm. */
export function newId(): string {
  return crypto.randomUUID()
}
