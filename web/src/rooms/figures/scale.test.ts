// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest'
import { niceTop, ratioPlace, ticksTo } from './scale'

it('a scale ends at the next round number', () => {
  expect([0, 0.07, 0.1, 0.11, 3, 618].map(niceTop)).toEqual([1, 0.1, 0.1, 0.2, 5, 1000])
  expect(niceTop(Number.NaN)).toBe(1)
})

it('ticks begin at nothing and end at the top', () => {
  expect(ticksTo(1000, 4)).toEqual([0, 500, 1000])
  expect(ticksTo(0.2, 4).at(-1)).toBeCloseTo(0.2)
})

it('a ratio stands between a tenth and ten times, and what has no end at the right', () => {
  expect(ratioPlace(1)).toBe(0.5)
  expect(ratioPlace(10)).toBe(1)
  expect(ratioPlace(0)).toBe(0)
  expect(ratioPlace(500)).toBe(1)
  expect(ratioPlace(null)).toBe(1)
  expect(ratioPlace(undefined)).toBeUndefined()
})
