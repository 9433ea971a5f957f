// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import {
  fromMapPoint,
  fromPath,
  inThousand,
  needleId,
  sentNeedle,
  spoken,
  targetId,
  toneOf,
  verdictOf,
} from './needleWords'
import { mapCounts } from './mapCounts'

const wanted = {
  entry: { x: 1, y: 2, z: 3 },
  direction: { x: 0, y: 1, z: 0 },
  depthMm: 42,
  stop: 'depth' as const,
  needle: '0.30x60',
}

describe('a needle in words of the wire', () => {
  it('says how deep, or that bone or the handle stops it', () => {
    expect(sentNeedle(wanted)).toEqual({
      entry: wanted.entry,
      direction: wanted.direction,
      needle: '0.30x60',
      depthMm: 42,
    })
    expect(sentNeedle({ ...wanted, stop: 'bone_or_depth' })).toMatchObject({
      stop: 'bone_or_depth',
      depthMm: 42,
    })
    const toTheHandle = sentNeedle({ ...wanted, stop: 'hub' })
    expect(toTheHandle).toMatchObject({ stop: 'hub' })
    expect(toTheHandle).not.toHaveProperty('depthMm')
  })

  it('goes straight in where no direction is said', () => {
    const { direction, ...rest } = wanted
    expect(direction).toBeDefined()
    expect(sentNeedle({ ...rest, entry: 'psis.right lateral=34mm' })).not.toHaveProperty('direction')
  })

  it('takes the needle of a place of the map, and none where there is none', () => {
    const place = { point: [1, 2, 3], normal: [0, -1, 0], verdict: 'safe' as const, reaches: true }
    expect(fromMapPoint(place)).toBeNull()
    expect(
      fromMapPoint({
        ...place,
        needle: { id: '0.30x40', diameterMm: 0.3, lengthMm: 40 },
        direction: [0, 1, 0],
        depthMm: 21,
        stop: 'bone_or_depth',
      }),
    ).toEqual({
      entry: { x: 1, y: 2, z: 3 },
      direction: { x: 0, y: 1, z: 0 },
      depthMm: 21,
      stop: 'bone_or_depth',
      needle: '0.30x40',
    })
  })

  it('takes a path of the plan as it is', () => {
    const path = {
      entryMm: wanted.entry,
      direction: wanted.direction,
      depthMm: 34,
      diameterMm: 0.3,
      lengthMm: 50,
      instruction: '',
      stop: 'bone_or_depth' as const,
    }
    expect(fromPath(path)).toEqual({ ...wanted, depthMm: 34, stop: 'bone_or_depth', needle: '0.30x50' })
    expect(fromPath({ ...path, stop: 'hub' }).stop).toBe('hub')
  })

  it('names things as the drawer and as people do', () => {
    expect(needleId(0.3, 60)).toBe('0.30x60')
    expect(targetId({ target: 'multifidus.right', level: 'l5' })).toBe('multifidus.right@l5')
    expect(spoken('multifidus.right@l5')).toBe('right multifidus (L5)')
    expect(spoken('vertebral_canal')).toBe('vertebral canal')
  })

  it('does not take an unknown word for a verdict', () => {
    expect(toneOf('safe')).toBe('go')
    expect(toneOf('fine')).toBe('neutral')
    expect(verdictOf(undefined)).toBe('none')
  })

  it('counts in thousands', () => {
    expect(inThousand(0.0366)).toBe(36.6)
    expect(inThousand(0.000249)).toBe(0.2)
  })

  it('counts the places of a map from which the target is reached', () => {
    const point = { point: [0, 0, 0], normal: [0, 0, 1] }
    expect(
      mapCounts({
        schema: 'filiform.map/1',
        target: 'x',
        spacingMm: 4,
        points: [
          { ...point, verdict: 'safe', reaches: true },
          { ...point, verdict: 'refused', reaches: false },
          { ...point, verdict: 'refused', reaches: true },
        ],
      }),
    ).toEqual({ safe: 1, caution: 0, unknown: 0, refused: 1 })
  })
})
