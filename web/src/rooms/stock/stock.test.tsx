// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answering, entry, show } from '@/record/testing'
import { bodyOf, formOf } from './lotForm'
import { StockRoom } from './StockRoom'

const lot = entry('stock', 'lot-1', {
  product: 'A needle',
  diameterMm: 0.3,
  lengthMm: 60,
  lot: 'A-1',
  expiry: '2099-01-01',
  countIn: 100,
  countUsed: 10,
  isSterile: true,
  status: 'in_use',
})

it('takes used needles off the count', async () => {
  const asked = answering({
    'GET /api/v1/stock': () => ({ json: { entries: [lot] } }),
    'PUT /api/v1/stock/lot-1': ({ body }) => ({ json: { ...lot, ...(body as object), version: 2 } }),
  })
  show(<StockRoom />)
  await userEvent.click(await screen.findByRole('button', { name: 'Count used needles of A-1' }))
  await userEvent.type(screen.getByLabelText('How many?'), 'two{Enter}')
  expect(await screen.findByText('Write a whole number above 0.')).toBeVisible()
  await userEvent.clear(screen.getByLabelText('How many?'))
  await userEvent.type(screen.getByLabelText('How many?'), '3{Enter}')
  await waitFor(() =>
    expect(asked.find((one) => one.method === 'PUT')?.body).toMatchObject({ body: { countUsed: 13 } }),
  )
})

it('leaves out what is empty, and sends what is no number as it was typed', () => {
  const form = {
    ...formOf(undefined, '2026-11-30'),
    product: 'A needle',
    diameterMm: '0,30',
    lengthMm: 'long',
  }
  expect(bodyOf(form, undefined)).toEqual({
    product: 'A needle',
    diameterMm: 0.3,
    lengthMm: 'long',
    received: '2026-11-30',
    countUsed: 0,
    isSterile: false,
    hasCeMark: false,
    hasGuideTube: false,
    status: 'in_use',
  })
})
