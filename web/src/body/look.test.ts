// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { alone, firstLook, leftAfterPeel, opacityOf, rankedDepths, withShown, type Part } from './look'

const skin: Part = { id: 'skin', group: 'skin', depth: 0 }
const outer: Part = { id: 'gluteus_maximus.right', group: 'muscles', depth: 0 }
const inner: Part = { id: 'piriformis.right', group: 'muscles', depth: 1 }
const nerve: Part = { id: 'sciatic_nerve.right', group: 'nerves', depth: 0 }
const bone: Part = { id: 'sacrum', group: 'bones', depth: 0 }
const all = [skin, outer, inner, nerve, bone]

describe('what is shown', () => {
  it('peels from the skin inwards until bones are left', () => {
    const left = (peel: number): readonly boolean[] => all.map((part) => leftAfterPeel(part, peel) > 0)
    expect(left(0)).toEqual([true, true, true, true, true])
    expect(left(0.2)).toEqual([false, true, true, true, true])
    expect(left(0.5)).toEqual([false, false, true, true, true])
    expect(left(0.75)).toEqual([false, false, false, true, true])
    expect(left(1)).toEqual([false, false, false, false, true])
  })

  it('leaves what is meant to be seen', () => {
    expect(opacityOf({ ...firstLook, peel: 1, kept: inner.id }, inner)).toBe(1)
    expect(opacityOf({ ...firstLook, peel: 1, kept: inner.id }, outer)).toBe(0)
  })

  it('keeps visibility and opacity apart', () => {
    const faded = withShown(firstLook, [nerve], { opacity: 0.3 })
    expect(opacityOf(faded, nerve)).toBeCloseTo(0.3)
    const hidden = withShown(faded, [nerve], { isVisible: false })
    expect(opacityOf(hidden, nerve)).toBe(0)
    expect(opacityOf(withShown(hidden, [nerve], { isVisible: true }), nerve)).toBeCloseTo(0.3)
  })

  it('shows something alone within the skin', () => {
    const look = alone({ ...firstLook, peel: 0.5 }, all, new Set([nerve.id]))
    expect(all.filter((part) => opacityOf(look, part) > 0).map((part) => part.id)).toEqual([
      skin.id,
      nerve.id,
    ])
  })

  it('begins without the courses that most people do not have', () => {
    expect(opacityOf(firstLook, { ...nerve, isVariant: true })).toBe(0)
  })

  it('ranks depths from the skin', () => {
    const ranks = rankedDepths(
      new Map([
        ['a', 40],
        ['b', 5],
        ['c', 20],
      ]),
    )
    expect([...ranks]).toEqual([
      ['b', 0],
      ['c', 0.5],
      ['a', 1],
    ])
    expect(rankedDepths(new Map([['a', 1]])).get('a')).toBe(0)
  })
})
