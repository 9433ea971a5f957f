// SPDX-License-Identifier: Apache-2.0
// What of the clinic's library is the patient's to read. It says nothing of anybody, so it is kept on
// the device: "Is this an emergency?" answers without a connection too.
import { useQuery } from '@tanstack/react-query'
import { ask } from '@/api/client'
import { loadedOf, type EntryPage } from '@/api/entries'
import type { Loaded } from '@/design'
import type { Body } from '@/api/entries'
import type { Advice, Care, Question, Source } from './wire'

const prefix = 'filiform.kept.'

function keptOf<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(prefix + name)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}

function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // A full or forbidden store: it is fetched anew next time.
  }
}

function useKept<T>(name: string, fetchIt: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const kept = keptOf<T>(name)
  return loadedOf(
    useQuery({
      queryKey: ['kept', name],
      queryFn: async ({ signal }) => {
        const fresh = await fetchIt(signal)
        keep(name, fresh)
        return fresh
      },
      ...(kept !== undefined ? { initialData: kept, initialDataUpdatedAt: 0 } : {}),
      staleTime: 300_000,
    }),
  )
}

const shelf =
  <T>(name: string, member: 'items' | 'questions') =>
  async (signal: AbortSignal): Promise<readonly T[]> => {
    const answer = await ask<Partial<Record<typeof member, readonly T[]>>>('GET', `/api/v1/library/${name}`, {
      signal,
    })
    return answer[member] ?? []
  }

export function useAdvice(): Loaded<readonly Advice[]> {
  return useKept('advice', shelf<Advice>('advice', 'items'))
}

export function useCare(): Loaded<readonly Care[]> {
  return useKept('care', shelf<Care>('care', 'items'))
}

export function useQuestions(): Loaded<readonly Question[]> {
  return useKept('questions', shelf<Question>('questions', 'questions'))
}

export function useSources(): Loaded<readonly Source[]> {
  return useKept('sources', shelf<Source>('sources', 'items'))
}

export type Clinic = Body<'clinic'>

/** The clinic, with its telephone and what it says to do out of hours. */
export function useClinic(): Loaded<Clinic> {
  const found = useKept('clinic', async (signal) => {
    const page = await ask<EntryPage<'clinic'>>('GET', '/api/v1/clinics', { query: { limit: 1 }, signal })
    return page.entries[0]?.body ?? null
  })
  if (found.state !== 'ready') return found
  return found.data ? { state: 'ready', data: found.data } : { state: 'loading' }
}

/** The sentences of the parts named, in the library's order. */
export function ofParts(advice: readonly Advice[], ...parts: readonly string[]): readonly Advice[] {
  return advice.filter((one) => parts.includes(one.part))
}

/** The sentences named, in the order named; what the library does not have is left out. */
export function named(advice: readonly Advice[], ids: readonly string[]): readonly Advice[] {
  return ids.flatMap((id) => advice.filter((one) => one.id === `advice.${id}`))
}
