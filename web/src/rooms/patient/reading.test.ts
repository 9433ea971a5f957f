// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import english from '@/text/en/patient.json'
import { readingOf, sentencesOf, syllablesIn, wordCount } from './reading'

/** A twelve-year-old is in the sixth or seventh year of school. */
const mostGrade = 5
const mostWordsPerSentence = 10
const mostLongShare = 0.1
const longestSentence = 20

/** Of "{count, plural, one {# day} other {# days}}" what is read with several. */
const plain = (text: string): string =>
  text
    .replace(/\{\w+, plural,.*?other \{(.*?)\}\}/g, '$1')
    .replace(/\{\w+(, number)?\}/g, 'it')
    .replaceAll('#', '2')

describe('the words of the patient pages', () => {
  const texts = Object.values(english).map(plain)

  it('can be read by a twelve-year-old', () => {
    const sentences = texts.filter((text) => wordCount(text) >= 4)
    const reading = readingOf(sentences)
    expect(reading.grade).toBeLessThanOrEqual(mostGrade)
    expect(reading.wordsPerSentence).toBeLessThanOrEqual(mostWordsPerSentence)
    expect(reading.longShare).toBeLessThanOrEqual(mostLongShare)
  })

  it('have no long sentence among them', () => {
    const long = texts.flatMap(sentencesOf).filter((one) => wordCount(one) > longestSentence)
    expect(long).toEqual([])
  })

  it('are measured by a measure that can fail', () => {
    const hard =
      'Intramuscular manual therapy constitutes an intervention whose efficacy regarding radiculopathy remains insufficiently established.'
    expect(readingOf([hard]).grade).toBeGreaterThan(12)
    expect([syllablesIn('needle'), syllablesIn('make'), syllablesIn('emergency')]).toEqual([2, 1, 4])
  })
})
