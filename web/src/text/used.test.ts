// SPDX-License-Identifier: Apache-2.0
// Every key that is used is there, and every key that is there is used.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { english } from './en'

const filesBelow = (root: string, isWanted: RegExp): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => isWanted.test(file))
    .map((file) => readFileSync(`${root}/${file}`, 'utf8'))

const pages = filesBelow('src', /^(?!text\/|.*(\.test\.|generated|fixture)).*\.tsx?$/).join('\n')
/** Where the words of the record come from: the nouns in C++, the library and the body in data. */
const server = [
  ...filesBelow('../src', /(?<!_test)\.(cpp|h)$/),
  ...filesBelow('../data', /\.(ya?ml|json)$/),
].join('\n')

const tokensOf = (text: string): ReadonlySet<string> => new Set(text.match(/[A-Za-z0-9_]+/g) ?? [])
const inPages = tokensOf(pages)
const inServer = tokensOf(server)

/** What stands before and after what is put in: `plan_${state}` is ["plan_", ""]. */
type Pattern = readonly [prefix: string, suffix: string]
const patternsOf = (found: IterableIterator<RegExpMatchArray>): readonly Pattern[] =>
  [...found].map((match) => [match[1] ?? '', match[2] ?? ''])
/** What is put in is a word that somewhere is, or several of them. */
function isMade(key: string, [prefix, suffix]: Pattern, known: ReadonlySet<string>): boolean {
  if (!key.startsWith(prefix) || !key.endsWith(suffix)) return false
  const put = key.slice(prefix.length, key.length - suffix.length)
  return known.has(put) || put === '*' || put.split('_').every((part) => known.has(part))
}

const { words, ...rooms } = english

describe('the texts', () => {
  it.each(Object.entries(rooms))('of %s are all read', (room, messages) => {
    const said = new Set(
      [...pages.matchAll(new RegExp(`['"\`]${room}\\.(\\w+)['"\`]`, 'g'))].map((one) => one[1]),
    )
    const patterns = patternsOf(pages.matchAll(new RegExp(`\`${room}\\.(\\w*)\\$\\{[^\`]*?\\}(\\w*)\``, 'g')))
    const known = new Set([...inPages, ...inServer])
    const unread = Object.keys(messages).filter(
      (key) => !said.has(key) && !patterns.some((pattern) => isMade(key, pattern, known)),
    )
    expect(unread).toEqual([])
  })

  it('that are asked for are all there', () => {
    const asked = [...pages.matchAll(/\b(?:t|rich)\(\s*['"](\w+)\.(\w+)['"]/g)]
    const missing = asked.filter(([, room = '', key = '']) => !(key in ((english as Rooms)[room] ?? {})))
    expect(asked.length).toBeGreaterThan(1000)
    expect(missing.map(([, room, key]) => `${room ?? ''}.${key ?? ''}`)).toEqual([])
  })

  it('for words of the record are of words that there are', () => {
    const patterns = patternsOf(pages.matchAll(/`(\w+_)\$\{[^`]*\}(\w*)`/g))
    const known = new Set([...inServer, ...inPages])
    const unread = Object.keys(words).filter(
      (word) => !known.has(word) && !patterns.some((pattern) => isMade(word, pattern, known)),
    )
    expect(unread).toEqual([])
  })
})

type Rooms = Readonly<Record<string, Readonly<Record<string, string>>>>
