// SPDX-License-Identifier: Apache-2.0
// How hard a text is to read: Flesch and Kincaid's grade (Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Research
// Branch Report 8-75, 1975), which is the years of school it asks for; and the share of long words.

export type Reading = Readonly<{
  wordsPerSentence: number
  /** Of all words, those of three syllables and more. */
  longShare: number
  grade: number
}>

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z']+/g) ?? []

/** Sentences end with a full stop, a question or exclamation mark, a colon or a line's end. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/[.?!:\n](?!\d)/)
    .map((one) => one.trim())
    .filter((one) => wordsOf(one).length > 0)
}

/** Groups of vowels, without a silent e at the end: "needle" has two, "make" one. */
export function syllablesIn(word: string): number {
  const groups = word.match(/[aeiouy]+/g)?.length ?? 0
  const isSilent = /[^aeiouy]e$/.test(word) && !/[^aeiouy]le$/.test(word)
  return Math.max(isSilent && groups > 1 ? groups - 1 : groups, 1)
}

export function readingOf(texts: readonly string[]): Reading {
  const sentences = texts.flatMap(sentencesOf)
  const words = sentences.flatMap(wordsOf)
  const syllables = words.map(syllablesIn)
  const all = syllables.reduce((sum, one) => sum + one, 0)
  const wordsPerSentence = words.length / sentences.length
  return {
    wordsPerSentence,
    longShare: syllables.filter((one) => one >= 3).length / words.length,
    grade: 0.39 * wordsPerSentence + 11.8 * (all / words.length) - 15.59,
  }
}

export function wordCount(sentence: string): number {
  return wordsOf(sentence).length
}
