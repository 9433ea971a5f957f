// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answering, show } from '@/record/testing'
import { Invitation } from './Invitation'
import { LogIn } from './LogIn'

it('tells in words that a link has ended, and leads on', async () => {
  answering({
    'POST /api/v1/invitations/accept': () => ({
      status: 422,
      json: {
        code: 'people.ticket',
        pointer: '/ticket',
        detail: 'This invitation holds no longer.',
        hint: '',
      },
    }),
  })
  show(<Invitation ticket="old" />)
  await userEvent.type(await screen.findByLabelText('Password'), 'a sentence to remember')
  await userEvent.type(screen.getByLabelText('The same password again'), 'a sentence to remember{Enter}')
  expect(await screen.findByText('This link works no more')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Log in' })).toHaveAttribute('href', '/')
  expect(screen.queryByLabelText('Password')).toBeNull()
})

it('says what to do about a forgotten password', async () => {
  answering({})
  show(<LogIn />)
  await userEvent.click(await screen.findByText(/Forgotten the password/))
  expect(screen.getByText(/Ask the clinic/)).toBeVisible()
})
