// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import type { Body } from '@/api/entries'
import { formOf, inOtherOrder, isSame, notWhole, planOf, withPathsOf } from './planEdit'

const path = {
  index: 0,
  entryMm: { x: 1, y: 2, z: 3 },
  direction: { x: 0, y: 1, z: 0 },
  depthMm: 40,
  diameterMm: 0.3,
  lengthMm: 60,
  instruction: 'Enter there.',
  verdict: 'safe',
}
const plan: Body<'plan'> = {
  patient: 'p1',
  episode: 'e1',
  assessment: 'a1',
  practitioner: 'd1',
  madeAt: '2026-01-02T10:00:00.000Z',
  decision: 'go',
  needlingAllowed: true,
  targets: [
    { target: 'piriformis.right', path },
    { target: 'soleus.left', noPath: 'A vein.' },
  ],
  dose: { mostNeedles: 4, sessions: 3 },
  provenance: { program: 'filiform 0.1.0', seed: '42' },
}

describe('a plan that is edited', () => {
  it('is the same plan when nothing is typed', () => {
    expect(planOf(plan, formOf(plan))).toEqual(plan)
    expect(isSame(formOf(plan), formOf(planOf(plan, formOf(plan))))).toBe(true)
  })

  it('keeps what the form does not show', () => {
    const form = formOf(plan)
    const next = planOf(plan, { ...form, note: 'Shy of needles.', goals: [' Walk to the shop ', ''] })
    expect(next).toEqual({ ...plan, note: 'Shy of needles.', goals: ['Walk to the shop'] })
  })

  it('tells not said from nought', () => {
    const form = formOf(plan)
    expect(form.dose.retentionMinutes).toBe('')
    const zero = planOf(plan, { ...form, dose: { ...form.dose, retentionMinutes: '0', sessions: '' } })
    expect(zero.dose).toEqual({ mostNeedles: 4, retentionMinutes: 0 })
  })

  it('keeps what was typed and is no number out of the plan, and says so', () => {
    const form = { ...formOf(plan), dose: { ...formOf(plan).dose, sessions: 'some' } }
    expect(notWhole(form)).toEqual(['sessions'])
    expect(planOf(plan, form).dose).toEqual(plan.dose)
  })

  it('takes over a needle that was set on the body while the form was open', () => {
    const form = { ...formOf(plan), note: 'typed' }
    const moved = { ...plan, targets: [{ target: 'piriformis.right', path: { ...path, depthMm: 55 } }] }
    const next = withPathsOf(form, moved)
    expect(next.targets[0]?.path?.depthMm).toBe(55)
    expect(next.targets[1]?.noPath).toBe('A vein.')
    expect(next.note).toBe('typed')
  })

  it('does not bring back a needle that the form takes out', () => {
    const form = formOf(plan)
    const without = { ...form, targets: [{ target: 'piriformis.right', noPath: 'Too sore there.' }] }
    expect(withPathsOf(without, plan).targets[0]).toEqual(without.targets[0])
  })

  it('changes the order, within its ends', () => {
    expect(inOtherOrder(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
    expect(inOtherOrder(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
    expect(inOtherOrder(['a', 'b'], 1, 2)).toEqual(['a', 'b'])
  })
})
