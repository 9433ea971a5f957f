// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FakeClinic, renderAt } from '@/testing/fakeClinic'
import { ConsentRoom } from './ConsentRoom'

const advice = [
  { id: 'advice.bruise', part: 'risk', text: 'A bruise', rate: { perThousand: 76, counted: 'treatments' } },
  { id: 'advice.consent_stop', part: 'consent', text: 'I can say no.' },
].map((one) => ({
  ...one,
  isOnNeedling: true,
  sources: ['BRADY14'],
  mark: 'seen',
  digest: `digest of ${one.id}`,
}))

function clinic(): FakeClinic {
  let changes: unknown
  const made: FakeClinic = new FakeClinic(undefined, (method, path, body): object | undefined => {
    if (path === '/api/v1/library/advice') return { knowledge: 'version', items: advice }
    if (path === '/api/v1/library/care')
      return {
        knowledge: 'k',
        items: [{ id: 'care.wait', name: 'Waiting', inPlainWords: 'See how it goes.', sources: [] }],
      }
    if (path.startsWith('/api/v1/library/')) return { knowledge: 'k', items: [] }
    if (method === 'POST' && path === '/api/v1/changes') {
      changes = body
      const write = (body as { writes: { id: string; body: object }[] }).writes[0]
      made.put('consent', write?.id ?? '', write?.body ?? {}, 'signed')
      return { entries: [made.entries.get(write?.id ?? '')], changes }
    }
    return undefined
  })
    .put('patient', 'p1', { family: 'Marsh', language: 'fr', needsInterpreter: true })
    .put(
      'plan',
      'pl1',
      {
        patient: 'p1',
        practitioner: 'd1',
        targets: [],
        alternatives: ['care.wait'],
        dose: { mostNeedles: 2 },
      },
      'signed',
    )
  made.install()
  return made
}
const page = () =>
  renderAt('/patients/:patient/plans/:plan/consent/*?', '/patients/p1/plans/pl1/consent', <ConsentRoom />)

afterEach(() => vi.unstubAllGlobals())

describe('consent', () => {
  it('shows risks as people of 1,000, alternatives, and keeps a no with its why and the words that were told', async () => {
    const server = clinic()
    page()
    const user = userEvent.setup()
    expect((await screen.findAllByText('About 76 of 1,000 treatments'))[0]).toBeInTheDocument()
    expect(screen.getByText('See how it goes.')).toBeInTheDocument()
    expect(screen.getByText(/needs an interpreter/)).toBeVisible()
    await user.click(screen.getByRole('checkbox', { name: 'I can say no.' }))
    await user.click(screen.getByRole('radio', { name: 'No' }))
    await user.click(screen.getByRole('radio', { name: 'Spoken' }))
    await user.click(screen.getByRole('button', { name: 'Keep the answer' }))
    expect(screen.getByRole('textbox', { name: /Why not/ })).toBeInvalid()
    expect(server.sent.filter((one) => one.method === 'POST')).toHaveLength(0)
    await user.type(screen.getByRole('textbox', { name: /Why not/ }), 'Afraid of needles')
    await user.click(screen.getByRole('button', { name: 'Keep the answer' }))
    expect(await screen.findByText(/The answer is kept/)).toBeVisible()
    const kept = [...server.entries.values()].find((one) => one.kind === 'consent')
    expect(kept?.body).toMatchObject({
      answer: 'refused',
      refusedWhy: 'Afraid of needles',
      textVersion: 'version',
      language: 'fr',
      points: [{ id: 'advice.consent_stop', version: 'digest of advice.consent_stop' }],
      copyGiven: false,
    })
  }, 60_000)

  it('that was given can be withdrawn with a reason, and says when the words have changed since', async () => {
    const server = clinic()
    server.put(
      'consent',
      'c1',
      {
        patient: 'p1',
        plan: 'pl1',
        answer: 'given',
        givenBy: 'patient',
        way: 'spoken',
        language: 'fr',
        at: '2026-11-30T09:00:00.000Z',
        points: [{ id: 'advice.consent_stop', version: 'older words' }],
      },
      'signed',
    )
    page()
    const user = userEvent.setup()
    expect(await screen.findByText('One sentence reads otherwise today')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Withdraw it' }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByRole('button', { name: 'Withdraw' })).toBeDisabled()
    await user.type(within(dialog).getByRole('textbox'), 'Changed my mind')
    await user.click(within(dialog).getByRole('button', { name: 'Withdraw' }))
    expect(await screen.findByText('Withdrawn')).toBeVisible()
    expect(server.entries.get('c1')?.state).toBe('withdrawn')
    expect(server.sent.at(-1)).toBeDefined()
  }, 60_000)
})
