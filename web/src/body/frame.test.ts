// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import {
  directionToBody,
  directionToScene,
  distance,
  lettersOf,
  moved,
  tilted,
  toBody,
  toScene,
  unit,
  ways,
} from './frame'

const near = (a: number, b: number): void => expect(a).toBeCloseTo(b, 9)

describe('the two frames', () => {
  it('puts the patient upright, facing the viewer, their right on the left', () => {
    expect(toScene({ x: 1000, y: 0, z: 0 })).toEqual([-1, 0, 0])
    expect(toScene({ x: 0, y: 1000, z: 0 })[2]).toBe(1)
    expect(toScene({ x: 0, y: 0, z: 1000 })[1]).toBe(1)
  })

  it('comes back to where it began', () => {
    const place = { x: 139.97, y: -35.03, z: -112.49 }
    const [x, y, z] = toScene(place)
    const back = toBody({ x, y, z })
    near(back.x, place.x)
    near(back.y, place.y)
    near(back.z, place.z)
  })

  it('is a turn: right-handed stays right-handed', () => {
    const [a, b, c] = [ways.right, ways.front, ways.head].map(directionToScene)
    if (!a || !b || !c) throw new Error('three directions')
    const cross = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
    cross.forEach((part, index) => near(part, c[index] ?? NaN))
  })

  it('keeps the length of directions', () => {
    const [x, y, z] = directionToScene({ x: 0.6, y: 0, z: -0.8 })
    near(Math.hypot(x, y, z), 1)
    near(directionToBody({ x, y, z }).z, -0.8)
  })
})

describe('a needle that is moved', () => {
  it('goes along its direction', () => {
    expect(moved({ x: 1, y: 2, z: 3 }, ways.head, 10)).toEqual({ x: 1, y: 2, z: 13 })
    expect(distance({ x: 0, y: 0, z: 0 }, { x: 3, y: 4, z: 0 })).toBe(5)
  })

  it('tilts by as many degrees as was asked', () => {
    const before = unit({ x: 0.1, y: 0.9, z: 0.2 })
    const after = tilted(before, 'head', 1)
    const cos = before.x * after.x + before.y * after.y + before.z * after.z
    expect((Math.acos(cos) * 180) / Math.PI).toBeCloseTo(1, 6)
    expect(after.z).toBeGreaterThan(before.z)
  })

  it('tilts back to where it was, and not past the way it tilts to', () => {
    const before = unit({ x: 0, y: 1, z: 0 })
    const back = tilted(tilted(before, 'left', 5), 'front', 5)
    near(back.y, 1)
    near(tilted(before, 'front', 5).y, 1)
    near(tilted(unit({ x: 0, y: 1, z: 0.001 }), 'front', 5).y, 1)
  })
})

describe('letters of sides', () => {
  it('names what lies that way', () => {
    expect(lettersOf([1, 0, 0])).toEqual(['L'])
    expect(lettersOf([-1, 0, 0])).toEqual(['R'])
    expect(lettersOf([0, -1, 0])).toEqual(['F'])
    expect(lettersOf([0, 0, -1])).toEqual(['P'])
  })

  it('names two of what is oblique, the more so first', () => {
    expect(lettersOf([-0.8, 0, 0.6])).toEqual(['R', 'A'])
    expect(lettersOf([0.97, 0.24, 0])).toEqual(['L'])
  })
})
