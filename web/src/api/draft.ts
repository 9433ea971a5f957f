// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useRef, useState } from 'react'

const prefix = 'filiform.draft.'

/** What is being typed, kept on this device until it is saved: a closed tab, a crash or a lost connection loses nothing.
 *
 *  `key` names the form and the person it is about; without one ("") nothing is kept. Logging out clears all of them. */
export function useDraft<T>(
  key: string,
  initial: T,
): Readonly<{
  value: T
  set: (value: T | ((before: T) => T)) => void
  /** What is typed was saved: nothing is kept, and the form goes on from `next`, or from what it began with. */
  clear: (next?: T) => void
  isRestored: boolean
}> {
  const [state, setState] = useState(() => restored(key, initial))
  const clean = useRef(true)
  useEffect(() => {
    if (clean.current || key === '') return
    try {
      localStorage.setItem(prefix + key, JSON.stringify(state.value))
    } catch {
      // A full or forbidden store: the page goes on, as pages without this would.
    }
  }, [key, state.value])
  const set = useCallback((next: T | ((before: T) => T)) => {
    clean.current = false
    setState((before) => ({
      value: typeof next === 'function' ? (next as (before: T) => T)(before.value) : next,
      isRestored: before.isRestored,
    }))
  }, [])
  const clear = useCallback(
    (next: T = initial) => {
      clean.current = true
      localStorage.removeItem(prefix + key)
      setState({ value: next, isRestored: false })
    },
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what the form began with, not what it became
    [key],
  )
  return { value: state.value, set, clear, isRestored: state.isRestored }
}

function restored<T>(key: string, initial: T): { value: T; isRestored: boolean } {
  const text = key === '' ? null : localStorage.getItem(prefix + key)
  if (text === null) return { value: initial, isRestored: false }
  try {
    return { value: JSON.parse(text) as T, isRestored: true }
  } catch {
    return { value: initial, isRestored: false }
  }
}

/** Forgets every draft: whoever logs out leaves nothing of a patient on the device. */
export function clearDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
}
