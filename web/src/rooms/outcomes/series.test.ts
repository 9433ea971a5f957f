// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import {
  coursesOf,
  namesFromBefore,
  stepsOf,
  ticksOf,
  type Instrument,
  type Item,
  type Outcome,
} from './series'

const instrument = (id: string, isActive = true, items: object[] = []): Instrument =>
  ({
    id,
    state: 'signed',
    body: { code: id, isActive, items, scoring: { method: 'single' } },
  }) as unknown as Instrument
const outcome = (id: string, of: string, on: string, score?: number, state = 'signed'): Outcome =>
  ({
    id,
    state,
    body: { instrument: of, on, ...(score === undefined ? {} : { score }) },
  }) as unknown as Outcome

describe('courses', () => {
  it('are in the order of time, and plot only what the server gave a score', () => {
    const [course] = coursesOf(
      [instrument('leg')],
      [
        outcome('2', 'leg', '2026-11-02T00:00:00Z', 4),
        outcome('1', 'leg', '2026-10-02T00:00:00Z', 7),
        outcome('3', 'leg', '2026-11-03T00:00:00Z'),
        outcome('4', 'leg', '2026-11-04T00:00:00Z', 9, 'mistaken'),
      ],
    )
    expect(course?.all.map((one) => one.id)).toEqual(['1', '2', '3'])
    expect(course?.points.map((one) => one.score)).toEqual([7, 4])
  })

  it('leave out what is not in use any more, unless it was filled in', () => {
    const old = [instrument('a', false), instrument('b', false)]
    expect(
      coursesOf(old, [outcome('1', 'b', '2026-11-02T00:00:00Z', 1)]).map((one) => one.instrument.id),
    ).toEqual(['b'])
  })
})

describe('items', () => {
  it('are answered by whole numbers side by side where these are few', () => {
    expect(stepsOf({ low: 0, high: 10 } as Item)).toHaveLength(11)
    expect(stepsOf({ low: -7, high: 7 } as Item)).toHaveLength(15)
    expect(stepsOf({ low: 0, high: 100 } as Item)).toBeUndefined()
    expect(stepsOf({ low: 0, high: 2.5 } as Item)).toBeUndefined()
  })

  it('ask for the same activities by the names they had', () => {
    const activities = instrument('act', true, [
      { linkId: 'activity_1', type: 'text', text: '' },
      { linkId: 'rating_1', type: 'number', text: '' },
    ])
    const last = { body: { answers: { activity_1: 'Walking', rating_1: 4 } } } as unknown as Outcome
    expect(namesFromBefore(activities, last)).toEqual({ activity_1: 'Walking' })
    expect(namesFromBefore(activities, undefined)).toEqual({})
  })

  it('have a few even numbers beside them', () => {
    expect(ticksOf(0, 10)).toEqual([0, 2, 4, 6, 8, 10])
    expect(ticksOf(-7, 7)).toEqual([-5, 0, 5])
  })
})
