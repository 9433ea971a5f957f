// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { opened } from './fixture'
import { carriedOn, cleaned, differences, isChanged, merged } from './merge'

const base = { ...opened.body, answers: { a: true, b: true, c: true }, impression: 'x' }

describe('two who wrote on one assessment', () => {
  it('clash only where both changed the same to something else', () => {
    const mine = { ...base, answers: { a: false, b: true, c: false } }
    const theirs = { ...base, answers: { a: true, b: false, c: false }, impression: 'y' }
    expect(differences(base, mine, theirs)).toEqual([
      { name: { answer: 'b' }, mine: true, theirs: false, isClash: false },
      { name: { field: 'impression' }, mine: 'x', theirs: 'y', isClash: false },
    ])
    const both = { ...base, answers: { ...base.answers, a: 2 } }
    expect(differences(base, mine, both)).toEqual([
      { name: { answer: 'a' }, mine: false, theirs: 2, isClash: true },
    ])
  })

  it('end with what was taken and all the rest that is here', () => {
    const mine = { ...base, answers: { a: false, b: true } }
    const theirs = { ...base, answers: { b: true, c: true }, impression: 'y' }
    expect(merged(mine, theirs, [{ answer: 'a' }, { field: 'impression' }])).toEqual({
      ...base,
      answers: { b: true },
      impression: 'y',
    })
  })
})

describe('what is typed while a version is written', () => {
  it('stays on top of it, with what the server worked out', () => {
    const screening = { decision: 'go', mayNeedle: true, inputs: 'd' } as const
    const stored = { ...base, screening }
    expect(carriedOn(base, stored, base)).toBe(stored)
    expect(carriedOn(base, stored, { ...base, impression: 'more' })).toEqual({
      ...stored,
      impression: 'more',
    })
  })

  it('is no change when only the server worked something out', () => {
    expect(isChanged(base, { ...base, causes: [{ id: 'disc', probability: 0.4 }] })).toBe(false)
    expect(isChanged(base, { ...base, impression: 'y' })).toBe(true)
  })
})

it('leaves out what is empty, and keeps what is no and what is 0', () => {
  expect(cleaned({ ...opened.body, impression: '', chart: [], answers: {}, heightCm: 0 })).toEqual({
    ...opened.body,
    heightCm: 0,
  })
})
