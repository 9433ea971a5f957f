// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import type { Asking, Method } from './client'
import type { Entry, Kind } from './entries'
import { Outbox } from './outbox'
import { offline, refusalOf } from './refusal'

/** Numbers that look random and come again: a failure can be looked at. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

type Stored = Entry<Kind>
type Loss = 'request' | 'answer' | 'none'

/** A server that keeps every version, as ours does; the way there and the way back may lose things. */
class FakeServer {
  readonly versions = new Map<string, Stored[]>()
  /** Bodies as they were taken, over all entries. */
  readonly taken: { id: string; n: unknown }[] = []
  asked = 0
  constructor(private readonly lose: () => Loss) {}

  readonly ask = async <T>(method: Method, path: string, asking: Asking = {}): Promise<T> => {
    this.asked += 1
    await Promise.resolve()
    const loss = this.lose()
    if (loss === 'request') throw offline()
    const answer = this.answer(method, path, asking)
    if (loss === 'answer') throw offline()
    if (answer instanceof Error) throw answer
    return structuredClone(answer) as T
  }

  private answer(method: Method, path: string, asking: Asking): unknown {
    const [, , , , id = '', , version] = path.split('/')
    const sent = asking.body as { id?: string; body: object; state?: Stored['state'] } | undefined
    if (method === 'POST') return this.write(sent?.id ?? '', 0, sent)
    if (method === 'PUT') return this.write(id, asking.follows ?? -1, sent)
    const all = this.versions.get(id)
    const found = version ? all?.[Number(version) - 1] : all?.at(-1)
    return found ?? refusalOf(404, { code: 'record.missing' })
  }

  write(id: string, follows: number, sent: { body: object; state?: Stored['state'] } | undefined): unknown {
    const all = this.versions.get(id) ?? []
    if (follows === 0 && all.length > 0) return refusalOf(409, { code: 'record.exists' })
    if (follows !== all.length) return refusalOf(412, { code: 'record.conflict' })
    const body = sent?.body as { n: unknown; bad?: boolean }
    if (body.bad) return refusalOf(422, { code: 'record.rule', pointer: '/body/bad', detail: 'Bad.' })
    const entry = {
      id,
      kind: 'session' as const,
      version: follows + 1,
      state: sent?.state ?? 'open',
      at: '2026-11-30T09:00:00.000Z',
      by: 'account',
      body: structuredClone(body),
    } as unknown as Stored
    this.versions.set(id, [...all, entry])
    this.taken.push({ id, n: body.n })
    return entry
  }
}

let names = 0
const freshName = (): string => `outbox-test-${String(names++)}`
const writing = (id: string, n: number, more: object = {}, lane = id) =>
  ({ kind: 'session', id, lane, body: { n, ...more } }) as const

async function boxOf(server: FakeServer, name = freshName()): Promise<Outbox> {
  const box = new Outbox(server.ask, name)
  await box.setAccount('account')
  return box
}

async function sentAll(box: Outbox): Promise<void> {
  for (let tries = 0; tries < 500 && (await box.unsent()) > 0; tries += 1) await box.settle()
}

describe('the outbox', () => {
  it('loses nothing, doubles nothing and keeps the order, whatever the connection loses', async () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const random = dice(seed)
      const server = new FakeServer(() => {
        const value = random()
        return value < 0.3 ? 'request' : value < 0.6 ? 'answer' : 'none'
      })
      const name = freshName()
      let box = await boxOf(server, name)
      const last = new Map<string, number>()
      const written: string[] = []
      for (let n = 1; n <= 12; n += 1) {
        const id = random() < 0.7 ? 'session' : `event-${String(Math.floor(random() * 3))}`
        await box.write(writing(id, n, {}, 'lane'))
        last.set(id, n)
        written.push(`${id} ${String(n)}`)
        if (random() < 0.5) await box.settle()
        if (random() < 0.15) {
          // The tab crashed: what is on the device goes on in another.
          await box.close()
          box = await boxOf(server, name)
        }
      }
      await sentAll(box)
      expect(await box.unsent(), `seed ${String(seed)}`).toBe(0)
      // Nothing lost: the last word on each entry is with the server, and known here.
      for (const [id, n] of last) {
        expect(server.versions.get(id)?.at(-1)?.body, `seed ${String(seed)} ${id}`).toEqual({ n })
        expect(await box.read(id)).toMatchObject({ body: { n }, sync: 'saved' })
      }
      // Nothing doubled, and in the order in which it was written.
      const taken = server.taken.map((one) => `${one.id} ${String(one.n)}`)
      expect(new Set(taken).size, `seed ${String(seed)}`).toBe(taken.length)
      expect(
        taken.map((one) => written.indexOf(one)),
        `seed ${String(seed)}: ${taken.join(', ')}`,
      ).toEqual(taken.map((one) => written.indexOf(one)).sort((a, b) => a - b))
      await box.close()
    }
  }, 60_000)

  it('does not write twice what arrived while its answer was lost', async () => {
    const losses: Loss[] = ['answer']
    const server = new FakeServer(() => losses.shift() ?? 'none')
    const box = await boxOf(server)
    await box.write(writing('s', 1))
    await box.settle()
    expect(await box.read('s')).toMatchObject({ sync: 'waiting', body: { n: 1 } })
    await sentAll(box)
    losses.push('answer')
    await box.write(writing('s', 2))
    await box.settle()
    await sentAll(box)
    expect(server.versions.get('s')).toHaveLength(2)
    expect(await box.read('s')).toMatchObject({ sync: 'saved', version: 2 })
    await box.close()
  })

  it('shows a real conflict and writes only what is chosen', async () => {
    for (const choice of ['mine', 'theirs'] as const) {
      const server = new FakeServer(() => 'none')
      const box = await boxOf(server)
      await box.write(writing('s', 1))
      await box.settle()
      server.write('s', 1, { body: { n: 'theirs' } })
      await box.write(writing('s', 2))
      await box.settle()
      const found = await box.read('s')
      expect(found).toMatchObject({ sync: 'conflict', body: { n: 2 } })
      expect(found?.trouble).toMatchObject({
        kind: 'conflict',
        theirs: { version: 2, body: { n: 'theirs' } },
      })
      await box.resolve('s', choice)
      await sentAll(box)
      expect(server.versions.get('s')?.at(-1)?.body).toEqual({ n: choice === 'mine' ? 2 : 'theirs' })
      expect(server.versions.get('s')).toHaveLength(choice === 'mine' ? 3 : 2)
      await box.close()
    }
  })

  it('keeps what the server refuses until it is put right, and sends other lanes meanwhile', async () => {
    const server = new FakeServer(() => 'none')
    const box = await boxOf(server)
    await box.write(writing('s', 1, { bad: true }))
    await box.settle()
    expect(await box.read('s')).toMatchObject({ sync: 'refused', body: { n: 1 } })
    await box.write(writing('other', 5))
    await box.settle()
    expect(server.versions.get('other')).toHaveLength(1)
    await box.write(writing('s', 2))
    await sentAll(box)
    expect(server.versions.get('s')?.map((one) => one.body)).toEqual([{ n: 2 }])
    await box.close()
  })

  it('lets a later write take the place of a refused one that was on its way', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((done) => (release = done))
    const server = new FakeServer(() => 'none')
    const slow = async <T>(method: Method, path: string, asking?: Asking): Promise<T> => {
      await held
      return server.ask<T>(method, path, asking)
    }
    const box = new Outbox(slow, freshName())
    await box.setAccount('account')
    await box.write(writing('s', 1, { bad: true }))
    box.send()
    await new Promise((done) => setTimeout(done, 20))
    await box.write(writing('s', 2))
    release()
    await sentAll(box)
    expect(server.versions.get('s')?.map((one) => one.body)).toEqual([{ n: 2 }])
    await box.close()
  })

  it('leaves what another account wrote to that account, and forgets what it kept to read', async () => {
    const server = new FakeServer(() => 'request')
    const name = freshName()
    const box = await boxOf(server, name)
    await box.keep('plan', { of: 'a patient' })
    await box.write(writing('s', 1))
    await box.settle()
    await box.close()
    const up = new FakeServer(() => 'none')
    const other = new Outbox(up.ask, name)
    await other.setAccount('somebody else')
    await other.settle()
    expect(up.asked).toBe(0)
    expect(await other.kept('plan')).toBeUndefined()
    expect(await other.unsent()).toBe(1)
    await other.setAccount('account')
    await sentAll(other)
    expect(up.versions.get('s')).toHaveLength(1)
    await other.clear()
    expect(await other.read('s')).toBeUndefined()
    await other.close()
  })
})
