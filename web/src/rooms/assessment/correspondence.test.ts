// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { gradeAt, signOfFinding, spotOfFinding, withGrade, withSpotAnswer } from './correspondence'
import { opened, powerL5, reflexAnkle, thrust } from './fixture'

const { body } = opened

describe('a sign that stands in two places', () => {
  it('is what the library says of its finding', () => {
    expect(signOfFinding(powerL5)).toMatchObject({ test: 'myotome', level: 'l5' })
    expect(signOfFinding(reflexAnkle)).toMatchObject({ test: 'reflex', level: 's1' })
    expect(signOfFinding(thrust)).toBeUndefined()
    expect(spotOfFinding('trp_gluteus_medius_band')).toEqual({ muscle: 'gluteus_medius', sign: 'band' })
  })

  it('keeps the finer grade of the record where both say the same', () => {
    const place = { test: 'reflex', level: 's1' } as const
    const clonus = withGrade(body, reflexAnkle, place, 'left', 4)
    expect(clonus.answers).toEqual({ 'reflex_ankle.left': 'brisk' })
    expect(gradeAt(clonus, reflexAnkle, place, 'left')).toBe(4)
    expect(gradeAt({ ...body, answers: { 'reflex_ankle.left': 'brisk' } }, reflexAnkle, place, 'left')).toBe(
      3,
    )
  })

  it('follows the answer where the record says something else', () => {
    const place = { test: 'myotome', level: 'l5' } as const
    const graded = withGrade(body, powerL5, place, 'right', 5)
    const changed = { ...graded, answers: { 'power_l5.right': 3 } }
    expect(gradeAt(changed, powerL5, place, 'right')).toBe(3)
  })

  it('is gone from both when it was not tested', () => {
    const place = { test: 'myotome', level: 'l5' } as const
    const graded = withGrade(body, powerL5, place, 'right', 5)
    const cleared = withGrade(graded, powerL5, place, 'right', undefined)
    expect(cleared.answers).toEqual({})
    expect(cleared.neurology).toEqual([])
  })

  it('leaves what a spot has beyond the answers, and drops a spot of which nothing is left', () => {
    const found = withSpotAnswer(body, 'trp_piriformis_tender.right', true)
    const more = {
      ...found,
      triggerPoints: [
        { muscle: 'piriformis.right', findings: ['tender', 'twitch'] as const, refersTo: 'calf' },
      ].map((spot) => ({ ...spot, findings: [...spot.findings] })),
    }
    expect(withSpotAnswer(more, 'trp_piriformis_tender.right', false).triggerPoints).toEqual([
      { muscle: 'piriformis.right', findings: ['twitch'], refersTo: 'calf' },
    ])
    expect(withSpotAnswer(found, 'trp_piriformis_tender.right', undefined)).toMatchObject({
      answers: {},
      triggerPoints: [],
    })
  })
})
