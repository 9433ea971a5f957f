// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import type { Advice } from '../session/wire'
import { changedSince, consentOf, missingIn, newDraft } from './draft'

const advice = ['a', 'b', 'c'].map(
  (id): Advice => ({
    id,
    part: 'consent',
    text: id,
    isOnNeedling: true,
    isOnSheet: false,
    status: 'signed',
    where: '',
    sources: [],
    mark: 'seen',
    digest: `digest of ${id}`,
  }),
)
const about = { patient: 'p', plan: 'pl', practitioner: 'd', knowledge: 'k', at: '2026-11-30T09:00:00.000Z' }

describe('a consent', () => {
  it('has told nothing and answered nothing before somebody says so', () => {
    expect(missingIn(newDraft('en'), false)).toEqual(['told', 'answer', 'way'])
  })

  it('on the screen needs a signature, of whom else a name, of a no the why', () => {
    const draft = { ...newDraft('en'), told: ['a'], answer: 'given', way: 'on_screen' } as const
    expect(missingIn(draft, false)).toEqual(['signature'])
    expect(missingIn(draft, true)).toEqual([])
    expect(missingIn({ ...draft, givenBy: 'guardian' }, true)).toEqual(['giver'])
    expect(missingIn({ ...draft, answer: 'refused' }, false)).toEqual(['why'])
  })

  it('keeps each sentence with the digest of the words that were shown', () => {
    const body = consentOf(
      { ...newDraft('fr'), told: ['c', 'a'], answer: 'given', way: 'on_screen', refusedWhy: 'left over' },
      about,
      advice,
      { name: 'signature.png', mediaType: 'image/png', blob: 'f'.repeat(64), bytes: 3, base64: 'AAAA' },
    )
    expect(body).toEqual({
      patient: 'p',
      plan: 'pl',
      practitioner: 'd',
      at: about.at,
      textVersion: 'k',
      language: 'fr',
      points: [
        { id: 'a', version: 'digest of a' },
        { id: 'c', version: 'digest of c' },
      ],
      answer: 'given',
      givenBy: 'patient',
      way: 'on_screen',
      copyGiven: false,
      documents: [{ name: 'signature.png', mediaType: 'image/png', blob: 'f'.repeat(64), bytes: 3 }],
    })
    expect(changedSince(body, advice)).toEqual([])
    expect(changedSince(body, [{ ...(advice[0] as Advice), digest: 'other words' }])).toEqual(['a', 'c'])
  })
})
