// SPDX-License-Identifier: Apache-2.0
import { Ray, Vector3 } from 'three'
import { describe, expect, it } from 'vitest'
import { depthAt, keepingTip, turnedTo, type Aim } from './drag'
import { directionToScene, toScene, unit } from './frame'

const aim: Aim = { entry: { x: 100, y: -30, z: -110 }, direction: unit({ x: 0, y: 1, z: 0.2 }), depthMm: 60 }
const rayTo = (mm: { x: number; y: number; z: number }, along: { x: number; y: number; z: number }): Ray => {
  const direction = new Vector3(...directionToScene(unit(along)))
  return new Ray(new Vector3(...toScene(mm)).addScaledVector(direction, -2), direction)
}

describe('a needle under the hand', () => {
  it('turns about its entry until the handle is under the pointer', () => {
    const wanted = unit({ x: -0.3, y: 0.9, z: 0.1 })
    const handle = {
      x: aim.entry.x - wanted.x * 80,
      y: aim.entry.y - wanted.y * 80,
      z: aim.entry.z - wanted.z * 80,
    }
    const found = turnedTo(rayTo(handle, { x: 0.2, y: 1, z: 0 }), aim, 80)
    expect(found.x).toBeCloseTo(wanted.x, 5)
    expect(found.y).toBeCloseTo(wanted.y, 5)
    expect(found.z).toBeCloseTo(wanted.z, 5)
  })

  it('follows a pointer that is farther away than the handle reaches', () => {
    const ray = rayTo({ x: aim.entry.x + 500, y: aim.entry.y, z: aim.entry.z }, { x: 0, y: 1, z: 0 })
    expect(turnedTo(ray, aim, 80).x).toBeCloseTo(-1, 5)
  })

  it('goes as deep as the pointer is along it', () => {
    const place = {
      x: aim.entry.x,
      y: aim.entry.y + aim.direction.y * 42,
      z: aim.entry.z + aim.direction.z * 42,
    }
    expect(depthAt(rayTo(place, { x: 1, y: 0, z: 0 }), aim)).toBeCloseTo(42, 6)
  })

  it('does not guess a depth from where one looks down the needle', () => {
    expect(depthAt(rayTo(aim.entry, aim.direction), aim)).toBeUndefined()
  })

  it('keeps its tip while the entry moves, when that is wanted', () => {
    const next = keepingTip(aim, { x: 110, y: -30, z: -100 })
    const tip = (of: Aim): number[] => [
      of.entry.x + of.direction.x * of.depthMm,
      of.entry.y + of.direction.y * of.depthMm,
      of.entry.z + of.direction.z * of.depthMm,
    ]
    tip(next).forEach((part, index) => expect(part).toBeCloseTo(tip(aim)[index] ?? NaN, 6))
  })
})
