// SPDX-License-Identifier: Apache-2.0
// Writes that must survive a lost connection, a crash and a closed tab. Each is stored on the device before it is sent,
// sent in order, and carries the version it follows. What was sent and not answered is sent again: whether it had
// arrived is read from the server, so that nothing is doubled and nothing is lost.
import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb'
import { ask, type Asking, type Method } from './client'
import { asRefusal, shelves, type Entry, type Kind } from './entries'
import { refusalOf, type ProblemAt, type Refusal } from './refusal'
import { isSameBody } from './sameBody'

export type LetterState = 'open' | 'signed'

/** Why a letter is not sent on: somebody wrote meanwhile, or the server will not have it. */
export type Trouble =
  | Readonly<{ kind: 'conflict'; theirs: Entry<Kind> }>
  | Readonly<{
      kind: 'refused'
      status: number
      code: string
      detail: string
      hint: string
      problems: readonly ProblemAt[]
    }>

/** One write on its way. */
export type Letter = Readonly<{
  /** Its place in the order. */
  n: number
  /** The account that wrote it; nobody else's log-in sends it. */
  by: string
  /** Letters of one lane wait for one another, those of others do not. */
  lane: string
  kind: Kind
  id: string
  body: object
  state: LetterState
  /** The version it follows; 0 makes the entry. */
  follows: number
  /** It was handed to the network at least once: it may have arrived. */
  isTried: boolean
  trouble?: Trouble
}>

/** An entry as the server last had it, kept beside the letters that follow it. */
export type Known = Readonly<{
  id: string
  kind: Kind
  version: number
  state: string
  body: object
  by: string
}>

interface OutboxData extends DBSchema {
  letters: { key: number; value: Letter; indexes: { id: string } }
  known: { key: string; value: Known }
  kept: { key: string; value: Readonly<{ key: string; value: unknown; by: string }> }
}

export type SyncState =
  /** all of it is with the server */
  | 'saved'
  /** on its way */
  | 'sending'
  /** there is no connection; it goes by itself */
  | 'waiting'
  /** somebody has to log in again first */
  | 'login'
  /** somebody wrote meanwhile */
  | 'conflict'
  /** the server will not have it */
  | 'refused'

type AskServer = <T>(method: Method, path: string, asking?: Asking) => Promise<T>
export type Writing = Readonly<{ kind: Kind; id: string; lane?: string; body: object; state?: LetterState }>
/** Puts right by itself what the server refused, where the server has said how; undefined: it cannot. */
export type Mend = (letter: Letter, refusal: Refusal) => object | undefined

const firstWaitMs = 1000
// While somebody types, nothing is sent: a version of a note is a step of the work, not a key.
const restMs = 1200
const longestWaitMs = 20_000
const databaseVersion = 1

export function troubleOf(refusal: Refusal): Trouble {
  const { status, code, detail, hint, problems } = refusal
  return { kind: 'refused', status, code, detail, hint, problems }
}

/** The refusal that a letter met, as it can be shown. */
export function refusalIn(trouble: Trouble | undefined): Refusal | undefined {
  if (trouble?.kind !== 'refused') return undefined
  const { status, code, detail, hint, problems } = trouble
  return refusalOf(status, { code, detail, hint, ...(problems.length > 0 ? { problems } : {}) })
}

const mayPassByItself = (refusal: Refusal): boolean =>
  refusal.kind === 'offline' || refusal.kind === 'failed' || refusal.status === 429

export class Outbox {
  private readonly database: Promise<IDBPDatabase<OutboxData>>
  private readonly listeners = new Set<() => void>()
  private queue: Promise<unknown> = Promise.resolve()
  private sending: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private resting: ReturnType<typeof setTimeout> | undefined
  private waitMs = firstWaitMs
  private weather: 'fine' | 'offline' | 'login' = 'fine'
  private account = ''
  private isClosed = false
  private isSendingAgain = false

  constructor(
    private readonly askServer: AskServer = ask,
    name = 'filiform.outbox',
    private readonly mends: Readonly<Partial<Record<Kind, Mend>>> = {},
  ) {
    this.database = openDB<OutboxData>(name, databaseVersion, {
      upgrade(database) {
        database.createObjectStore('letters', { keyPath: 'n', autoIncrement: true }).createIndex('id', 'id')
        database.createObjectStore('known', { keyPath: 'id' })
        database.createObjectStore('kept', { keyPath: 'key' })
      },
      // Another tab with a newer program wants to change the store.
      blocking: () => void this.database.then((database) => database.close()),
    })
  }

  /** Tells of every change. Answers how to stop that. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Whose letters are sent from now on. What another account kept here to read is forgotten; what it wrote and could not
   *  send stays until it logs in again. */
  async setAccount(account: string): Promise<void> {
    this.account = account
    if (account === '') return
    const database = await this.database
    const moving = database.transaction(['kept', 'known', 'letters'], 'readwrite')
    for (const one of await moving.objectStore('kept').getAll())
      if (one.by !== account) await moving.objectStore('kept').delete(one.key)
    const unsent = new Set((await moving.objectStore('letters').getAll()).map((letter) => letter.id))
    for (const one of await moving.objectStore('known').getAll())
      if (one.by !== account && !unsent.has(one.id)) await moving.objectStore('known').delete(one.id)
    await moving.done
    this.weather = 'fine'
    this.send()
  }

  /** Stores a write and sends it when it can. A later write of the same entry takes the place of one that was not sent
   *  yet, so that each is sent in order and none in vain. Resolves when it is on the device. */
  write(writing: Writing): Promise<void> {
    return this.inTurn(async () => {
      const database = await this.database
      const { kind, id, body, state = 'open', lane = id } = writing
      const moving = database.transaction(['letters', 'known'], 'readwrite')
      const letters = moving.objectStore('letters')
      const mine = await letters.index('id').getAll(id)
      const last = mine.at(-1)
      const refused = mine.find((letter) => letter.trouble?.kind === 'refused')
      const base = { by: this.account, lane, kind, id, body: structuredClone(body), state, isTried: false }
      if (refused) {
        // What was refused is not there, and what was queued behind it is older than this.
        for (const letter of mine) if (letter.n > refused.n) await letters.delete(letter.n)
        await letters.put({ ...base, n: refused.n, follows: refused.follows })
      } else if (last && !last.isTried && !(await hasLater(letters, last))) {
        await letters.put({ ...base, n: last.n, follows: last.follows })
      } else {
        // A letter that may have arrived is never changed: what it said has to be compared with what came of it.
        const known = await moving.objectStore('known').get(id)
        await letters.add({ ...base, follows: last ? last.follows + 1 : (known?.version ?? 0) } as Letter)
      }
      await moving.done
    }).then(() => {
      this.tell()
      if (writing.state === 'signed') this.send()
      else this.sendRested()
    })
  }

  /** Takes note of an entry as the server has it, for letters to follow. Nothing changes while letters are on their way. */
  learn(entry: Entry<Kind>): Promise<void> {
    return this.inTurn(async () => {
      const database = await this.database
      const moving = database.transaction(['letters', 'known'], 'readwrite')
      const waiting = await moving.objectStore('letters').index('id').count(entry.id)
      const known = await moving.objectStore('known').get(entry.id)
      if (waiting === 0 && (!known || known.version <= entry.version))
        await moving.objectStore('known').put(knownOf(entry, this.account))
      await moving.done
    }).then(() => this.tell())
  }

  /** The entry as this device has it: what was written last, sent or not. Nothing once the outbox is closed. */
  async read(
    id: string,
  ): Promise<
    Readonly<{ body: object; state: string; version: number; sync: SyncState; trouble?: Trouble }> | undefined
  > {
    const database = await this.database
    if (this.isClosed) return undefined
    const looking = database.transaction(['letters', 'known'])
    const [all, known] = await Promise.all([
      looking.objectStore('letters').getAll(),
      looking.objectStore('known').get(id),
    ])
    const letters = all.filter((letter) => letter.id === id)
    const last = letters.at(-1)
    const blocked = (
      letters.find((letter) => letter.trouble) ??
      all.find((letter) => letter.lane === last?.lane && letter.trouble)
    )?.trouble
    if (last)
      return {
        body: last.body,
        state: last.state,
        version: known?.version ?? 0,
        sync: this.stateOf(blocked),
        ...(blocked ? { trouble: blocked } : {}),
      }
    if (!known) return undefined
    return { body: known.body, state: known.state, version: known.version, sync: 'saved' }
  }

  private stateOf(trouble: Trouble | undefined): SyncState {
    if (trouble) return trouble.kind
    if (this.weather === 'login') return 'login'
    return this.weather === 'offline' ? 'waiting' : 'sending'
  }

  async letters(): Promise<readonly Letter[]> {
    return (await this.database).getAll('letters')
  }

  /** Ends a conflict: "mine" is written after theirs, "theirs" stays and what was written here is dropped. */
  resolve(id: string, choice: 'mine' | 'theirs'): Promise<void> {
    return this.inTurn(async () => {
      const database = await this.database
      const moving = database.transaction(['letters', 'known'], 'readwrite')
      const letters = moving.objectStore('letters')
      const mine = await letters.index('id').getAll(id)
      const trouble = mine.find((letter) => letter.trouble)?.trouble
      const last = mine.at(-1)
      if (trouble?.kind === 'conflict' && last) {
        await moving.objectStore('known').put(knownOf(trouble.theirs, this.account))
        for (const letter of mine) await letters.delete(letter.n)
        if (choice === 'mine') {
          const { n, body, by, lane, kind, state } = last
          await letters.put({
            n,
            by,
            lane,
            kind,
            id,
            body,
            state,
            follows: trouble.theirs.version,
            isTried: false,
          })
        }
      }
      await moving.done
    }).then(() => {
      this.tell()
      this.send()
    })
  }

  /** Gives up letters that the server refused; the entry is again as the server has it. */
  giveUp(id: string): Promise<void> {
    return this.inTurn(async () => {
      const database = await this.database
      const moving = database.transaction('letters', 'readwrite')
      const mine = await moving.store.index('id').getAll(id)
      if (mine.some((letter) => letter.trouble?.kind === 'refused'))
        for (const letter of mine) await moving.store.delete(letter.n)
      await moving.done
    }).then(() => {
      this.tell()
      this.send()
    })
  }

  /** Sends what waits; called by itself after a write, when the connection is back, and from time to time. */
  send(): void {
    clearTimeout(this.timer)
    clearTimeout(this.resting)
    if (this.isClosed || this.account === '') return
    if (this.sending) {
      // It may have looked for letters for the last time already.
      this.isSendingAgain = true
      return
    }
    this.isSendingAgain = false
    this.sending = alone(() => this.sendAll()).finally(() => {
      this.sending = null
      if (this.isSendingAgain && this.weather === 'fine') this.send()
    })
  }

  private sendRested(): void {
    clearTimeout(this.resting)
    if (!this.isClosed) this.resting = setTimeout(() => this.send(), restMs)
  }

  /** Resolves when everything is sent, or as far as it goes now. */
  async settle(): Promise<void> {
    this.send()
    await this.sending
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      const next = await this.next()
      if (!next || this.isClosed) return
      const isPassed = await this.sendOne(next)
      this.tell()
      if (!isPassed) return
    }
  }

  /** The first letter of a lane in which none before it is in trouble. */
  private async next(): Promise<Letter | undefined> {
    const blocked = new Set<string>()
    for (const letter of await (await this.database).getAll('letters')) {
      if (letter.trouble || letter.by !== this.account) blocked.add(letter.lane)
      if (!blocked.has(letter.lane)) return letter
    }
    return undefined
  }

  /** Answers whether to go on with the next. */
  private async sendOne(found: Letter): Promise<boolean> {
    const database = await this.database
    // Marked before it is handed over: a crash in between leaves it marked, which is safe.
    const letter = await this.inTurn(async () => {
      const now = await database.get('letters', found.n)
      if (!now) return undefined
      const marked = { ...now, isTried: true }
      await database.put('letters', marked)
      return marked
    })
    if (!letter) return true
    const path = `/api/v1/${shelves[letter.kind]}`
    try {
      const body = { body: letter.body, ...(letter.state === 'signed' ? { state: letter.state } : {}) }
      const entry =
        letter.follows === 0
          ? await this.askServer<Entry<Kind>>('POST', path, { body: { ...body, id: letter.id } })
          : await this.askServer<Entry<Kind>>('PUT', `${path}/${letter.id}`, {
              body,
              follows: letter.follows,
            })
      await this.arrived(letter, entry)
      return true
    } catch (thrown) {
      return this.missed(letter, asRefusal(thrown), path)
    }
  }

  private async missed(letter: Letter, refusal: Refusal, path: string): Promise<boolean> {
    if (refusal.kind === 'login' || refusal.code.startsWith('request.csrf')) {
      this.weather = 'login'
      this.waitAgain()
      return false
    }
    if (mayPassByItself(refusal)) {
      this.weather = 'offline'
      this.waitAgain()
      return false
    }
    // "signed": nothing is written after signing, unless the signature was this letter and its answer was lost.
    if (['record.exists', 'record.conflict', 'record.signed'].includes(refusal.code)) {
      try {
        return await this.compare(letter, path)
      } catch (thrown) {
        const again = asRefusal(thrown)
        if (mayPassByItself(again) || again.kind === 'login') return this.missed(letter, again, path)
        refusal = again
      }
    }
    const mended = this.mends[letter.kind]?.(letter, refusal)
    if (mended) await this.change(letter, { body: mended, isTried: false })
    else await this.refused(letter, refusal)
    this.fine()
    return true
  }

  /** Whether the version that this letter makes is there and says what the letter says. */
  private async compare(letter: Letter, path: string): Promise<boolean> {
    const entry = `${path}/${letter.id}`
    const current = await this.askServer<Entry<Kind>>('GET', entry)
    const version = letter.follows + 1
    const made =
      current.version === version
        ? current
        : current.version > version
          ? await this.askServer<Entry<Kind>>('GET', `${entry}/versions/${String(version)}`)
          : undefined
    const isOurs = (one: Entry<Kind>): boolean =>
      one.state === letter.state && isSameBody(one.body as object, letter.body)
    // An id that was made here is nobody else's: an entry that exists under it is ours.
    if (made && (isOurs(made) || letter.follows === 0)) await this.arrived(letter, made)
    else if (isOurs(current)) await this.arrived(letter, current)
    else await this.change(letter, { trouble: { kind: 'conflict', theirs: current } })
    this.fine()
    return true
  }

  private async arrived(letter: Letter, entry: Entry<Kind>): Promise<void> {
    await this.inTurn(async () => {
      const database = await this.database
      const moving = database.transaction(['letters', 'known'], 'readwrite')
      await moving.objectStore('letters').delete(letter.n)
      await moving.objectStore('known').put(knownOf(entry, this.account))
      await moving.done
    })
    this.fine()
  }

  /** What was refused gives way to what was written after it, if anything was. */
  private async refused(letter: Letter, refusal: Refusal): Promise<void> {
    await this.inTurn(async () => {
      const moving = (await this.database).transaction('letters', 'readwrite')
      const later = (await moving.store.index('id').getAll(letter.id)).filter((one) => one.n > letter.n)
      if (later.length === 0) await moving.store.put({ ...letter, trouble: troubleOf(refusal) })
      else {
        await moving.store.delete(letter.n)
        for (const one of later) await moving.store.put({ ...one, follows: one.follows - 1 })
      }
      await moving.done
    })
  }

  private async change(letter: Letter, change: Partial<Letter>): Promise<void> {
    await this.inTurn(async () => {
      const database = await this.database
      await database.put('letters', { ...letter, ...change })
    })
  }

  private fine(): void {
    this.weather = 'fine'
    this.waitMs = firstWaitMs
  }

  private waitAgain(): void {
    clearTimeout(this.timer)
    if (this.isClosed) return
    this.timer = setTimeout(() => this.send(), this.waitMs)
    this.waitMs = Math.min(this.waitMs * 2, longestWaitMs)
  }

  /** Keeps what a page needs to go on without a connection. */
  async keep(key: string, value: unknown): Promise<void> {
    await (await this.database).put('kept', { key, value, by: this.account })
  }

  async kept<T>(key: string): Promise<T | undefined> {
    const found = await (await this.database).get('kept', key)
    return found?.by === this.account ? (found.value as T) : undefined
  }

  /** How many writes are still only on this device. */
  async unsent(): Promise<number> {
    return (await this.database).count('letters')
  }

  /** Forgets everything: whoever logs out leaves nothing of a patient on the device. */
  async clear(): Promise<void> {
    await this.inTurn(async () => {
      const database = await this.database
      const moving = database.transaction(['letters', 'known', 'kept'], 'readwrite')
      await Promise.all([
        moving.objectStore('letters').clear(),
        moving.objectStore('known').clear(),
        moving.objectStore('kept').clear(),
      ])
      await moving.done
    })
    this.account = ''
    this.weather = 'fine'
    this.tell()
  }

  /** Stops for good; what waits stays on the device. */
  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.timer)
    clearTimeout(this.resting)
    await this.sending
    ;(await this.database).close()
  }

  private tell(): void {
    this.listeners.forEach((listener) => listener())
  }

  /** Changes of the store one after another: each reads what the one before it wrote. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.queue.then(work)
    this.queue = done.catch(() => undefined)
    return done
  }
}

type LetterStore = IDBPObjectStore<OutboxData, ('letters' | 'known' | 'kept')[], 'letters', 'readwrite'>

/** Whether something of the same lane was written after it. */
async function hasLater(letters: LetterStore, letter: Letter): Promise<boolean> {
  const later = await letters.getAll(IDBKeyRange.lowerBound(letter.n, true))
  return later.some((one) => one.lane === letter.lane)
}

function knownOf(entry: Entry<Kind>, by: string): Known {
  const { id, kind, version, state, body } = entry
  return { id, kind, version, state, body: body as object, by }
}

/** Only one tab sends at a time. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (typeof navigator === 'undefined' || !('locks' in navigator)) return work()
  await navigator.locks.request('filiform.outbox', work)
}
