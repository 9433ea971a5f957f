// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FakeClinic, renderAt } from '@/testing/fakeClinic'
import { OutcomesRoom } from './OutcomesRoom'

const instrument = {
  code: 'nprs_leg',
  title: 'Leg pain, 0 to 10',
  version: '1',
  language: 'en',
  licence: 'Own words.',
  isActive: true,
  items: [
    {
      linkId: 'pain',
      text: 'How strong?',
      type: 'number',
      low: 0,
      high: 10,
      isRequired: true,
      isScored: true,
    },
  ],
  scoring: { method: 'single', low: 0, high: 10, direction: 'lower_is_better' },
  thresholds: [
    {
      meaning: 'important_change',
      value: 2,
      percent: 30,
      about: 'Low back pain.',
      source: 'OSTELO08',
      mark: 'seen',
    },
  ],
}

function clinic(): FakeClinic {
  const made = new FakeClinic(
    (kind, body) =>
      kind === 'outcome' && !body['answers']
        ? {
            status: 422,
            code: 'record.answer',
            detail: 'This has to be answered.',
            pointer: '/body/answers/pain',
          }
        : undefined,
    (_, path) =>
      path === '/api/v1/library/sources'
        ? { knowledge: 'k', items: [{ id: 'OSTELO08', reference: 'Ostelo and others, 2008' }] }
        : undefined,
  )
    .put('patient', 'p1', { family: 'Vale' })
    .put('instrument', 'leg', instrument, 'signed')
  const outcome = (id: string, on: string, score: number) =>
    made.put(
      'outcome',
      id,
      { patient: 'p1', instrument: 'leg', code: 'nprs_leg', version: '1', on, score, givenBy: 'patient' },
      'signed',
    )
  outcome('o1', '2026-10-29T09:00:00.000Z', 7)
  outcome('o2', '2026-11-23T09:00:00.000Z', 3)
  made.put('session', 's1', { patient: 'p1', began: '2026-11-02T09:00:00.000Z' }, 'signed')
  made.install()
  return made
}
const at = (rest: string) =>
  renderAt('/patients/:patient/outcomes/*?', `/patients/p1/outcomes${rest}`, <OutcomesRoom />)

afterEach(() => vi.unstubAllGlobals())

describe('outcomes', () => {
  it('are shown over time with sessions, as numbers too, and with what a change means and who says so', async () => {
    clinic()
    at('')
    expect(
      await screen.findByRole('img', { name: /7 at the beginning, 3 last; 1 session marked/ }),
    ).toBeVisible()
    expect(screen.getByText('−4 since the beginning')).toBeVisible()
    expect(screen.getByText(/2 points or 30 % of the score/)).toBeVisible()
    expect(await screen.findByText(/Ostelo and others, 2008/)).toBeVisible()
    const rows = within(screen.getByRole('table')).getAllByRole('row')
    expect(rows).toHaveLength(3)
    expect(within(rows[2] as HTMLElement).getByText('−4')).toBeVisible()
  }, 60_000)

  it("are filled in without a score, which is the server's; a refusal shows at its item", async () => {
    const server = clinic()
    at('/new/leg')
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Save the answers' }))
    expect((await screen.findAllByText('This has to be answered.'))[0]).toBeVisible()
    await user.click(
      within(screen.getByRole('group', { name: 'How strong?' })).getByRole('radio', { name: '4' }),
    )
    await user.click(screen.getByRole('button', { name: 'Save the answers' }))
    expect(await screen.findByText('Saved')).toBeVisible()
    const kept = [...server.entries.values()].find((one) => one.kind === 'outcome' && !one.id.startsWith('o'))
    expect(kept?.body).toMatchObject({ answers: { pain: 4 }, instrument: 'leg', version: '1' })
    expect(kept?.body).not.toHaveProperty('score')
  }, 60_000)
})
