// SPDX-License-Identifier: Apache-2.0
// Sends what is filled in as one goes: one write at a time, the newest last, nothing lost.
import { ask } from '@/api/client'
import { asRefusal, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { bodyOf, type About, type Sheet } from './sheet'

export type Sending =
  | Readonly<{ state: 'idle' | 'sending' | 'sent' }>
  /** No connection: it is kept here and sent by itself later. */
  | Readonly<{ state: 'waiting' }>
  /** The clinic goes on with it: what is changed now does not reach it. */
  | Readonly<{ state: 'taken'; refusal: Refusal }>
  | Readonly<{ state: 'refused'; refusal: Refusal }>

type Written = Entry<'assessment'>
const shelf = '/api/v1/assessments'

/** Writes the next version. When somebody (another device of theirs) wrote meanwhile, its answers are kept and ours
 *  put over them. Throws a Refusal. */
export async function writeSheet(sheet: Sheet, about: About): Promise<Written> {
  const body = bodyOf(sheet, about)
  try {
    return sheet.version === 0
      ? await ask<Written>('POST', shelf, { body: { id: sheet.id, body } })
      : await ask<Written>('PUT', `${shelf}/${sheet.id}`, { follows: sheet.version, body: { body } })
  } catch (thrown) {
    const refusal = asRefusal(thrown)
    if (refusal.kind !== 'conflict') throw refusal
    const there = await ask<Written>('GET', `${shelf}/${sheet.id}`)
    const isUnknown = (id: string): boolean => sheet.skipped.includes(id)
    const theirs = Object.entries(there.body.answers ?? {}).filter(([id]) => !isUnknown(id))
    const answers = { ...Object.fromEntries(theirs), ...sheet.answers }
    return await ask<Written>('PUT', `${shelf}/${sheet.id}`, {
      follows: there.version,
      body: { body: bodyOf({ ...sheet, answers }, about) },
    })
  }
}

export type Sender = Readonly<{
  /** Sends this, after what is under way; of several only the last. */
  put: (sheet: Sheet) => void
  /** Tries again what waits for a connection. */
  again: () => void
}>

export function newSender(
  write: (sheet: Sheet) => Promise<Written>,
  tell: (sending: Sending, written?: Written) => void,
): Sender {
  let next: Sheet | null = null
  let isBusy = false
  let version = 0

  const run = async (): Promise<void> => {
    if (isBusy) return
    isBusy = true
    while (next) {
      const sheet: Sheet = next
      next = null
      tell({ state: 'sending' })
      try {
        const written = await write({ ...sheet, version: Math.max(version, sheet.version) })
        version = written.version
        tell({ state: 'sent' }, written)
      } catch (thrown) {
        const refusal = asRefusal(thrown)
        const isLater = refusal.kind === 'offline' || refusal.kind === 'failed' || refusal.kind === 'login'
        // What was put meanwhile says more.
        if (isLater) next = next ?? sheet
        if (isLater) tell({ state: 'waiting' })
        else if (refusal.status === 403 || refusal.status === 404) tell({ state: 'taken', refusal })
        else tell({ state: 'refused', refusal })
        break
      }
    }
    isBusy = false
  }
  return {
    put: (sheet) => {
      next = sheet
      void run()
    },
    again: () => void run(),
  }
}
