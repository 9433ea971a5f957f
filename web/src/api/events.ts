// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** What the server tells of a write: ids and versions, no content. */
export type Written = Readonly<{ id: string; kind: string; version: number; at: string; patient?: string }>

/** Fetches anew what somebody wrote, as it happens. The browser connects again by itself. */
export function useLiveUpdates(isWanted: boolean): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (!isWanted || typeof EventSource === 'undefined') return
    const source = new EventSource('/api/v1/events')
    source.addEventListener('written', (event: MessageEvent<string>) => {
      const written = JSON.parse(event.data) as Written
      const known = queries.getQueryData<{ version: number }>([written.kind, 'one', written.id])
      if (known && known.version >= written.version) return
      void queries.invalidateQueries({ queryKey: [written.kind, 'one', written.id] })
      void queries.invalidateQueries({ queryKey: [written.kind, 'many'] })
      void queries.invalidateQueries({ queryKey: ['record', written.patient ?? written.id] })
    })
    return () => source.close()
  }, [isWanted, queries])
}
