// SPDX-License-Identifier: Apache-2.0
import { asRefusal, useChange, type Entry } from '@/api/entries'
import type { Desk } from './desk'
import { scanOf } from './scanFiles'
import type { Work } from './useWork'

/** Keeps a scan: what was typed is written first, so that the version with the scan is the next one. */
export function useScan(entry: Entry<'assessment'>, work: Work): Desk['keepScan'] {
  const change = useChange()
  return async (files) => {
    const saved = await work.save()
    if (!saved) return work.saving.state === 'refused' ? work.saving.refusal : undefined
    try {
      const { scan, blobs } = await scanOf(files)
      await change.mutateAsync({
        writes: [{ kind: 'assessment', id: entry.id, follows: saved.version, body: { ...saved.body, scan } }],
        blobs,
      })
      return undefined
    } catch (thrown) {
      return asRefusal(thrown)
    }
  }
}
