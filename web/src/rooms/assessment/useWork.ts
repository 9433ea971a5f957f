// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useDraft } from '@/api/draft'
import { asRefusal, useWrite, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { carriedOn, cleaned, differences, isChanged, merged, type Difference, type FieldName } from './merge'
import type { Body } from './wire'

/** After so much rest what was typed is written as a version. */
const restMs = 20_000

/** What is kept on the device until the server has it. */
type Kept = Readonly<{
  /** The version that this was typed on, and what it said. */
  follows: number
  base: Body
  body: Body
  /** Fields in which stands what is no number: by key, as it was typed. */
  typed: Readonly<Record<string, string>>
}>

export type Saving =
  | Readonly<{ state: 'saved'; at: string }>
  | Readonly<{ state: 'typed' }>
  | Readonly<{ state: 'saving' }>
  | Readonly<{ state: 'refused'; refusal: Refusal }>

/** Somebody else wrote a version meanwhile. */
export type Clash = Readonly<{ theirs: Entry<'assessment'>; differences: readonly Difference[] }>

export type Work = Readonly<{
  body: Body
  typed: Readonly<Record<string, string>>
  /** The body as it stands in, with what is changed. */
  change: (how: (before: Body) => Body) => void
  setTyped: (key: string, text: string | undefined) => void
  saving: Saving
  /** The entry as it was last written; undefined when it could not be. */
  save: () => Promise<Entry<'assessment'> | undefined>
  isRestored: boolean
  /** Something was typed that no version has; of one that somebody signed meanwhile it goes into an amendment. */
  isChanged: boolean
  forget: () => void
  clash: Clash | undefined
  /** Goes on from the other's version, with those of its changes that were taken. */
  settle: (taken: readonly FieldName[]) => void
}>

const freshly = (entry: Entry<'assessment'>): Kept => ({
  follows: entry.version,
  base: entry.body,
  body: entry.body,
  typed: {},
})

/** An assessment that is being worked on: every keystroke is kept on the device, and written to the server when a part
 *  is left, after a rest, and when the window loses the focus, so that the history has visits and not keystrokes. */
export function useWork(entry: Entry<'assessment'>): Work {
  const { id } = entry
  const isOpen = entry.state === 'open'
  const queries = useQueryClient()
  const write = useWrite('assessment')
  const draft = useDraft<Kept>(`assessment.${id}`, freshly(entry))
  const { value: kept, set, clear } = draft
  const [saving, setSaving] = useState<Saving>(() =>
    isChanged(kept.base, kept.body) ? { state: 'typed' } : { state: 'saved', at: entry.at },
  )
  const latest = useRef(kept)
  latest.current = kept
  const running = useRef<Promise<Entry<'assessment'> | undefined>>(undefined)
  const hasTyped = Object.keys(kept.typed).length > 0

  const change = useCallback(
    (how: (before: Body) => Body) => {
      set((before) => ({ ...before, body: cleaned(how(before.body)) }))
      setSaving({ state: 'typed' })
    },
    [set],
  )
  const setTyped = useCallback(
    (key: string, text: string | undefined) =>
      set((before) => {
        const { [key]: was, ...rest } = before.typed
        if (was === text) return before
        return { ...before, typed: text === undefined ? rest : { ...rest, [key]: text } }
      }),
    [set],
  )

  const writeNow = useCallback(async () => {
    const sent = latest.current
    setSaving({ state: 'saving' })
    try {
      const stored = await write.mutateAsync({ id, follows: sent.follows, body: sent.body })
      const now = latest.current
      const next: Kept = {
        follows: stored.version,
        base: stored.body,
        body: carriedOn(sent.body, stored.body, now.body),
        typed: now.typed,
      }
      latest.current = next
      const isMore = isChanged(next.base, next.body)
      if (isMore || Object.keys(next.typed).length > 0) set(next)
      else clear(next)
      setSaving(isMore ? { state: 'typed' } : { state: 'saved', at: stored.at })
      return stored
    } catch (thrown) {
      const refusal = asRefusal(thrown)
      setSaving({ state: 'refused', refusal })
      // Somebody wrote meanwhile: their version is fetched, and shown beside what is here.
      if (refusal.kind === 'conflict') void queries.invalidateQueries({ queryKey: ['assessment', 'one', id] })
      return undefined
    }
  }, [clear, id, queries, set, write])

  const save = useCallback(async () => {
    if (running.current) await running.current
    const now = latest.current
    if (!isOpen || !isChanged(now.base, now.body))
      return queries.getQueryData<Entry<'assessment'>>(['assessment', 'one', id]) ?? entry
    running.current = writeNow().finally(() => {
      running.current = undefined
    })
    return running.current
  }, [entry, id, isOpen, queries, writeNow])

  const saveLatest = useRef(save)
  saveLatest.current = save
  useEffect(() => {
    if (saving.state !== 'typed') return
    const timer = window.setTimeout(() => void saveLatest.current(), restMs)
    return () => window.clearTimeout(timer)
  }, [saving.state, kept.body])
  useEffect(() => {
    const leave = (): void => void saveLatest.current()
    window.addEventListener('blur', leave)
    window.addEventListener('online', leave)
    document.addEventListener('visibilitychange', leave)
    return () => {
      window.removeEventListener('blur', leave)
      window.removeEventListener('online', leave)
      document.removeEventListener('visibilitychange', leave)
      leave()
    }
  }, [])

  // What somebody else wrote is taken at once where nothing was typed here; else the clinician chooses.
  const isBehind = entry.version > kept.follows && saving.state !== 'saving'
  const isMine = isChanged(kept.base, kept.body)
  useEffect(() => {
    if (!isBehind || running.current) return
    if (!isMine && !hasTyped) {
      clear(freshly(entry))
      setSaving({ state: 'saved', at: entry.at })
    }
  }, [clear, entry, hasTyped, isBehind, isMine])
  const clash = useMemo<Clash | undefined>(
    () =>
      isBehind && isMine && isOpen
        ? { theirs: entry, differences: differences(kept.base, kept.body, entry.body) }
        : undefined,
    [entry, isBehind, isMine, isOpen, kept.base, kept.body],
  )
  const forget = useCallback(() => clear(freshly(entry)), [clear, entry])
  const settle = useCallback(
    (taken: readonly FieldName[]) => {
      set((before) => ({
        follows: entry.version,
        base: entry.body,
        body: merged(before.body, entry.body, taken),
        typed: before.typed,
      }))
      setSaving({ state: 'typed' })
    },
    [entry, set],
  )

  return {
    body: kept.body,
    typed: kept.typed,
    change,
    setTyped,
    saving,
    save,
    isRestored: draft.isRestored && isMine,
    isChanged: isMine,
    forget,
    clash,
    settle,
  }
}
