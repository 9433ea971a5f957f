// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { words } from '../answers.fixture'
import { figures, regions, views } from './figure'
import { isInside, middleOf, softPath, toRecord } from './geometry'
import { areaAt, changes, drawnMark, markInWords, sideOfAll } from './marks'

describe('the drawing', () => {
  it('has the right of the patient on the left of the front, and on the right of the back', () => {
    expect(areaAt('front', [85, 300])).toMatchObject({ region: 'thigh_front', side: 'right' })
    expect(areaAt('back', [85, 300])).toMatchObject({ region: 'thigh_back', side: 'left' })
    expect(areaAt('right', [110, 300])).toMatchObject({ side: 'right' })
  })

  it('has every region of the record in some view', () => {
    const drawn = new Set(views.flatMap((view) => figures[view].areas.map((area) => area.region)))
    expect(regions.filter((region) => !drawn.has(region))).toEqual([])
    expect(new Set(regions).size).toBe(21)
  })

  it('means the smaller of two areas that lie on each other', () => {
    expect(areaAt('back', [100, 235])?.region).toBe('sacral')
    expect(areaAt('back', [100, 262])?.region).toBe('saddle')
    expect(areaAt('back', [125, 245])?.region).toBe('gluteal')
  })
})

describe('a drawn line', () => {
  it('becomes a mark with the regions it runs over, as shares of the drawing', () => {
    const mark = drawnMark('back', [
      [125, 250],
      [122, 300],
      [120, 400],
    ])
    expect(mark).toMatchObject({ view: 'back', side: 'right', regions: ['gluteal', 'thigh_back', 'calf'] })
    expect(mark?.drawn?.[0]).toEqual({ x: 0.625, y: 0.5208 })
  })

  it('is no mark outside the body, and is kept short', () => {
    expect(
      drawnMark('back', [
        [2, 470],
        [4, 478],
        [6, 470],
      ]),
    ).toBeUndefined()
    const long = Array.from(
      { length: 5000 },
      (_, i) => [110 + 20 * Math.sin(i), 300 + 40 * Math.cos(i * 1.7)] as const,
    )
    expect(drawnMark('back', long)?.drawn?.length).toBeLessThanOrEqual(180)
  })

  it('never leaves the drawing', () => {
    expect(toRecord([-5, 600])).toEqual({ x: 0, y: 1 })
  })

  it('is on both sides when it runs over both', () => {
    expect(sideOfAll(['left', 'right'])).toBe('both')
    expect(sideOfAll(['left', 'middle'])).toBe('left')
    expect(sideOfAll(['middle'])).toBe('middle')
    expect(sideOfAll([])).toBeUndefined()
  })
})

describe('marks in words', () => {
  it('say where, how and how strong', () => {
    expect(
      markInWords({ regions: ['calf'], side: 'right', qualities: ['cramping'], intensity: 0 }, words),
    ).toBe('calf, right: cramping, 0 of 10')
  })

  it('say what became of them since the last visit', () => {
    const before = [
      { regions: ['calf' as const], side: 'right' as const, intensity: 6 },
      { regions: ['gluteal' as const], side: 'both' as const },
    ]
    const now = [
      { regions: ['calf' as const], side: 'right' as const, intensity: 3 },
      { regions: ['gluteal' as const], side: 'left' as const },
      { regions: ['knee' as const], side: 'left' as const },
    ]
    expect(changes(before, now)).toEqual([
      { kind: 'less', place: { region: 'calf', side: 'right', intensity: 3 }, from: 6, to: 3 },
      { kind: 'new', place: { region: 'knee', side: 'left', intensity: undefined } },
      { kind: 'gone', place: { region: 'gluteal', side: 'right', intensity: undefined } },
    ])
  })
})

it('a point in a square is inside, one beside it is not', () => {
  const square = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ] as const
  expect(isInside([5, 5], square)).toBe(true)
  expect(isInside([15, 5], square)).toBe(false)
  expect(middleOf(square)).toEqual([5, 5])
  expect(
    softPath(
      [
        [0, 0],
        [6, 0],
      ],
      false,
    ),
  ).toBe('M0 0C1 0 5 0 6 0')
})
