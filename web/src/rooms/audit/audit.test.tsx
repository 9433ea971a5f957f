// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answering, clinician, entry, show, type Answers } from '@/record/testing'
import { AuditRoom } from './AuditRoom'
import { addressOf, type Row } from './wire'

const rows = [
  {
    place: 1,
    at: '2026-11-30T08:00:00Z',
    by: 'a-1',
    action: 'log_in',
    outcome: 'done',
    hash: 'h1',
    kind: 'account',
    entry: 'a-1',
  },
  {
    place: 2,
    at: '2026-11-30T08:10:00Z',
    by: 'a-1',
    action: 'break_glass',
    outcome: 'done',
    hash: 'h2',
    kind: 'patient',
    entry: 'p1',
    patient: 'p1',
    reason: 'She rang and asked for help.',
  },
  { place: 3, at: '2026-11-30T08:20:00Z', by: 'nobody', action: 'log_in', outcome: 'refused', hash: 'h3' },
  {
    place: 4,
    at: '2026-11-30T08:30:00Z',
    by: 'a-1',
    action: 'sign',
    outcome: 'done',
    hash: 'h4',
    kind: 'plan',
    entry: 'pl1',
    patient: 'p1',
    version: 2,
  },
] satisfies Row[]

const answers: Answers = {
  'GET /api/v1/me': () => ({ json: { ...clinician, role: 'lead' } }),
  'GET /api/v1/users': () => ({
    json: { users: [{ id: 'a-1', login: 'khan', role: 'clinician', person: 'pr-1' }] },
  }),
  'GET /api/v1/practitioners': () => ({
    json: { entries: [entry('practitioner', 'pr-1', { family: 'Khan', given: ['Samir'] })] },
  }),
  'GET /api/v1/patients': () => ({
    json: { entries: [entry('patient', 'p1', { family: 'Vale', given: ['Shirin'] })] },
  }),
  'GET /api/v1/audit': ({ query }) => ({
    json: {
      rows: rows.filter((row) => !query.has('action') || row.action === query.get('action')).reverse(),
    },
  }),
}

it('tells who did what, the newest first, with the reason of a broken glass', async () => {
  answering(answers)
  show(<AuditRoom />, '/audit')
  const table = await screen.findByRole('table', { name: 'Audit' })
  await within(table).findAllByText('Samir Khan')
  const said = within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent)
  expect(said[0]).toContain('Signed · plan, version 2')
  expect(said[1]).toContain('Nobody logged in')
  expect(said[1]).toContain('Refused')
  expect(said[2]).toContain('Reason: She rang and asked for help.')
  expect(within(table).getByRole('link', { name: 'plan, version 2' })).toHaveAttribute(
    'href',
    '/patients/p1/plans/pl1',
  )
  expect((await within(table).findAllByRole('link', { name: 'Shirin Vale' }))[0]).toHaveAttribute(
    'href',
    '/patients/p1',
  )
})

it('asks for what was chosen', async () => {
  const asked = answering(answers)
  show(<AuditRoom />, '/audit')
  await screen.findByRole('option', { name: 'Samir Khan · khan' })
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What was done' }), 'Broke the glass')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Who' }), 'Samir Khan · khan')
  await waitFor(() => {
    const query = asked.filter((one) => one.path === '/api/v1/audit').at(-1)?.query
    expect(query?.get('action')).toBe('break_glass')
    expect(query?.get('by')).toBe('a-1')
    expect(query?.get('from')).toMatch(/^\d{4}-\d{2}-\d{2}T/)
  })
  expect(await screen.findByText('1 of 1 rows shown.')).toBeVisible()
})

it('fetches what is older when it is asked for', async () => {
  const many = Array.from({ length: 270 }, (_, index) => ({ ...rows[0], place: index + 1 })).reverse()
  const asked = answering({
    ...answers,
    'GET /api/v1/audit': ({ query }) => {
      const after = Number(query.get('after') ?? 271)
      const behind = many.filter((row) => row.place < after)
      return { json: { rows: behind.slice(0, Number(query.get('limit'))) } }
    },
  })
  const times = (): number => asked.filter((one) => one.path === '/api/v1/audit').length
  show(<AuditRoom />, '/audit')
  expect(await screen.findByText('The newest 50; there are more.')).toBeVisible()
  expect(screen.getByText('Row 270')).toBeVisible()
  const first = times()
  await userEvent.click(screen.getByRole('button', { name: 'Show older rows' }))
  expect(screen.getByText('The newest 150; there are more.')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show older rows' }))
  expect(await screen.findByText('250 of 270 rows shown.')).toBeVisible()
  expect(times()).toBe(first + 1)
})

it('checks the chain, and says where it breaks', async () => {
  let check: object = { rows: 4, head: 'abc', isWhole: true }
  answering({ ...answers, 'GET /api/v1/audit/check': () => ({ json: check }) })
  show(<AuditRoom />, '/audit')
  await userEvent.click(await screen.findByRole('button', { name: 'Check the whole chain' }))
  expect(await screen.findByText('The chain is whole: all 4 rows follow from those before.')).toBeVisible()
  check = { rows: 4, head: 'abc', isWhole: false, broken: 3, what: 'Row 3 was changed.' }
  await userEvent.click(screen.getByRole('button', { name: 'Check the whole chain' }))
  expect(await screen.findByText('The chain breaks at row 3')).toBeVisible()
  expect(screen.getByRole('alert')).toHaveTextContent('Row 3 was changed.')
})

it('knows where things are seen', () => {
  const row = { place: 1, at: '', by: '', action: 'read', outcome: 'done', hash: '' }
  expect(addressOf({ ...row, kind: 'session', entry: 's1', patient: 'p1' })).toBe('/patients/p1/sessions/s1')
  expect(addressOf({ ...row, kind: 'letter', entry: 'l1', patient: 'p1' })).toBe('/patients/p1')
  expect(addressOf({ ...row, kind: 'room', entry: 'r1' })).toBeUndefined()
})
