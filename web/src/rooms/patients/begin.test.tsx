// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answering, clinician, entry, show, type Answers } from '@/record/testing'
import { PatientsRoom } from './PatientsRoom'

const planned = entry(
  'episode',
  'e',
  { patient: 'p', practitioner: 'pr-1', status: 'planned', began: '2026-10-01' },
  { patient: 'p' },
)
const me = { ...clinician, rights: { ...clinician.rights, episode: clinician.rights['assessment'] } }
const house = (items: readonly object[]): Answers => ({
  'GET /api/v1/me': () => ({ json: me }),
  'GET /api/v1/patients/p': () => ({
    json: entry('patient', 'p', { family: 'Vale', given: ['Shirin'] }),
  }),
  'GET /api/v1/patients/p/record': () => ({ json: { items } }),
})

it('plans a treatment with an invitation where none is open: the form before the visit belongs to one', async () => {
  const asked = answering({
    ...house([]),
    'POST /api/v1/episodes': ({ body }) => ({ status: 201, json: { ...planned, ...(body as object) } }),
    'POST /api/v1/users': () => ({
      status: 201,
      json: { ticket: 'once', expires: '2026-12-01T00:00:00Z' },
    }),
  })
  show(<PatientsRoom />, '/patients/p')
  await userEvent.click(await screen.findByRole('button', { name: 'More to do' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Invite to the patient pages' }))
  expect(await screen.findByText(/No treatment is open yet/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Make the link' }))
  expect(await screen.findByText(/#\/invitation\/once/)).toBeVisible()
  const made = asked.filter(({ method, path }) => method === 'POST' && path === '/api/v1/episodes')
  expect(made.map(({ body }) => body)).toEqual([
    {
      id: expect.any(String) as string,
      body: {
        patient: 'p',
        practitioner: 'pr-1',
        status: 'planned',
        began: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
      },
    },
  ])
})

it('begins the treatment that was planned with its first assessment, and no second one', async () => {
  const asked = answering({
    ...house([planned]),
    'POST /api/v1/changes': () => ({ status: 201, json: { entries: [] } }),
  })
  show(<PatientsRoom />, '/patients/p')
  await userEvent.click(await screen.findByRole('button', { name: 'New assessment' }))
  await waitFor(() => expect(asked.some(({ path }) => path === '/api/v1/changes')).toBe(true))
  const { writes } = asked.find(({ path }) => path === '/api/v1/changes')?.body as {
    writes: readonly { kind: string; id: string; body: { status?: string; episode?: string } }[]
  }
  expect(writes.map(({ kind }) => kind)).toEqual(['episode', 'assessment'])
  expect(writes[0]).toMatchObject({ id: 'e', follows: 1, body: { status: 'active' } })
  expect(writes[1]?.body.episode).toBe('e')
})

it('begins a session on the page that lays out the needles of its plan', async () => {
  const plan = entry(
    'plan',
    'pl',
    { patient: 'p', episode: 'e', madeAt: '2026-10-01T09:00:00Z', needlingAllowed: true },
    { patient: 'p', state: 'signed' },
  )
  const consent = entry(
    'consent',
    'c',
    { patient: 'p', plan: 'pl', answer: 'given', at: '2026-10-01T10:00:00Z' },
    { patient: 'p', state: 'signed' },
  )
  const asked = answering(house([planned, plan, consent]))
  const { history } = show(<PatientsRoom />, '/patients/p')
  await userEvent.click(await screen.findByRole('button', { name: 'New session' }))
  expect(history.at(-1)).toBe('/patients/p/sessions/new/pl')
  expect(asked.filter(({ method }) => method !== 'GET')).toEqual([])
})
