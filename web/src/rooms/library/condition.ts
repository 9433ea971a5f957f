// SPDX-License-Identifier: Apache-2.0
// Conditions arrive in the names of the findings ("age_years at least 70 and male yes"). Here they are read into a
// tree, so that they can be shown with the words of the questions. Nothing is decided by it: the server weighs.
import type { Question } from './wire'

export type Condition =
  | Readonly<{ is: 'all' | 'any'; of: readonly Condition[] }>
  | Readonly<{ is: 'atLeast'; count: number; of: readonly Condition[] }>
  | Readonly<{ is: 'not'; of: Condition }>
  | Readonly<{ is: 'answer'; question: string; side?: string; values: readonly string[]; bound?: string }>

class Unreadable extends Error {}

class Reader {
  private at = 0
  private readonly tokens: readonly string[]
  constructor(
    text: string,
    private readonly questions: ReadonlyMap<string, Question>,
  ) {
    this.tokens = text.match(/[();:]|[^\s();:]+/g) ?? []
  }

  whole(): Condition {
    const read = this.joined()
    if (this.at < this.tokens.length) throw new Unreadable()
    return read
  }

  private peek(ahead = 0): string {
    return this.tokens[this.at + ahead] ?? ''
  }

  private take(expected?: string): string {
    const token = this.peek()
    if (token === '' || (expected !== undefined && token !== expected)) throw new Unreadable()
    this.at += 1
    return token
  }

  private joined(): Condition {
    const parts = [this.one()]
    let word = ''
    while (this.peek() === 'and' || this.peek() === 'or') {
      const next = this.take()
      // Without brackets only one of the two words can be meant.
      if (word !== '' && next !== word) throw new Unreadable()
      word = next
      parts.push(this.one())
    }
    return parts.length === 1 && parts[0] ? parts[0] : { is: word === 'and' ? 'all' : 'any', of: parts }
  }

  private one(): Condition {
    if (this.peek() === 'not' && this.peek(1) === '(') {
      this.take()
      return { is: 'not', of: this.one() }
    }
    if (this.peek() === '(') {
      this.take()
      const inner = this.joined()
      this.take(')')
      return inner
    }
    if (this.peek() === 'at' && this.peek(1) === 'least' && this.peek(3) === 'of') return this.counted()
    return this.answer()
  }

  private counted(): Condition {
    this.at += 2
    const count = Number(this.take())
    this.take('of')
    this.take(':')
    const of = [this.joined()]
    while (this.peek() === ';') {
      this.take()
      of.push(this.joined())
    }
    return { is: 'atLeast', count, of }
  }

  private answer(): Condition {
    const [id = '', side] = this.take().split('.')
    const question = this.questions.get(id)
    if (!question) throw new Unreadable()
    const about = { is: 'answer', question: id, ...(side !== undefined ? { side } : {}) } as const
    const word = this.peek()
    if (word === 'above' || word === 'below') {
      this.take()
      return { ...about, bound: word, values: [this.take()] }
    }
    if (word === 'at' && (this.peek(1) === 'least' || this.peek(1) === 'most')) {
      this.take()
      const bound = `at ${this.take()}`
      return { ...about, bound, values: [this.take()] }
    }
    const values = [this.take()]
    const isChoice = (value: string): boolean => question.choices?.some((one) => one.id === value) ?? false
    while (this.peek() === 'or' && isChoice(this.peek(1))) {
      this.take()
      values.push(this.take())
    }
    return { ...about, values }
  }
}

/** What a condition says; undefined where it cannot be read, and is better shown as it is written. */
export function readCondition(text: string, questions: ReadonlyMap<string, Question>): Condition | undefined {
  try {
    return new Reader(text, questions).whole()
  } catch (thrown) {
    if (thrown instanceof Unreadable) return undefined
    throw thrown
  }
}
