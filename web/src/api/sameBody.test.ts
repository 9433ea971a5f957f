// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { isSameBody, tidy } from './sameBody'

describe('two bodies of an entry', () => {
  it('say the same whatever the order of fields, what is empty, and how an instant is written', () => {
    expect(
      isSameBody(
        { a: 1, b: '', c: [], at: '2026-11-30T09:00:00Z', needles: [{ x: 1, y: undefined }] },
        { needles: [{ x: 1 }], at: '2026-11-30T09:00:00.000Z', a: 1 },
      ),
    ).toBe(true)
  })
  it('differ by a value, a field, and the order of a list', () => {
    expect(isSameBody({ a: 1 }, { a: 2 })).toBe(false)
    expect(isSameBody({ a: false }, {})).toBe(false)
    expect(isSameBody({ a: 0 }, {})).toBe(false)
    expect(isSameBody({ list: [1, 2] }, { list: [2, 1] })).toBe(false)
    expect(isSameBody({ list: [1] }, { list: { 0: 1 } })).toBe(false)
  })
})

describe('a tidy body', () => {
  it('has no empty text and no empty list, and keeps what says no', () => {
    expect(tidy({ a: '', b: [], c: { d: '' }, e: false, f: 0, g: [{ h: '' }] })).toEqual({
      e: false,
      f: 0,
      g: [{}],
    })
  })
})
