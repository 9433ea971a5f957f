// SPDX-License-Identifier: Apache-2.0
import { isAnswered } from '@/record/answers'
import { describe, expect, it } from 'vitest'
import { answersToday, askedToday, changesInWords, keptScreening } from './screeningAgain'
import type { Question, Screening } from './wire'

const question = (id: string, more: Partial<Question> = {}): Question => ({
  id,
  group: 'general',
  part: 'history',
  ask: `${id}?`,
  kind: 'yes_no',
  hasSides: false,
  isEmergency: false,
  locks: false,
  isGiven: false,
  isAskedEachVisit: false,
  isAtCheck: false,
  sources: [],
  ...more,
})
const questions = [
  question('sleep'),
  question('today', { isAskedEachVisit: true, kind: 'choices', choices: [{ id: 'fever', text: 'a fever' }] }),
  question('bladder', { isEmergency: true }),
  question('weak', { isEmergency: true, hasSides: true }),
  question('age', { isGiven: true, isEmergency: true }),
  { ...question('power'), isEmergency: true, ask: undefined } as unknown as Question,
]
const asked = askedToday(questions)

describe('what is asked again at a visit', () => {
  it('is what could mean an emergency, then what rules want at every visit, as far as it can be asked', () => {
    expect(asked.map((one) => one.id)).toEqual(['bladder', 'weak', 'today'])
  })

  it('is not known until somebody answers: the last answer does not stand in', () => {
    const before = { bladder: false, 'weak.right': false, sleep: true, power: 5 }
    expect(answersToday(before, {}, asked)).toEqual({ sleep: true, power: 5 })
    expect(answersToday(before, { bladder: true }, asked)).toEqual({ sleep: true, power: 5, bladder: true })
  })

  it('is answered when both sides are', () => {
    const weak = asked[1] as Question
    expect(isAnswered(weak, { 'weak.right': false })).toBe(false)
    expect(isAnswered(weak, { 'weak.right': false, 'weak.left': false })).toBe(true)
  })

  it('is noted where it differs from last time', () => {
    const words = { yes: 'Yes', no: 'No' }
    expect(changesInWords({ bladder: false }, { bladder: false, today: ['fever'] }, asked, words)).toEqual([
      'today? a fever',
    ])
  })
})

describe('the decision that a session keeps', () => {
  it("is the server's, in its ids", async () => {
    const screening: Screening = {
      decision: 'ask',
      mayNeedle: false,
      toAsk: [{ finding: 'bladder', ask: 'bladder?' }],
      notAsked: [],
      answered: [],
      restraint: [{ text: 'Thin needles.', rules: [] }],
      findings: [
        {
          ruleId: 'cauda',
          what: 'Cauda equina',
          known: false,
          level: 'emergency_today',
          needling: 'stop',
          because: 'It cannot be told.',
          do: 'Ask.',
          mark: 'seen',
          sources: [],
          answers: [],
          missing: ['bladder', 'bladder'],
        },
      ],
    }
    const kept = await keptScreening(screening, { answers: {} }, 'k', '2026-11-30T09:00:00.000Z')
    expect(kept).toMatchObject({
      decision: 'ask',
      mayNeedle: false,
      rules: [{ id: 'cauda', level: 'emergency_today', needling: 'stop', isKnown: false }],
      toAsk: ['bladder'],
      unansweredEmergency: ['bladder'],
      restraint: ['Thin needles.'],
      knowledge: 'k',
    })
    expect(kept.inputs).toMatch(/^[0-9a-f]{64}$/)
  })
})
