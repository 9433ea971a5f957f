// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import type { Entry } from '@/api/entries'
import { partsOf, toggled } from './bodyRegions'
import { nextOf as nextPage } from './download'
import { patientWith } from './MyData'
import { outcomesOf } from './DiaryEntry'
import { activitiesOf, answersTo, lastActivities } from './series'
import { answered, bodyOf, emptySheet, numberOf } from './sheet'
import { checkSteps, firstOpen, formSteps, shownSteps, type Known } from './steps'
import { threadsOf } from './threads'
import { dayOf, timesOf } from './times'
import { nextOf } from './useNext'
import type { Question } from './wire'

const question = (id: string, more: Partial<Question> = {}): Question => ({
  id,
  group: 'pain',
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
const questions: readonly Question[] = [
  question('age', { isGiven: true }),
  question('cough_worse'),
  question('bladder_change', {
    group: 'cauda_equina',
    part: 'emergency',
    isEmergency: true,
    isAtCheck: true,
  }),
  question('vein_regions', { hasSides: true, kind: 'choices' }),
  question('slr', { part: 'examination' }),
  question('after_breath', { group: 'after_needling', isAtCheck: true }),
]
const nothing: Known = { answers: {}, skipped: [], spared: [], hasMarks: false }
const ids = (steps: readonly { id: string }[]): readonly string[] => steps.map((one) => one.id)

function entry<K extends 'outcome' | 'message' | 'task' | 'appointment' | 'assessment'>(
  kind: K,
  id: string,
  body: object,
): Entry<K> {
  return {
    id,
    kind,
    version: 1,
    state: 'open',
    at: '2026-11-30T09:00:00Z',
    by: 'x',
    body,
  } as unknown as Entry<K>
}

describe('the screens of the form', () => {
  it('begin with what could be an emergency and leave out what is given, examined or asked after needling', () => {
    expect(ids(formSteps(questions))).toEqual([
      'bladder_change',
      'own-body',
      'own-feel',
      'own-pain',
      'cough_worse',
      'vein_regions.right',
      'vein_regions.left',
      'own-medicines',
      'own-size',
      'own-end',
    ])
  })

  it('have an address each, whatever the library calls its questions', () => {
    const all = ids(formSteps([...questions, question('medicines'), question('pain'), question('end')]))
    expect(new Set(all).size).toBe(all.length)
  })

  it('leave out what the server spares, unless it was answered or is looked at', () => {
    const steps = formSteps(questions)
    const spared: Known = { ...nothing, spared: ['cough_worse', 'vein_regions'] }
    expect(ids(shownSteps(steps, spared, 'x'))).toEqual([
      'bladder_change',
      'own-body',
      'own-pain',
      'own-medicines',
      'own-size',
      'own-end',
    ])
    expect(ids(shownSteps(steps, spared, 'cough_worse'))).toContain('cough_worse')
    const said = { ...spared, answers: { cough_worse: false } }
    expect(ids(shownSteps(steps, said, 'x'))).toContain('cough_worse')
  })

  it('go on at the first question that was neither answered nor said to be not known', () => {
    const steps = formSteps(questions)
    expect(firstOpen(steps, { ...nothing, skipped: ['bladder_change'] })?.id).toBe('cough_worse')
  })

  it('are of the check what is asked after needling, bladder and bowels, and what the server still asks', () => {
    expect(ids(checkSteps(questions, ['cough_worse']))).toEqual([
      'after_breath',
      'cough_worse',
      'bladder_change',
      'own-end',
    ])
  })
})

describe('what is filled in', () => {
  const about = { patient: 'p', episode: 'e', practitioner: 'd', on: '2026-11-30' }

  it('has no answer where somebody does not know: not asked is not no', () => {
    const no = answered(emptySheet(), 'bladder_change', false)
    expect(bodyOf(no, about).answers).toEqual({ bladder_change: false })
    const unknown = answered(no, 'bladder_change', null)
    expect(unknown.skipped).toEqual(['bladder_change'])
    expect(bodyOf(unknown, about)).toEqual(about)
    expect(answered(unknown, 'bladder_change', true).skipped).toEqual([])
  })

  it('is sent without what is empty or no number', () => {
    const sheet = { ...emptySheet(), leg: 0, height: '1,70m', weight: '68,5', medicines: ' ' }
    expect(bodyOf(sheet, about)).toEqual({ ...about, pain: { leg: 0 }, weightKg: 68.5 })
    expect([numberOf(''), numberOf(' 7 '), numberOf('x')]).toEqual([undefined, 7, undefined])
  })
})

describe('the body drawn', () => {
  it('has the right side on the right from behind and on the left from the front', () => {
    const from = (view: 'back' | 'front'): number => {
      const right = partsOf(view).find((one) => one.region === 'knee' && one.side === 'right')
      return Number(/M(\d+)/.exec(right?.path ?? '')?.[1])
    }
    expect(from('back')).toBeGreaterThan(100)
    expect(from('front')).toBeLessThan(100)
  })

  it('marks a part and takes it away again', () => {
    const part = { region: 'calf', side: 'right', path: '' } as const
    const marked = toggled([], 'back', part)
    expect(marked).toEqual([{ regions: ['calf'], side: 'right', view: 'back' }])
    expect(toggled(marked, 'back', { ...part, side: 'left' })).toHaveLength(2)
    expect(toggled(marked, 'back', part)).toEqual([])
  })
})

describe('what is next', () => {
  const now = new Date('2026-11-30T09:00:00Z')
  const visit = (id: string, start: string, status: string, kind = 'needling') =>
    entry('appointment', id, { start, end: start, status, visit: kind })

  it('is the check first, then the form, messages and the visit; what is over is not', () => {
    const next = nextOf(
      {
        tasks: [
          entry('task', 't1', { what: 'check_after_session', about: 's1', status: 'waiting' }),
          entry('task', 't2', { what: 'check_after_session', about: 's0', status: 'done' }),
        ],
        visits: [
          visit('v0', '2026-11-29T10:00:00Z', 'done'),
          visit('v1', '2026-12-03T10:00:00Z', 'booked'),
          visit('v2', '2026-12-01T10:00:00Z', 'booked', 'first'),
          visit('v3', '2026-11-30T10:00:00Z', 'cancelled'),
        ],
        drafts: [],
        unread: 2,
      },
      now,
    )
    expect(next.map((one) => one.what)).toEqual(['check', 'form', 'message', 'visit'])
    expect(next.at(-1)).toMatchObject({ visit: { id: 'v2' } })
  })

  it('is going on with a form that was begun', () => {
    const next = nextOf({ tasks: [], visits: [], drafts: [entry('assessment', 'a', {})], unread: 0 }, now)
    expect(next).toEqual([{ what: 'goOn' }])
  })
})

describe('the diary', () => {
  const outcomes = [
    entry('outcome', 'o2', { code: 'nprs_leg', on: '2026-11-16T10:00:00Z', answers: { pain: 4 } }),
    entry('outcome', 'o1', { code: 'nprs_leg', on: '2026-11-09T10:00:00Z', answers: { pain: 6 } }),
    {
      ...entry('outcome', 'o0', { code: 'nprs_leg', on: '2026-11-01T10:00:00Z', answers: { pain: 9 } }),
      state: 'mistaken' as const,
    },
    entry('outcome', 'o3', {
      code: 'chosen_activities',
      on: '2026-11-16T10:00:00Z',
      answers: { activity_1: 'Walk', rating_1: 5, activity_2: 'Sit ', rating_2: 3, activity_3: 'Bend' },
    }),
  ]

  it('shows what was written in the order of time, without what was a mistake', () => {
    expect(answersTo(outcomes, 'nprs_leg', 'pain').map((one) => one.value)).toEqual([6, 4])
    expect(activitiesOf(outcomes).map(({ name, points }) => [name, points[0]?.value])).toEqual([
      ['Walk', 5],
      ['Sit', 3],
    ])
    expect(lastActivities(outcomes)).toEqual(['Walk', 'Sit ', 'Bend'])
  })

  it('becomes outcomes of what was filled in, and leaves the score to the server', () => {
    const instrument = (code: string) =>
      ({ id: `i-${code}`, body: { code, version: '1' } }) as unknown as Entry<'instrument'>
    const made = outcomesOf(
      { leg: 0, back: null, change: null, names: ['Walk', '', 'Bend'], ratings: [4, null, 7] },
      instrument,
      { patient: 'p' },
    )
    expect(made.map((one) => [one.code, one.answers, one.score])).toEqual([
      ['nprs_leg', { pain: 0 }, undefined],
      ['chosen_activities', { activity_1: 'Walk', rating_1: 4, activity_2: 'Bend', rating_2: 7 }, undefined],
    ])
  })
})

describe('my data', () => {
  it('changes what was typed, empties what was taken away, and keeps the rest', () => {
    const before = {
      family: 'Vale',
      birthDate: '1985-01-19',
      phone: '1',
      email: 'a@b.example',
      emergencyContact: { name: 'Ann', email: 'ann@b.example' },
    }
    const typed = {
      preferredName: ' Shirin ',
      gender: '',
      phone: '2',
      email: '',
      lines: '5 Row\n',
      city: '',
      region: '',
      postcode: '',
      country: 'gb',
      language: '',
      contactName: 'Ann',
      contactRelation: 'sister',
      contactPhone: '',
      needsInterpreter: false,
      mayBePhoned: true,
      mayBeTexted: false,
      mayBeEmailed: false,
      mayBePosted: false,
    }
    expect(patientWith(before, typed)).toEqual({
      family: 'Vale',
      birthDate: '1985-01-19',
      preferredName: 'Shirin',
      phone: '2',
      address: { lines: ['5 Row'], country: 'GB' },
      emergencyContact: { name: 'Ann', relation: 'sister', email: 'ann@b.example' },
      needsInterpreter: false,
      mayBePhoned: true,
      mayBeTexted: false,
      mayBeEmailed: false,
      mayBePosted: false,
    })
  })
})

describe('threads, times and pages', () => {
  it('puts answers under what they answer, even when two answer each other', () => {
    const message = (id: string, sentAt: string, from: string, answers?: string) =>
      entry('message', id, { subject: id, text: id, sentAt, from, ...(answers ? { answers } : {}) })
    const threads = threadsOf(
      [
        message('m1', '2026-11-10T10:00:00Z', 'p'),
        message('m2', '2026-11-11T10:00:00Z', 'doctor', 'm1'),
        message('m3', '2026-11-12T10:00:00Z', 'p'),
        message('x1', '2026-11-01T10:00:00Z', 'p', 'x2'),
        message('x2', '2026-11-02T10:00:00Z', 'p', 'x1'),
      ],
      'p',
    )
    expect(threads.slice(0, 2).map((one) => [one.id, one.messages.length, one.unread.length])).toEqual([
      ['m3', 1, 0],
      ['m1', 2, 1],
    ])
  })

  it('tells times on the clinic’s clocks', () => {
    const times = timesOf('en-GB', 'Europe/London')
    expect(times.time('2026-07-01T10:00:00Z')).toBe('11:00')
    expect(times.day('2026-12-01')).toBe('Tuesday 1 December')
    expect(dayOf(new Date('2026-07-01T23:30:00Z'), 'Europe/London')).toBe('2026-07-02')
  })

  it('follows the pages of the record on this server', () => {
    const link = [
      { relation: 'next', url: 'https://elsewhere.example/fhir/R4/Patient/p/$everything?_page=2' },
    ]
    expect(nextPage({ link })).toBe('/fhir/R4/Patient/p/$everything?_page=2')
    expect(nextPage({})).toBeUndefined()
  })
})
