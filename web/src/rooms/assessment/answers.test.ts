// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { inWords, isAnswered, keysOf, numberOf, toggled, withAnswer } from '@/record/answers'
import { bladder, medicines, powerL5, questions, thrust } from './fixture'
import { foundQuestions } from './FindQuestion'
import { countOf, partsOf, partWith } from './parts'

describe('answers', () => {
  it('are of each side where there are sides, and one side alone is half an answer', () => {
    expect(keysOf(thrust)).toEqual(['sij_thigh_thrust.right', 'sij_thigh_thrust.left'])
    expect(isAnswered(thrust, { 'sij_thigh_thrust.right': false })).toBe(false)
    expect(isAnswered(thrust, { 'sij_thigh_thrust.right': false, 'sij_thigh_thrust.left': false })).toBe(true)
  })

  it('are gone when taken back: not asked is no value', () => {
    expect(withAnswer({ a: false, b: 1 }, 'a', undefined)).toEqual({ b: 1 })
    expect(toggled(['aspirin'], 'aspirin')).toEqual([])
    expect(toggled(['aspirin'], 'none')).toEqual(['none'])
    expect(toggled(['none'], 'aspirin')).toEqual(['aspirin'])
  })

  it('are numbers with a point or a comma, and nothing else is one', () => {
    expect(numberOf('2.4')).toBe(2.4)
    expect(numberOf(' 2,4 ')).toBe(2.4)
    expect(numberOf('-3')).toBe(-3)
    for (const text of ['', '2.4 mm', '1e3', '0x10', '--1', '.', 'NaN', 'Infinity'])
      expect(numberOf(text)).toBeUndefined()
  })

  it('are read in the words of their choices', () => {
    const said = { yes: 'Yes', no: 'No' }
    expect(inWords(bladder, false, said)).toBe('No')
    expect(inWords(powerL5, 4, said)).toBe('4 MRC')
    expect(inWords(medicines, ['warfarin', 'aspirin'], said)).toBe('warfarin or the like; aspirin')
  })
})

describe('parts', () => {
  const parts = partsOf(questions, false)
  it('have every question once', () => {
    const all = parts.flatMap((part) => part.questions)
    expect(all).toHaveLength(questions.length)
    expect(new Set(all).size).toBe(questions.length)
    expect(partWith(parts, 'power_l5')).toBe('neurology')
    expect(partWith(parts, 'medicines')).toBe('medicines')
  })

  it('count what is answered, without what nobody has to ask', () => {
    expect(countOf([bladder, medicines], { bladder_change: false }, new Set())).toEqual({
      answered: 1,
      of: 2,
    })
    expect(countOf([bladder, medicines], { bladder_change: false }, new Set(['medicines']))).toEqual({
      answered: 1,
      of: 1,
    })
  })
})

it('questions are found by all words that were typed', () => {
  expect(foundQuestions(questions, 'big toe').map((one) => one.id)).toEqual(['power_l5'])
  expect(foundQuestions(questions, '  ')).toEqual([])
})
