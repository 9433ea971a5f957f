// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { Me } from '@/app/session'
import { answering, clinician, entry, show, type Answers } from '@/record/testing'
import { bodyOf as hoursBody, formOf as hoursForm } from './hoursForm'
import { SettingsRoom } from './SettingsRoom'

const everything = { see: 'any', create: 'any', change: 'any', sign: 'any' } as const
const lead = {
  ...clinician,
  login: 'lead',
  role: 'lead',
  rights: { ...clinician.rights, clinic: everything, room: everything, hours: everything },
} as unknown as Me
const clinicBody = {
  name: 'A clinic',
  phone: '1',
  timeZone: 'Europe/Madrid',
  language: 'en-GB',
  identifiers: [{ value: 'C-1' }],
  booking: { bookUntilHours: 24 },
}
const clinic = entry('clinic', 'clinic', clinicBody, { version: 3 })
const khan = entry('practitioner', 'pr-khan', {
  family: 'Khan',
  given: ['Samir'],
  profession: 'physiotherapist',
  isActive: true,
})
const monday = entry('hours', 'h-1', {
  practitioner: 'pr-khan',
  weekday: 'mon',
  fromMinute: 540,
  toMinute: 780,
  stepMinutes: 30,
})
const usual: Answers = {
  'GET /api/v1/me': () => ({ json: lead }),
  'GET /api/v1/clinics': () => ({ json: { entries: [clinic] } }),
  'GET /api/v1/practitioners': () => ({ json: { entries: [khan] } }),
  'GET /api/v1/hours': () => ({ json: { entries: [monday] } }),
  'GET /api/v1/calendar': () => ({ json: { calendars: [] } }),
}

it('changes the password, and empties the fields', async () => {
  const asked = answering({ ...usual, 'POST /api/v1/password': () => ({}) })
  show(<SettingsRoom />, '/settings')
  const present = await screen.findByLabelText('Your password now')
  await userEvent.type(present, 'the old sentence')
  await userEvent.type(screen.getByLabelText('New password'), 'a new sentence to keep')
  await userEvent.type(screen.getByLabelText('The same password again'), 'a new sentence to keep')
  await userEvent.click(screen.getByRole('button', { name: 'Change it' }))
  expect(await screen.findByText('Your password is changed.')).toBeVisible()
  expect(present).toHaveValue('')
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
    present: 'the old sentence',
    password: 'a new sentence to keep',
  })
})

it('adds a second factor by a code: a wrong one is told at its field, and the recovery codes come once', async () => {
  let tries = 0
  const asked = answering({
    ...usual,
    'POST /api/v1/second-factor': () => ({
      json: { secret: 'ABCD', address: 'otpauth://totp/x?secret=ABCD' },
    }),
    'POST /api/v1/second-factor/confirm': () => {
      tries += 1
      return tries === 1
        ? {
            status: 422,
            json: {
              code: 'people.code',
              pointer: '/code',
              detail: 'The code does not belong to this secret.',
            },
          }
        : { json: { recoveryCodes: ['one-1', 'two-2'] } }
    },
  })
  show(<SettingsRoom />, '/settings')
  await userEvent.click(await screen.findByRole('button', { name: 'Add it' }))
  expect(await screen.findByText('ABCD')).toBeVisible()
  expect(await screen.findByRole('img', { name: 'Picture to scan with the app' })).toBeInTheDocument()
  const form = within(screen.getByText('ABCD').closest('form') as HTMLElement)
  await userEvent.type(form.getByLabelText('Your password now'), 'the sentence')
  await userEvent.type(form.getByLabelText('Code'), '123 456{Enter}')
  expect(await form.findByText('The code does not belong to this secret.')).toBeVisible()
  expect(form.getByLabelText('Code')).toBeInvalid()
  await userEvent.click(form.getByRole('button', { name: 'Add it' }))
  const codes = within(await screen.findByRole('region', { name: 'Recovery codes of lead' }))
  expect(codes.getAllByRole('listitem').map((one) => one.textContent)).toEqual(['one-1', 'two-2'])
  expect(screen.getByRole('button', { name: 'Print them' })).toBeVisible()
  expect(asked.find(({ path }) => path.endsWith('/confirm'))?.body).toEqual({
    password: 'the sentence',
    secret: 'ABCD',
    code: '123456',
  })
})

it('saves the clinic: what the form does not show stays, and a refusal stands at its field', async () => {
  let tries = 0
  const asked = answering({
    ...usual,
    'PUT /api/v1/clinics/clinic': ({ body }) => {
      tries += 1
      return tries === 1
        ? {
            status: 422,
            json: {
              code: 'record.value',
              detail: 'x',
              problems: [
                {
                  pointer: '/body/booking/bookUntilHours',
                  detail: 'A number from 0 to 8760 is expected here.',
                },
              ],
            },
          }
        : { json: { ...clinic, ...(body as object), version: 4 } }
    },
  })
  show(<SettingsRoom />, '/settings/clinic')
  const until = await screen.findByLabelText('Ask for a time at least')
  await userEvent.clear(until)
  await userEvent.type(until, 'long')
  await userEvent.clear(screen.getByLabelText('Telephone'))
  await userEvent.type(screen.getByLabelText('Town'), 'Madrid')
  await userEvent.click(screen.getByRole('button', { name: 'Save the clinic' }))
  expect(await screen.findByText('A number from 0 to 8760 is expected here.')).toBeVisible()
  expect(until).toBeInvalid()
  await userEvent.clear(until)
  await userEvent.type(until, '48')
  await userEvent.click(screen.getByRole('button', { name: 'Save the clinic' }))
  expect(await screen.findByText('Saved.')).toBeVisible()
  const sent = asked
    .filter(({ method }) => method === 'PUT')
    .map(({ body }) => (body as { body: object }).body)
  expect(sent[0]).toMatchObject({ booking: { bookUntilHours: 'long' } })
  expect(sent[1]).toEqual({
    name: 'A clinic',
    timeZone: 'Europe/Madrid',
    language: 'en-GB',
    identifiers: [{ value: 'C-1' }],
    address: { city: 'Madrid' },
    booking: { bookUntilHours: 48 },
  })
})

it('changes the hours of a day', async () => {
  const asked = answering({
    ...usual,
    'PUT /api/v1/hours/h-1': ({ body }) => ({ json: { ...monday, ...(body as object), version: 2 } }),
  })
  show(<SettingsRoom />, '/settings/hours')
  await userEvent.click(
    await screen.findByRole('button', { name: 'Monday, 09:00–13:00: change the hours of Samir Khan' }),
  )
  const dialog = within(await screen.findByRole('dialog', { name: 'Change hours' }))
  await userEvent.clear(dialog.getByLabelText(/^To/))
  await userEvent.type(dialog.getByLabelText(/^To/), '15:30')
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
  await waitFor(() =>
    expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({
      body: { practitioner: 'pr-khan', weekday: 'mon', fromMinute: 540, toMinute: 930, stepMinutes: 30 },
    }),
  )
})

it('takes away hours that were entered by mistake, and says why', async () => {
  const asked = answering({
    ...usual,
    'POST /api/v1/hours/h-1/mistake': () => ({ json: { ...monday, state: 'mistaken', version: 2 } }),
  })
  show(<SettingsRoom />, '/settings/hours')
  await userEvent.click(await screen.findByRole('button', { name: /^Monday/ }))
  await userEvent.click(await screen.findByRole('button', { name: 'Entered by mistake' }))
  expect(await screen.findByText('The hours are taken away.')).toBeVisible()
  expect(asked.find(({ path }) => path.endsWith('/mistake'))?.body).toEqual({
    reason: 'The hours were entered by mistake.',
  })
})

it('closes a whole day for everybody', () => {
  const form = hoursForm(undefined, { when: 'date', date: '2026-12-25', isClosed: true, isWholeDay: true })
  expect(hoursBody(form, undefined)).toEqual({
    date: '2026-12-25',
    fromMinute: 0,
    toMinute: 1440,
    isClosed: true,
  })
})

it('shows those who do not lead their own account alone', async () => {
  answering({ ...usual, 'GET /api/v1/me': () => ({ json: { ...clinician, role: 'reception' } }) })
  show(<SettingsRoom />, '/settings/clinic')
  expect(await screen.findByRole('tab', { name: 'My account' })).toHaveAttribute('aria-selected', 'true')
  expect(screen.queryByRole('tab', { name: 'Clinic' })).toBeNull()
  expect(screen.queryByRole('heading', { name: 'Appointments in your own calendar' })).toBeNull()
})
