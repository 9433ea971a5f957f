// SPDX-License-Identifier: Apache-2.0
import { toggled } from '@/record/answers'
import { describe, expect, it } from 'vitest'
import type { Body } from '@/api/entries'
import {
  addNeedle,
  anotherLike,
  changeNeedle,
  clockText,
  isDue,
  needlesOf,
  preparedNeedles,
  putIn,
  secondsSince,
  stageOf,
  takeBack,
  takeOut,
  tallyOf,
} from './needles'
import type { SessionBody } from './wire'

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 30, 9, minute)).toISOString()
const path = {
  entryMm: { x: 0, y: 0, z: 0 },
  direction: { x: 0, y: 1, z: 0 },
  depthMm: 40,
  diameterMm: 0.3,
  lengthMm: 60,
  instruction: 'Enter here.',
}
const plan = {
  targets: [
    { target: 'gluteus_medius.right', path, technique: 'still' },
    { target: 'piriformis.right', noPath: 'Too near the nerve.' },
    { target: 'multifidus.left', level: 'l4', path },
  ],
} as unknown as Body<'plan'>
const session = (): SessionBody => ({
  patient: 'p',
  episode: 'e',
  plan: 'pl',
  consent: 'c',
  practitioner: 'd',
  began: at(0),
  needles: preparedNeedles(plan),
})

describe('the needles of a session', () => {
  it('are laid out as the plan has them, and none where it found no path', () => {
    expect(
      needlesOf(session()).map((one) => [one.target, one.plannedTarget, one.level, one.lengthMm]),
    ).toEqual([
      ['gluteus_medius.right', 0, undefined, 60],
      ['multifidus.left', 2, 'l4', 60],
    ])
    expect(tallyOf(session())).toEqual({ in: 0, out: 0, still: 0 })
  })

  it('are counted as they go in and come out, once each', () => {
    let now = putIn(session(), 0, at(1), 40)
    now = putIn(now, 0, at(2), 30)
    expect(needlesOf(now)[0]).toMatchObject({ timeIn: at(1), depthMm: 40 })
    now = putIn(now, 1, at(2))
    expect(tallyOf(now)).toEqual({ in: 2, out: 0, still: 2 })
    now = takeOut(now, 0, at(11), 'd')
    now = takeOut(now, 0, at(12), 'x')
    expect(needlesOf(now)[0]).toMatchObject({ timeOut: at(11), removedBy: 'd' })
    expect(tallyOf(now)).toEqual({ in: 2, out: 1, still: 1 })
  })

  it('never come out before they went in', () => {
    expect(takeOut(session(), 0, at(1))).toEqual(session())
  })

  it('can be taken back one step at a time', () => {
    const twice = takeOut(putIn(session(), 0, at(1), 40), 0, at(2), 'd')
    const once = takeBack(twice, 0)
    expect(needlesOf(once)[0]).not.toHaveProperty('timeOut')
    expect(needlesOf(once)[0]).not.toHaveProperty('removedBy')
    expect(takeBack(once, 0)).toEqual(session())
  })

  it('that were left out on purpose are not counted', () => {
    const now = changeNeedle(session(), 1, { note: 'Not used' })
    expect(needlesOf(now).map(stageOf)).toEqual(['ready', 'unused'])
    expect(tallyOf(now).in).toBe(0)
    expect(needlesOf(putIn(now, 1, at(1)))[1]).not.toHaveProperty('note')
  })

  it('can be more than were planned', () => {
    const [first] = needlesOf(session())
    if (!first) throw new Error('no needle')
    const more = addNeedle(
      putIn(session(), 0, at(1), 40),
      anotherLike({ ...first, timeIn: at(1), twitch: true }),
    )
    expect(needlesOf(more)[2]).toEqual(first)
  })
})

describe('what was felt', () => {
  it('is nothing, or something', () => {
    expect(toggled(['ache'], 'none')).toEqual(['none'])
    expect(toggled(['none'], 'ache')).toEqual(['ache'])
    expect(toggled(['ache', 'warmth'], 'ache')).toEqual(['warmth'])
  })
})

describe('the clock of a needle', () => {
  const needle = { target: 'piriformis.right', timeIn: at(0) }
  it('is read from the time it went in, so that a crash changes nothing', () => {
    expect(secondsSince(at(0), Date.parse(at(7)) + 5999)).toBe(425)
    expect(clockText(425)).toBe('7:05')
    expect(secondsSince(at(5), Date.parse(at(0)))).toBe(0)
  })
  it('is due after the planned minutes, and never when needles come out at once', () => {
    expect(isDue(needle, 10, Date.parse(at(9)))).toBe(false)
    expect(isDue(needle, 10, Date.parse(at(10)))).toBe(true)
    expect(isDue(needle, 0, Date.parse(at(10)))).toBe(false)
    expect(isDue(needle, undefined, Date.parse(at(10)))).toBe(false)
    expect(isDue({ ...needle, timeOut: at(3) }, 1, Date.parse(at(10)))).toBe(false)
  })
})
