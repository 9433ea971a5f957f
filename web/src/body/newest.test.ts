// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Newest, type Told } from './newest'

type Pending = { wanted: number; answer: (text: string) => void; fail: (thrown: Error) => void }

function begin(restMs?: number): {
  newest: Newest<number, string>
  asked: Pending[]
  told: Told<number, string>[]
} {
  const asked: Pending[] = []
  const told: Told<number, string>[] = []
  const newest = new Newest<number, string>(
    (wanted) => new Promise((answer, fail) => asked.push({ wanted, answer, fail })),
    (one) => told.push(one),
    () => restMs ?? 0,
  )
  return { newest, asked, told }
}
const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await Promise.resolve()
}

afterEach(() => vi.useRealTimers())

describe('the newest wish', () => {
  it('has one question on its way, and asks the newest next', async () => {
    const { newest, asked, told } = begin()
    for (const wish of [1, 2, 3, 4]) newest.want(wish)
    expect(asked.map((one) => one.wanted)).toEqual([1])
    asked[0]?.answer('one')
    await settle()
    expect(asked.map((one) => one.wanted)).toEqual([1, 4])
    asked[1]?.answer('four')
    await settle()
    expect(told).toEqual([
      { state: 'answered', wanted: 1, answer: 'one' },
      { state: 'answered', wanted: 4, answer: 'four' },
    ])
    expect(asked).toHaveLength(2)
  })

  it('goes on after a refusal', async () => {
    const { newest, asked, told } = begin()
    newest.want(1)
    newest.want(2)
    asked[0]?.fail(new Error('no'))
    await settle()
    expect(told[0]).toMatchObject({ state: 'failed', wanted: 1 })
    expect(asked[1]?.wanted).toBe(2)
  })

  it('rests between answers where that is wanted', async () => {
    vi.useFakeTimers()
    const { newest, asked } = begin(100)
    newest.want(1)
    asked[0]?.answer('one')
    await settle()
    newest.want(2)
    newest.want(3)
    expect(asked).toHaveLength(1)
    vi.advanceTimersByTime(100)
    await settle()
    expect(asked.map((one) => one.wanted)).toEqual([1, 3])
  })

  it('tells nothing when nobody listens any more', async () => {
    const { newest, asked, told } = begin()
    newest.want(1)
    newest.want(2)
    newest.stop()
    asked[0]?.answer('one')
    await settle()
    newest.want(3)
    expect(told).toEqual([])
    expect(asked).toHaveLength(1)
  })
})
