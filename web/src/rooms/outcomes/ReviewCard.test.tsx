// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FakeClinic, renderAt } from '@/testing/fakeClinic'
import { OutcomesRoom } from './OutcomesRoom'

const none = { low: -1, middle: 0, high: 1 }
const chance = { value: 0.4, low: 0.2, high: 0.6 }
const rule = (id: string, because: string, todo: string) => ({
  id,
  step: 'go_on',
  because,
  do: todo,
  sources: ['S1'],
  certainty: 'low',
  mark: 'seen',
  isVerified: true,
  status: 'signed',
})
const asked = { finding: 'disabling', ask: 'Does the pain keep you from sleep?' }

function reviewOf(findings: Readonly<Record<string, boolean>>) {
  const isAnswered = findings['disabling'] !== undefined
  return {
    schema: 'filiform.progress/1',
    asOf: '2026-11-23',
    careBegan: '2026-10-29',
    instrument: 'nprs_leg',
    duration: 'recent',
    scores: 2,
    fitted: 2,
    sessionsDone: 1,
    instruments: [
      {
        instrument: 'nprs_leg',
        title: 'Leg pain, 0 to 10',
        scores: 2,
        isFollowable: true,
        first: 7,
        last: 3,
        verdict: 'better_and_matters',
        words: 'better than noise, and it matters',
        why: '',
        thresholds: [],
      },
    ],
    remeasured: { first: 7, expected: 6.7, mean: 5.5, reliability: 0.77 },
    tooLittle: '',
    summary: ['The pain behind the answers: a fall of 3.4 points.'],
    timeline: {
      now: 25,
      horizon: 60,
      scores: [
        { day: 0, on: '2026-10-29', value: 7, isDiary: false },
        { day: 25, on: '2026-11-23', value: 3, isDiary: false },
      ],
      sessions: [{ day: 4, on: '2026-11-02', isPlanned: false, soreHours: 24 }],
    },
    forecast: {
      start: { low: 6, middle: 7, high: 8 },
      now: { low: 2, middle: 3, high: 4 },
      parts: {
        change: none,
        expectedAnyway: none,
        nature: none,
        context: none,
        unexplained: none,
        needle: none,
      },
      important: chance,
      worse: chance,
      ahead: { on: '2027-01-04', level: { low: 1, middle: 2, high: 3 }, withoutNeedle: none },
      needle: { isCredited: false, creditProbability: 0.1, scoresSayLittle: true },
      otherBeliefs: [
        {
          id: 'sceptical',
          about: 'The needle does next to nothing.',
          important: 0.3,
          needle: none,
          ahead: none,
        },
      ],
      course: [0, 25, 60].map((day) => ({
        day,
        on: '2026-10-29',
        level: { low: 2, middle: 3, high: 4 },
        half: { low: 2.5, middle: 3, high: 3.5 },
        withoutNeedle: none,
        nature: { low: 3, middle: 4, high: 5 },
      })),
    },
    advice: {
      step: 'go_on',
      words: 'go on',
      rules: [
        rule('r1', 'It goes well.', 'Go on as planned.'),
        rule('r2', 'Not shown.', 'Not shown either.'),
      ],
      waiting: [],
      shown: ['r1'],
      toAsk: isAnswered ? [] : [{ ...asked, isAnswerable: true }],
      answered: [
        ...(isAnswered ? [{ ...asked, is: findings['disabling'] }] : []),
        { finding: 'cauda_equina_sign', ask: 'Any change of the bladder?', is: false },
      ],
    },
    beliefs: [],
    provenance: { program: 'p', courseSha256: 's', seed: 1 },
  }
}

type Refused = Readonly<{ status: number; code: string; detail: string; hint?: string; pointer?: string }>

function clinic(refuses?: (body: Record<string, unknown>) => Refused | undefined): {
  sent: Record<string, unknown>[]
} {
  const sent: Record<string, unknown>[] = []
  const made = new FakeClinic(undefined, (_, path, body) => {
    if (path !== '/api/v1/episodes/e1/progress') return undefined
    const said = body as Record<string, unknown>
    sent.push(said)
    return refuses?.(said) ?? reviewOf((said['findings'] ?? {}) as Record<string, boolean>)
  })
    .put('patient', 'p1', { family: 'Vale' })
    .put('episode', 'e1', { patient: 'p1', status: 'active', began: '2026-10-29' })
    .put('outcome', 'o1', { patient: 'p1', instrument: 'leg', on: '2026-10-29T09:00:00.000Z', score: 7 })
  made.install()
  return { sent }
}
const open = () => renderAt('/patients/:patient/outcomes/*?', '/patients/p1/outcomes', <OutcomesRoom />)

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

describe('a review', () => {
  it('says what comes next and why, what was found, and asks what only people know', async () => {
    const { sent } = clinic()
    open()
    expect(await screen.findByText('Ask first. As far as is known: go on')).toBeVisible()
    expect(screen.getByText('Go on as planned.')).toBeVisible()
    expect(screen.queryByText('Not shown either.')).toBeNull()
    expect(screen.getByText(/a fall of 3.4 points/)).toBeVisible()
    expect(screen.getByText('No, asked today.')).toBeVisible()
    expect(screen.getByRole('img', { name: /about 7 when care began, about 3 now, about 2/ })).toBeVisible()

    const question = screen.getByRole('group', { name: asked.ask })
    await userEvent.setup().click(within(question).getByRole('radio', { name: 'No' }))
    await waitFor(() => expect(sent.at(-1)).toMatchObject({ findings: { disabling: false } }))
    expect(await screen.findByText('Next: go on')).toBeVisible()
    // It stays, so that it can be taken back.
    expect(screen.getByRole('group', { name: asked.ask })).toBeVisible()
  }, 60_000)

  it('shows what is wrong with a goal at its field, and keeps what is shown', async () => {
    clinic((said) =>
      (said['goal'] as { value: number } | undefined)?.value === 9
        ? {
            status: 422,
            code: 'course.goal',
            detail: 'The goal is no better than the first score.',
            pointer: '/goal/value',
          }
        : undefined,
    )
    open()
    const goal = await screen.findByLabelText('Goal: pain of at most')
    await userEvent.setup().type(goal, '9')
    expect(await screen.findByText(/no better than the first score/)).toBeVisible()
    expect(goal).toHaveValue('9')
    expect(screen.getByText('Go on as planned.')).toBeVisible()
  }, 60_000)

  it('says what is missing where no pain was scored', async () => {
    clinic(() => ({
      status: 409,
      code: 'review.no_score',
      detail: 'No pain was scored yet.',
      hint: 'Fill in one of the two.',
    }))
    open()
    expect(await screen.findByText('No pain was scored yet.')).toBeVisible()
    expect(screen.getByText('Fill in one of the two.')).toBeVisible()
  }, 60_000)
})
