// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ask } from '@/api/client'
import { useDraft } from '@/api/draft'
import { asRefusal, type Entry, type EntryPage } from '@/api/entries'
import { newSender, writeSheet, type Sending } from './sender'
import { emptySheet, numberOf, type About, type Sheet } from './sheet'
import type { Told } from './wire'

const againMs = 15_000

export type Filling = Readonly<{
  sheet: Sheet
  change: (next: (before: Sheet) => Sheet) => void
  sending: Sending
  /** What the server said of the answers last. */
  told: Told | null
  /** The answers could not be looked at: no connection. */
  isUnchecked: boolean
  /** As the server has it: with what it decided. */
  written: Entry<'assessment'> | null
  clear: () => void
}>

/** Asks the server what these answers mean; nothing is stored by that. A height that cannot be must not keep an
 *  emergency from being seen: then it is asked without. */
export async function tellOf(
  sheet: Pick<Sheet, 'answers' | 'height' | 'weight'>,
  patient: string,
): Promise<Told> {
  const heightCm = numberOf(sheet.height)
  const weightKg = numberOf(sheet.weight)
  const size = {
    ...(heightCm !== undefined ? { heightCm } : {}),
    ...(weightKg !== undefined ? { weightKg } : {}),
  }
  const asking = (more: object): Promise<Told> =>
    ask<Told>('POST', '/api/v1/consultations', { body: { patient, answers: sheet.answers, ...more } })
  try {
    return await asking(size)
  } catch (thrown) {
    if (Object.keys(size).length === 0 || asRefusal(thrown).kind !== 'refused') throw thrown
    return await asking({})
  }
}

/** A page of drafts with one as it is now, so that the other pages know at once. */
function withEntry(page: EntryPage<'assessment'>, entry: Entry<'assessment'>): EntryPage<'assessment'> {
  const others = page.entries.filter((one) => one.id !== entry.id)
  return { ...page, entries: [entry, ...others] }
}

/** A sheet that is being filled in: kept on the device, sent as one goes, and looked at by the server after each
 *  answer. `begun`: what was begun on another device. */
export function useSheet(key: string, about: About, begun: Sheet | null): Filling {
  const [initial] = useState(() => begun ?? emptySheet())
  const draft = useDraft<Sheet>(key, initial)
  const [sending, setSending] = useState<Sending>({ state: 'idle' })
  const [written, setWritten] = useState<Entry<'assessment'> | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const [isUnchecked, setUnchecked] = useState(false)
  const queries = useQueryClient()
  const asked = useRef(0)
  const latest = useRef(draft.value)
  const aboutNow = useRef(about)
  useEffect(() => {
    aboutNow.current = about
  }, [about])
  const { set } = draft

  const sender = useMemo(
    () =>
      newSender(
        (sheet) => writeSheet(sheet, aboutNow.current),
        (now, entry) => {
          setSending(now)
          if (!entry) return
          setWritten(entry)
          queries.setQueriesData<EntryPage<'assessment'>>(
            { queryKey: ['assessment', 'many'] },
            (page) => page && withEntry(page, entry),
          )
          latest.current = { ...latest.current, version: entry.version }
          set((sheet) => ({ ...sheet, version: entry.version }))
        },
      ),
    [set, queries],
  )
  const weigh = useCallback((sheet: Sheet) => {
    const turn = ++asked.current
    tellOf(sheet, aboutNow.current.patient).then(
      (answer) => {
        if (turn !== asked.current) return
        setUnchecked(false)
        setTold(answer)
      },
      () => {
        if (turn === asked.current) setUnchecked(true)
      },
    )
  }, [])
  const change = useCallback(
    (next: (before: Sheet) => Sheet) => {
      const sheet = next(latest.current)
      latest.current = sheet
      set(sheet)
      sender.put(sheet)
      weigh(sheet)
    },
    [sender, set, weigh],
  )
  // What was answered before is looked at when one comes back.
  useEffect(() => {
    if (Object.keys(latest.current.answers).length > 0) weigh(latest.current)
  }, [weigh])
  useEffect(() => {
    const again = (): void => {
      sender.again()
      if (asked.current > 0) weigh(latest.current)
    }
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [sender, weigh])
  useEffect(() => {
    if (sending.state !== 'waiting') return
    const timer = window.setTimeout(() => sender.again(), againMs)
    return () => window.clearTimeout(timer)
  }, [sending, sender])

  return { sheet: draft.value, change, sending, told, isUnchecked, written, clear: draft.clear }
}
