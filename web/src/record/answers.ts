// SPDX-License-Identifier: Apache-2.0
// Answers by finding and side. What was not asked has no answer at all: there is no third value for it.
import type { Answer, Answers, Question } from '@/api/library'

export type Side = 'right' | 'left'

/** As the body is looked at from the front: the patient's right is on the left. */
export const sides: readonly Side[] = ['right', 'left']

/** Under what a question is answered: itself, or each side. */
export function keysOf(question: Question): readonly string[] {
  return question.hasSides ? sides.map((side) => `${question.id}.${side}`) : [question.id]
}

/** The finding that a key or a finding with its side speaks of. */
export function findingOf(key: string): string {
  return key.replace(/\.(right|left)$/, '')
}

export function sideOf(key: string): Side | undefined {
  const found = /\.(right|left)$/.exec(key)
  return found ? (found[1] as Side) : undefined
}

/** Whether every side was answered. */
export function isAnswered(question: Question, answers: Answers): boolean {
  return keysOf(question).every((key) => answers[key] !== undefined)
}

/** With one answer more, or one less where it is not known. */
export function withAnswer(answers: Answers, key: string, answer: Answer | undefined): Answers {
  const { [key]: before, ...rest } = answers
  if (answer === undefined) return before === undefined ? answers : rest
  return { ...rest, [key]: answer }
}

/** One of several more, or one less; "none" stands alone. */
export function toggled<T extends string>(chosen: readonly T[] | undefined, one: T): T[] {
  const now = chosen ?? []
  if (now.includes(one)) return now.filter((other) => other !== one)
  return one === 'none' ? [one] : [...now.filter((other) => other !== 'none'), one]
}

/** A number as it was typed, with a point or a comma; undefined when it is none. */
export function numberOf(typed: string): number | undefined {
  const text = typed.trim().replace(',', '.')
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined
}

/** An answer in the words of its question. */
export function inWords(
  question: Question,
  answer: Answer,
  words: Readonly<{ yes: string; no: string }>,
): string {
  if (typeof answer === 'boolean') return answer ? words.yes : words.no
  const text = (id: string): string => question.choices?.find((one) => one.id === id)?.text ?? id
  if (typeof answer === 'string') return text(answer)
  if (typeof answer === 'number') return [String(answer), question.unit].filter(Boolean).join(' ')
  return answer.map(text).join(', ')
}
