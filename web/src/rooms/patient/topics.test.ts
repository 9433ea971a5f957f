// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compared, needling, otherQuestions, sciatica, speaksAgainst, speaksFor } from './topics'

const folder = '../data/knowledge/advice/'
const library = readdirSync(folder)
  .map((file) => readFileSync(folder + file, 'utf8'))
  .join('\n')
const inLibrary = new Set([...library.matchAll(/^ {2}- id: advice\.(\w+)$/gm)].map((found) => found[1]))

describe('what stands under the headings', () => {
  it('is in the library', () => {
    const sections = [...sciatica, ...needling, ...otherQuestions].flatMap(({ ids }) => ids)
    const ids = [...sections, ...speaksFor, ...speaksAgainst, ...compared]
    expect(inLibrary.size).toBeGreaterThan(40)
    expect(ids.filter((id) => !inLibrary.has(id))).toEqual([])
  })

  it('has every question that people ask', () => {
    const asked = [...library.matchAll(/^ {2}- id: advice\.(ask_\w+)$/gm)].map((found) => found[1])
    const shown = new Set(otherQuestions.flatMap(({ ids }) => ids))
    expect(asked.filter((id) => !shown.has(id ?? ''))).toEqual([])
  })
})
