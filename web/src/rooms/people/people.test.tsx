// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answering, clinician, entry, show, type Answers } from '@/record/testing'
import { PeopleRoom } from './PeopleRoom'
import { bodyOf, formOf } from './practitionerForm'
import { readScopes, scopesOf } from './scopes'

const khan = entry('practitioner', 'pr-khan', {
  family: 'Khan',
  given: ['Samir'],
  profession: 'physiotherapist',
  isActive: true,
})
const user = (id: string, login: string, role: string, more: object = {}): object => ({
  id,
  login,
  role,
  isActive: true,
  hasPassword: true,
  hasSecondFactor: false,
  failures: 0,
  ...more,
})
const clinic: Answers = {
  'GET /api/v1/me': () => ({ json: { ...clinician, account: 'u-lead', login: 'lead', role: 'lead' } }),
  'GET /api/v1/practitioners': () => ({ json: { entries: [khan] } }),
  'GET /api/v1/users': () => ({
    json: {
      users: [
        user('u-lead', 'lead', 'lead'),
        user('u-khan', 'khan', 'clinician', { person: 'pr-khan', hasSecondFactor: true }),
        user('u-new', 'newcomer', 'reception', { hasPassword: false }),
        user('u-out', 'gone', 'clinician', { isActive: false }),
        user('u-prog', 'program', 'integrator', { hasPassword: false }),
      ],
    },
  }),
  'GET /api/v1/users/u-prog/tokens': () => ({ json: { tokens: [] } }),
}

it('lists who may log in, whose account it is, and in which state', async () => {
  answering(clinic)
  show(<PeopleRoom />, '/people')
  const table = within(await screen.findByRole('table', { name: 'Accounts' }))
  const row = (name: RegExp): HTMLElement => table.getByRole('row', { name })
  await waitFor(() => expect(row(/^khan/)).toHaveTextContent('Samir Khan'))
  expect(row(/^khan/)).toHaveTextContent('On')
  expect(row(/^newcomer/)).toHaveTextContent('Invited')
  expect(row(/^gone/)).toHaveTextContent('Locked')
  expect(row(/^program/)).toHaveTextContent('Tokens only')
})

it('says at its field what is wrong with a log-in name, then shows the link once', async () => {
  let tries = 0
  const asked = answering({
    ...clinic,
    'POST /api/v1/users': () => {
      tries += 1
      if (tries === 1)
        return {
          status: 422,
          json: { code: 'people.login', pointer: '/login', detail: 'This cannot be a login.', hint: '' },
        }
      if (tries === 2)
        return {
          status: 409,
          json: {
            code: 'account.exists',
            pointer: '01m8',
            detail: 'The login is taken.',
            hint: 'Choose another.',
          },
        }
      return {
        status: 201,
        json: { user: user('u-1', 'samir', 'clinician'), ticket: 'T-1', expires: '2026-12-07T10:00:00Z' },
      }
    },
  })
  show(<PeopleRoom />, '/people')
  await userEvent.click(await screen.findByRole('button', { name: 'Invite somebody' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Invite somebody' }))
  await userEvent.selectOptions(dialog.getByLabelText(/^Role/), 'Clinician')
  await dialog.findByRole('option', { name: 'Samir Khan' })
  await userEvent.selectOptions(dialog.getByLabelText(/^Practitioner/), 'Samir Khan')
  const login = dialog.getByLabelText(/^Log-in name/)
  await userEvent.type(login, 'K{Enter}')
  expect(await dialog.findByText('This cannot be a login.')).toBeVisible()
  expect(login).toBeInvalid()
  await userEvent.clear(login)
  await userEvent.type(login, 'khan{Enter}')
  expect(await dialog.findByText('The login is taken. Choose another.')).toBeVisible()
  await userEvent.clear(login)
  await userEvent.type(login, 'samir{Enter}')
  expect(await dialog.findByText(/\/#\/invitation\/T-1$/)).toBeVisible()
  expect(
    await dialog.findByRole('img', { name: 'The link as a code that a phone reads' }),
  ).toBeInTheDocument()
  expect(asked.filter(({ method }) => method === 'POST').at(-1)?.body).toEqual({
    login: 'samir',
    role: 'clinician',
    person: 'pr-khan',
  })
})

it('invites no patient without saying which', async () => {
  const asked = answering(clinic)
  show(<PeopleRoom />, '/people')
  await userEvent.click(await screen.findByRole('button', { name: 'Invite somebody' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Invite somebody' }))
  await userEvent.selectOptions(dialog.getByLabelText(/^Role/), 'Patient')
  await userEvent.type(dialog.getByLabelText(/^Log-in name/), 'somebody{Enter}')
  expect(await dialog.findByText('Choose whose account it is.')).toBeVisible()
  expect(asked.some(({ method }) => method === 'POST')).toBe(false)
})

it('tells a refused lock, and keeps who was refused', async () => {
  answering({
    ...clinic,
    'POST /api/v1/users/u-lead/lock': () => ({
      status: 422,
      json: { code: 'people.last_lead', detail: 'Nobody would be left to lead the clinic.', hint: '' },
    }),
  })
  show(<PeopleRoom />, '/people')
  await userEvent.click(await screen.findByRole('button', { name: 'What to do with lead' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Lock' }))
  expect(await screen.findByText('Nobody would be left to lead the clinic.')).toBeVisible()
})

it('makes a token with scopes chosen in words, and tells it once', async () => {
  const asked = answering({
    ...clinic,
    'POST /api/v1/users/u-prog/tokens': () => ({
      status: 201,
      json: { token: 'SECRET', expires: '2027-01-01T00:00:00Z' },
    }),
  })
  show(<PeopleRoom />, '/people')
  await userEvent.click(await screen.findByRole('button', { name: 'What to do with program' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Tokens' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Tokens of program' }))
  expect(await dialog.findByText('There are no tokens yet')).toBeVisible()
  await userEvent.click(dialog.getByRole('button', { name: 'Make a token' }))
  await userEvent.type(dialog.getByLabelText(/^What it is for/), 'Till{Enter}')
  expect(await dialog.findByText('Choose at least one thing that it may read or write.')).toBeVisible()
  await userEvent.selectOptions(dialog.getByLabelText('Patients'), 'Read')
  await userEvent.selectOptions(dialog.getByLabelText('Appointments'), 'Read and write')
  await userEvent.click(dialog.getByRole('button', { name: 'Make it' }))
  expect(await dialog.findByText('SECRET')).toBeVisible()
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
    scopes: 'system/Patient.rs system/Appointment.cruds',
    note: 'Till',
    days: 90,
  })
})

it('reads scopes as they were made, and others by their letters', () => {
  expect(readScopes(scopesOf({ '*': 'read', Device: 'write' }))).toEqual([
    { resource: '*', reach: 'read', letters: 'rs' },
    { resource: 'Device', reach: 'write', letters: 'cruds' },
  ])
  expect(readScopes('system/Task.r nonsense')).toEqual([{ resource: 'Task', reach: 'other', letters: 'r' }])
})

it('keeps what a practitioner is registered as, and leaves out what is empty', () => {
  const body = {
    title: 'Dr',
    family: 'Marlow',
    given: ['Agnes'],
    profession: 'doctor',
    registrations: [{ system: 'https://register.example', value: '12' }, { value: 'X-1' }],
    qualifications: ['Needling, 80 hours'],
    languages: ['en', 'es'],
    isActive: true,
  } as const
  expect(bodyOf(formOf({ ...body, given: [...body.given] } as never))).toEqual(body)
  expect(bodyOf({ ...formOf(undefined), family: ' Khan ', profession: 'nurse' })).toEqual({
    family: 'Khan',
    profession: 'nurse',
    isActive: true,
  })
})
