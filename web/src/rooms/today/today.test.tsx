// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answering, clinician, entry, show, type Answers } from '@/record/testing'
import { TodayRoom } from './TodayRoom'

const start = new Date(Date.now() + 3_600_000).toISOString()
const end = new Date(Date.now() + 5_400_000).toISOString()
const booking = entry(
  'appointment',
  'ap',
  { patient: 'p', practitioner: 'pr-1', start, end, visit: 'review', status: 'booked' },
  { patient: 'p' },
)
const task = entry(
  'task',
  't',
  {
    patient: 'p',
    what: 'emergency_question',
    about: 'as',
    due: start,
    priority: 'urgent',
    status: 'waiting',
  },
  { patient: 'p' },
)
const house: Answers = {
  'GET /api/v1/appointments': ({ query }) => ({ json: { entries: query.has('status') ? [] : [booking] } }),
  'GET /api/v1/patients': () => ({ json: { entries: [entry('patient', 'p', { family: 'Vale' })] } }),
  'GET /api/v1/tasks': ({ query }) => ({
    json: { entries: ['report_event', 'urgent_answer'].includes(query.get('what') ?? '') ? [] : [task] },
  }),
}

it('marks somebody as arrived in one press, and takes it back', async () => {
  const asked = answering({
    ...house,
    'PUT /api/v1/appointments/ap': ({ body }) => ({ json: { ...booking, ...(body as object), version: 2 } }),
  })
  show(<TodayRoom />)
  await userEvent.click(await screen.findByRole('button', { name: 'Arrived: Vale' }))
  expect(await screen.findByText('Vale has arrived.')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() =>
    expect(
      asked
        .filter((one) => one.method === 'PUT')
        .map((one) => (one.body as { body: { status: string } }).body.status),
    ).toEqual(['arrived', 'booked']),
  )
})

it('leads from an open emergency question to its assessment', async () => {
  answering(house)
  show(<TodayRoom />)
  const alert = await screen.findByRole('link', { name: 'An emergency question is open' })
  expect(alert).toHaveAttribute('href', '/patients/p/assessments/as')
})

it('leads from answers that mean an emergency to where the patient gave them', async () => {
  const urgent = entry(
    'task',
    't2',
    { patient: 'p', what: 'urgent_answer', about: 'own', due: start, priority: 'urgent', status: 'waiting' },
    { patient: 'p' },
  )
  answering({
    ...house,
    'GET /api/v1/tasks': ({ query }) => ({
      json: { entries: query.get('what') === 'urgent_answer' ? [urgent] : [] },
    }),
  })
  show(<TodayRoom />)
  const alert = await screen.findByRole('link', { name: 'A patient’s answers have to be acted on today' })
  expect(alert).toHaveAttribute('href', '/patients/p/assessments/own')
})

it('asks for nothing clinical on behalf of the reception', async () => {
  const rights = { appointment: clinician.rights['appointment'], patient: clinician.rights['patient'] }
  const asked = answering({
    ...house,
    'GET /api/v1/me': () => ({ json: { ...clinician, role: 'reception', person: undefined, rights } }),
  })
  show(<TodayRoom />)
  await screen.findByRole('button', { name: 'Arrived: Vale' })
  expect(screen.queryByRole('heading', { name: 'To do' })).toBeNull()
  expect(asked.filter((one) => /tasks|messages/.test(one.path))).toEqual([])
})
