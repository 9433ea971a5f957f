// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react'

function listen(changed: () => void): () => void {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}

/** Whether the device has a network at all; the server may still be out of reach. */
export function useOnline(): boolean {
  return useSyncExternalStore(listen, () => navigator.onLine)
}
