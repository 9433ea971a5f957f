// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Entry } from '@/api/entries'
import { offline, refusalOf } from '@/api/refusal'
import { newSender, writeSheet, type Sending } from './sender'
import { answered, emptySheet, type Sheet } from './sheet'
import { tellOf } from './useSheet'

const about = { patient: 'p', episode: 'e', practitioner: 'd', on: '2026-11-30' }
const written = (version: number, answers: object = {}): Entry<'assessment'> =>
  ({
    id: 'a',
    kind: 'assessment',
    version,
    state: 'open',
    body: { answers },
  }) as unknown as Entry<'assessment'>
const settled = (): Promise<void> => new Promise((done) => setTimeout(done))

type Asked = Readonly<{ method: string; path: string; follows: string | null; body: unknown }>

/** Answers requests one after another. */
function serve(...answers: readonly (readonly [number, unknown])[]): Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const [status, body] = answers[asked.length] ?? [500, {}]
    asked.push({
      method: init.method ?? '',
      path,
      follows: new Headers(init.headers).get('If-Match'),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    })
    return new Response(JSON.stringify(body), { status })
  })
  return asked
}
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('what is filled in on two devices', () => {
  it('keeps the answers of both, ours over theirs, and an unknown of ours open', async () => {
    const asked = serve(
      [412, { code: 'record.conflict' }],
      [200, written(7, { bladder: true, cough: true, numb: false })],
      [200, written(8)],
    )
    let sheet: Sheet = { ...emptySheet(), id: 'a', version: 2 }
    sheet = answered(sheet, 'bladder', false)
    sheet = answered(sheet, 'numb', null)
    expect((await writeSheet(sheet, about)).version).toBe(8)
    expect(asked.map((one) => [one.method, one.follows])).toEqual([
      ['PUT', '"2"'],
      ['GET', null],
      ['PUT', '"7"'],
    ])
    expect(asked[2]?.body).toMatchObject({ body: { answers: { bladder: false, cough: true } } })
    expect(JSON.stringify(asked[2]?.body)).not.toContain('numb')
  })

  it('is made once, even when the answer to the first try was lost', async () => {
    const asked = serve([409, { code: 'record.exists' }], [200, written(1)], [200, written(2)])
    await writeSheet({ ...emptySheet(), id: 'a' }, about)
    expect(asked.map((one) => one.method)).toEqual(['POST', 'GET', 'PUT'])
  })
})

describe('sending', () => {
  it('writes one at a time, of several only the last, each after the version before', async () => {
    const versions: number[] = []
    const medicines: string[] = []
    const sender = newSender(
      async (sheet) => {
        versions.push(sheet.version)
        medicines.push(sheet.medicines)
        await settled()
        return written(sheet.version + 1)
      },
      () => undefined,
    )
    const sheet = emptySheet()
    for (const text of ['one', 'two', 'three']) sender.put({ ...sheet, medicines: text })
    await settled()
    await settled()
    await settled()
    expect(medicines).toEqual(['one', 'three'])
    expect(versions).toEqual([0, 1])
  })

  it('waits for the connection and loses nothing', async () => {
    const told: Sending['state'][] = []
    let isDown = true
    const sender = newSender(
      (sheet) => (isDown ? Promise.reject(offline()) : Promise.resolve(written(sheet.version + 1))),
      (sending) => told.push(sending.state),
    )
    sender.put(emptySheet())
    await settled()
    isDown = false
    sender.again()
    await settled()
    expect(told).toEqual(['sending', 'waiting', 'sending', 'sent'])
  })

  it('says when the clinic goes on with it, and does not try again by itself', async () => {
    const told: Sending['state'][] = []
    const sender = newSender(
      () => Promise.reject(refusalOf(403, { code: 'request.forbidden', detail: 'The clinic has it.' })),
      (sending) => told.push(sending.state),
    )
    sender.put(emptySheet())
    await settled()
    sender.again()
    await settled()
    expect(told).toEqual(['sending', 'taken'])
  })
})

describe('asking what answers mean', () => {
  it('asks without a height that cannot be, so that an emergency is seen all the same', async () => {
    const asked = serve([422, { code: 'record.value' }], [200, { isEmergency: true, tell: [], spared: [] }])
    const told = await tellOf({ answers: { bladder: true }, height: '17', weight: '' }, 'p')
    expect(told.isEmergency).toBe(true)
    expect(asked.map((one) => one.body)).toEqual([
      { patient: 'p', answers: { bladder: true }, heightCm: 17 },
      { patient: 'p', answers: { bladder: true } },
    ])
  })
})
