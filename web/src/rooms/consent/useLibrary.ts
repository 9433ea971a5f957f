// SPDX-License-Identifier: Apache-2.0
import { allLoaded } from '@/api/entries'
import type { Advice, Care, Shelf, Source, TargetChoice } from '@/api/library'
import { useShelf } from '@/api/useShelf'
import type { Loaded } from '@/design'

export type ConsentLibrary = readonly [Shelf<Advice>, Shelf<Care>, Shelf<TargetChoice>, Shelf<Source>]

export function useConsentLibrary(): Loaded<ConsentLibrary> {
  return allLoaded(useShelf('advice'), useShelf('care'), useShelf('targets'), useShelf('sources'))
}

export function useSources(): Loaded<Shelf<Source>> {
  return useShelf('sources')
}

/** What a key that is cited stands for; the key itself where the library does not say. */
export function citation(sources: readonly Source[], key: string): string {
  return sources.find((one) => one.id === key)?.reference ?? key
}
