// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { lettersOf } from './frame'
import {
  basisOf,
  between,
  panned,
  rotated,
  scaleBarMm,
  viewedAlong,
  viewedFrom,
  zoomed,
  type Pose,
} from './pose'

const pose: Pose = { target: [0, 0, 0], azimuth: 0.3, polar: 1.2, span: 1 }
const letters = (of: Pose): string => {
  const { out, right, up } = basisOf(of)
  return [out, right, up].map((way) => lettersOf(way).join('')).join(' ')
}

describe('where one looks from', () => {
  it('has the sides where radiology has them', () => {
    expect(letters(viewedFrom(pose, 'front'))).toBe('A L H')
    expect(letters(viewedFrom(pose, 'back'))).toBe('P R H')
    expect(letters(viewedFrom(pose, 'left'))).toBe('L P H')
    expect(letters(viewedFrom(pose, 'right'))).toBe('R A H')
    expect(letters(viewedFrom(pose, 'head'))).toBe('H L P')
  })

  it('looks down a needle', () => {
    const along = [0.3, -0.2, -0.933] as const
    const { out } = basisOf(viewedAlong(pose, along))
    out.forEach((part, index) => expect(part).toBeCloseTo(-(along[index] ?? NaN), 2))
  })

  it('does not turn over the head', () => {
    expect(rotated(pose, 0, 10000).polar).toBe(0)
    expect(rotated(pose, 0, -10000).polar).toBe(Math.PI)
  })

  it('moves the body with the hand', () => {
    const front = viewedFrom(pose, 'front')
    const moved = panned(front, 100, 50, 500)
    expect(moved.target[0]).toBeCloseTo(-0.2)
    expect(moved.target[1]).toBeCloseTo(0.1)
  })

  it('comes no nearer and goes no farther than makes sense', () => {
    expect(zoomed(pose, 1e-9).span).toBe(0.02)
    expect(zoomed(pose, 1e9).span).toBe(4)
  })

  it('flies the shorter way round', () => {
    const from = { ...pose, azimuth: 3 }
    const to = { ...pose, azimuth: -3 }
    expect(between(from, to, 0).azimuth).toBeCloseTo(3)
    const end = between(from, to, 1).azimuth
    expect(Math.abs(end - 3)).toBeLessThan(0.3)
    expect(Math.sin(end)).toBeCloseTo(Math.sin(-3))
  })

  it('has a scale bar of a round length', () => {
    expect(scaleBarMm(0.1)).toBe(100)
    expect(scaleBarMm(0.099)).toBe(50)
    expect(scaleBarMm(0.0345)).toBe(20)
    expect(scaleBarMm(0.019)).toBe(10)
  })
})
