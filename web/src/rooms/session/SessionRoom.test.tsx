// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FakeClinic, renderAt, type Extra, type Judge } from '@/testing/fakeClinic'
import { SessionRoom } from './SessionRoom'

const target = {
  target: 'gluteus_medius.right',
  technique: 'still',
  path: {
    entryMm: { x: 0, y: 0, z: 0 },
    direction: { x: 0, y: 1, z: 0 },
    depthMm: 40,
    diameterMm: 0.3,
    lengthMm: 60,
    instruction: 'Enter 67 mm lateral of the crest.',
    stopRule: 'Stop at 40 mm.',
  },
}
const advice = (id: string, part: string, text: string, asked?: string) => ({
  id,
  part,
  text,
  isOnNeedling: true,
  sources: ['WHO99'],
  mark: 'seen',
  digest: id,
  ...(asked ? { asked } : {}),
})
const library: Extra = (method, path) => {
  if (path === '/api/v1/library/advice')
    return {
      knowledge: 'k',
      items: [
        advice('check.one', 'before', 'The right person.'),
        advice('event.faint', 'event', 'Stop. All needles out. Flat, legs up.', 'Unwell, pale'),
        advice('advice.call', 'call', 'Call us if the soreness is bad.'),
      ],
    }
  if (path === '/api/v1/library/questions')
    return {
      knowledge: 'k',
      questions: ['bladder', 'bowel'].map((id) => ({
        id,
        part: 'emergency',
        ask: `Is the ${id} different?`,
        kind: 'yes_no',
        hasSides: false,
        isEmergency: true,
        isGiven: false,
      })),
    }
  if (path === '/api/v1/library/rules') return { knowledge: 'k', items: [] }
  if (path === '/api/v1/consultations' && method === 'POST')
    return {
      screening: { decision: 'ask', mayNeedle: false, toAsk: [], restraint: [], findings: [] },
    }
  return undefined
}

function clinic(body: object, judge?: Judge): FakeClinic {
  const made = new FakeClinic(judge, library)
    .put('patient', 'p1', { family: 'Wren', given: ['Tobias'], birthDate: '1974-09-30' })
    .put(
      'assessment',
      'a1',
      { patient: 'p1', answers: { bladder: false, bowel: false, sleep: true } },
      'signed',
    )
    .put(
      'plan',
      'pl1',
      { patient: 'p1', assessment: 'a1', madeAt: '2026-11-30T08:00:00.000Z', targets: [target] },
      'signed',
    )
    .put('session', 's1', {
      patient: 'p1',
      episode: 'e1',
      plan: 'pl1',
      consent: 'c1',
      practitioner: 'd1',
      began: '2026-11-30T08:00:00.000Z',
      retentionMinutesPlanned: 10,
      needles: [
        { target: target.target, plannedTarget: 0, diameterMm: 0.3, lengthMm: 60, technique: 'still' },
      ],
      ...body,
    })
  made.install()
  return made
}
const cleared = { screening: { decision: 'go', mayNeedle: true, inputs: 'f'.repeat(64) } }
const at = (step: string) =>
  renderAt('/patients/:patient/sessions/:session/*?', `/patients/p1/sessions/s1/${step}`, <SessionRoom />)
const stored = (server: FakeClinic) => server.entries.get('s1')?.body as Record<string, unknown>

afterEach(() => vi.unstubAllGlobals())

describe('session mode', () => {
  it('counts needles in and out, one tap each, and keeps the times', async () => {
    const server = clinic(cleared)
    at('needles')
    const user = userEvent.setup()
    const card = await screen.findByRole('article', { name: '1 Gluteus medius, right' })
    expect(within(card).getByText('Enter 67 mm lateral of the crest.')).toBeVisible()
    await user.click(within(card).getByRole('button', { name: 'In' }))
    expect(await screen.findByText('1 in, 0 out, 1 still in')).toBeInTheDocument()
    expect(within(card).getByRole('timer')).toHaveTextContent('0:0')
    await user.click(within(card).getByRole('button', { name: 'Twitch' }))
    await user.click(within(card).getByRole('button', { name: 'Out' }))
    expect(await screen.findByText('1 in, 1 out, none left in')).toBeInTheDocument()
    await waitFor(
      () =>
        expect((stored(server)['needles'] as object[])[0]).toMatchObject({
          depthMm: 40,
          twitch: true,
          removedBy: 'd1',
          timeOut: expect.stringContaining('T') as string,
        }),
      { timeout: 6000 },
    )
    // The server has it a moment before the page has heard so.
    expect(await screen.findByText('Saved')).toBeVisible()
  }, 60_000)

  it('takes no needle in before the screening is asked again', async () => {
    clinic({})
    at('needles')
    const card = await screen.findByRole('article')
    expect(within(card).getByRole('button', { name: 'In' })).toBeDisabled()
    expect(screen.getByText(/Ask today's questions first/)).toBeVisible()
  }, 60_000)

  it('does not send the last answers to what is asked again: not asked is not no', async () => {
    const server = clinic({})
    at('check')
    const user = userEvent.setup()
    const bladder = await screen.findByRole('group', { name: 'Is the bladder different?' })
    await user.click(within(bladder).getByRole('radio', { name: 'No' }))
    expect(screen.getByText('1 of 2 answered')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Screen with these answers' }))
    expect(await screen.findByText('Ask first')).toBeVisible()
    const asked = server.sent.find((one) => one.path === '/api/v1/consultations')?.body as { answers: object }
    expect(asked.answers).toEqual({ sleep: true, bladder: false })
    expect(screen.getByText('No needle today, as the answers stand.')).toBeVisible()
  }, 60_000)

  it('cannot be closed unequal, and shows what the server refuses', async () => {
    const needles = [
      {
        target: target.target,
        plannedTarget: 0,
        timeIn: '2026-11-30T08:10:00.000Z',
        timeOut: '2026-11-30T08:20:00.000Z',
      },
    ]
    const server = clinic({ ...cleared, needles }, (kind, body, state) =>
      kind === 'session' && state === 'signed' && !body['tolerance']
        ? {
            status: 422,
            code: 'record.rule',
            detail: 'How the patient bore it is missing.',
            pointer: '/body/tolerance',
          }
        : undefined,
    )
    at('after')
    const user = userEvent.setup()
    const sign = await screen.findByRole('button', { name: 'Sign and close' })
    expect(sign).toBeDisabled()
    await user.click(screen.getByRole('button', { name: 'Went in: one more' }))
    await user.click(screen.getByRole('button', { name: 'Came out: one more' }))
    await user.click(screen.getByRole('button', { name: 'Came out: one more' }))
    expect(screen.getAllByText('The numbers do not agree')[0]).toBeVisible()
    expect(sign).toBeDisabled()
    await user.click(screen.getByRole('button', { name: 'Came out: one less' }))
    expect(sign).toBeEnabled()
    await user.click(sign)
    expect(await screen.findByText('How the patient bore it is missing.')).toBeVisible()
    await user.click(screen.getByRole('radio', { name: 'Well' }))
    await user.click(screen.getByRole('button', { name: 'Sign and close' }))
    expect(await screen.findByText('The session is signed and closed')).toBeVisible()
    expect(server.entries.get('s1')).toMatchObject({ state: 'signed', body: { countedIn: 1, countedOut: 1 } })
  }, 120_000)

  it('goes on without a connection, and has help at hand', async () => {
    const server = clinic(cleared)
    at('needles')
    const user = userEvent.setup()
    const card = await screen.findByRole('article')
    server.isReachable = false
    await user.click(within(card).getByRole('button', { name: 'In' }))
    expect(await screen.findByText(/waits for the connection/, {}, { timeout: 6000 })).toBeVisible()
    await user.click(screen.getByRole('link', { name: 'Faint' }))
    expect(await screen.findByRole('heading', { name: 'Unwell, pale' })).toBeVisible()
    expect(screen.getByText('All needles out.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Take the needle out' })).toBeVisible()
    server.isReachable = true
    await waitFor(() => expect(screen.getByText('Saved')).toBeVisible(), { timeout: 8000 })
    expect((stored(server)['needles'] as object[])[0]).toHaveProperty('timeIn')
  }, 120_000)
})
