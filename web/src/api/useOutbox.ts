// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Loaded } from '@/design'
import { ask, askResponse } from './client'
import { asRefusal, loadedOf, shelves, type Body, type Entry, type Kind } from './entries'
import { Outbox, refusalIn, type Letter, type LetterState, type SyncState, type Trouble } from './outbox'
import type { Refusal } from './refusal'
import { tidy } from './sameBody'

/** From the mildest: the server says when one is too mild by the published definitions, and the next is tried. */
const grades = ['mild_or_none', 'moderate', 'major', 'serious'] as const

/** The next grade of an adverse event whose grade the server found too mild, and nothing else wrong. */
export function mendGrade(letter: Pick<Letter, 'body'>, refusal: Refusal): object | undefined {
  const isGradeAlone = refusal.problems.length === 1 && refusal.problems[0]?.pointer === '/body/grade'
  const body = letter.body as { grade?: (typeof grades)[number] }
  const next = grades[grades.indexOf(body.grade ?? 'serious') + 1]
  return isGradeAlone && next ? { ...body, grade: next } : undefined
}

let box: Outbox | undefined
/** The one outbox of the pages. */
export function outbox(): Outbox {
  box ??= new Outbox(ask, 'filiform.outbox', { adverseEvent: mendGrade })
  return box
}

/** For tests: an outbox of their own. */
export function setOutbox(other: Outbox | undefined): void {
  box = other
}

/** Sends what waits as soon as the connection, or the person at the tab, is back. */
export function useSendingOutbox(account: string): void {
  useEffect(() => {
    if (account === '') return
    void outbox().setAccount(account)
    const send = (): void => outbox().send()
    window.addEventListener('online', send)
    // Turned to: the connection may be back. Turned away from: what rested goes now.
    document.addEventListener('visibilitychange', send)
    return () => {
      window.removeEventListener('online', send)
      document.removeEventListener('visibilitychange', send)
    }
  }, [account])
}

export type Outboxed<K extends Kind> = Readonly<{
  body: Body<K>
  state: string
  version: number
  sync: SyncState
  /** What the other side wrote, in a conflict. */
  theirs?: Entry<K>
  refusal?: Refusal
  set: (change: (before: Body<K>) => Body<K>, state?: LetterState) => void
  resolve: (choice: 'mine' | 'theirs') => void
  giveUp: () => void
}>

type Read = Readonly<{ body: object; state: string; version: number; sync: SyncState; trouble?: Trouble }>

/** An entry that is changed on this device first. It is read from the device at once, and from the server when that can
 *  be reached; what was written here and not sent yet goes before what the server has. */
export function useOutboxed<K extends Kind>(kind: K, id: string): Loaded<Outboxed<K>> {
  const [here, setHere] = useState<Read | null | undefined>(undefined)
  const [failed, setFailed] = useState<Refusal>()
  // What is on the page, at once; the store on the device follows a moment later. Of several looks at the store only the
  // last one counts, and none while something is being stored: an older answer would take back what was just written.
  const latest = useRef<object>(undefined)
  const looks = useRef(0)
  const storing = useRef(0)
  // Signed, and the server has it: nothing is changed any more, by a late "undo" neither.
  const isOver = useRef(false)
  const look = useCallback(() => {
    looks.current += 1
    const mine = looks.current
    void outbox()
      .read(id)
      .then((read) => {
        if (mine !== looks.current || storing.current > 0) return
        latest.current = read?.body
        isOver.current = read?.state === 'signed' && read.sync === 'saved'
        setHere(read ?? null)
      })
  }, [id])
  const fetchIt = useCallback(() => {
    setFailed(undefined)
    ask<Entry<K>>('GET', `/api/v1/${shelves[kind]}/${id}`).then(
      (entry) => void outbox().learn(entry),
      (thrown: unknown) => setFailed(asRefusal(thrown)),
    )
  }, [id, kind])
  useEffect(() => {
    look()
    // What was written here and not sent yet is newer than what the server has.
    void outbox()
      .read(id)
      .then((read) => (!read || read.sync === 'saved') && fetchIt())
    return outbox().listen(look)
  }, [look, fetchIt, id])

  const set = useCallback(
    (change: (before: Body<K>) => Body<K>, state: LetterState = 'open') => {
      if (!latest.current || isOver.current) return
      const body = change(latest.current as Body<K>) as object
      latest.current = body
      looks.current += 1
      storing.current += 1
      setHere(
        (before) => before && { ...before, body, sync: before.sync === 'saved' ? 'sending' : before.sync },
      )
      void outbox()
        .write({ kind, id, body: tidy(body), state })
        .finally(() => {
          storing.current -= 1
          look()
        })
    },
    [kind, id, look],
  )
  if (!here) {
    if (failed) return { state: 'failed', refusal: failed, retry: fetchIt }
    return { state: 'loading' }
  }
  const { trouble, ...read } = here
  const refusal = refusalIn(trouble)
  return {
    state: 'ready',
    data: {
      ...read,
      body: here.body as Body<K>,
      ...(trouble?.kind === 'conflict' ? { theirs: trouble.theirs as unknown as Entry<K> } : {}),
      ...(refusal ? { refusal } : {}),
      set,
      resolve: (choice) => void outbox().resolve(id, choice),
      giveUp: () => void outbox().giveUp(id),
    },
  }
}

/** Something that is fetched and kept on the device, so that the page goes on without a connection. */
export function useKept<T>(
  key: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Loaded<T> {
  return loadedOf(
    useQuery({
      queryKey: ['kept', key],
      enabled: path !== '',
      queryFn: async ({ signal }) => {
        try {
          const fetched = await ask<T>('GET', path, { query, signal })
          await outbox().keep(key, fetched)
          return fetched
        } catch (thrown) {
          const kept = await outbox().kept<T>(key)
          if (kept !== undefined && asRefusal(thrown).kind !== 'refused') return kept
          throw thrown
        }
      },
    }),
  )
}

/** A picture or a page that is fetched once and kept on the device, as an address that can be shown. */
export function useKeptPicture(key: string, path: string): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (path === '') return
    let made = ''
    let isGone = false
    const load = async (): Promise<void> => {
      let bytes = await outbox().kept<Blob>(key)
      if (!bytes) {
        bytes = await (await askResponse('GET', path)).blob()
        await outbox().keep(key, bytes)
      }
      if (isGone) return
      made = URL.createObjectURL(bytes)
      setAddress(made)
    }
    // Without a connection there is no picture; the words beside it say the same.
    load().catch(() => undefined)
    return () => {
      isGone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [key, path])
  return address
}

/** Something of a page that belongs on the device alone, and outlives a crash. */
export function useDeviceNote<T>(
  key: string,
  initial: T,
): readonly [T, (change: (before: T) => T) => void, boolean] {
  const [state, setState] = useState<Readonly<{ value: T; isRead: boolean }>>({
    value: initial,
    isRead: false,
  })
  useEffect(() => {
    void outbox()
      .kept<T>(key)
      .then((value) => setState((before) => ({ value: value ?? before.value, isRead: true })))
  }, [key])
  const set = useCallback(
    (change: (before: T) => T) =>
      setState((before) => {
        const value = change(before.value)
        void outbox().keep(key, value)
        return { value, isRead: true }
      }),
    [key],
  )
  return [state.value, set, state.isRead]
}

/** How many writes are still only on this device. */
export function useUnsent(): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const look = (): void => void outbox().unsent().then(setCount)
    look()
    return outbox().listen(look)
  }, [])
  return count
}
