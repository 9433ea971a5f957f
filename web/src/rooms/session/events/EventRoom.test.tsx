// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FakeClinic, renderAt } from '@/testing/fakeClinic'
import { EventRoom } from './EventRoom'

afterEach(() => vi.unstubAllGlobals())

describe('an adverse event', () => {
  it('has the grade that the server finds, and what is refused shows at its field', async () => {
    const order = ['mild_or_none', 'moderate', 'major', 'serious']
    const server = new FakeClinic((kind, body) => {
      if (kind !== 'adverseEvent') return undefined
      if (!body['outcome'])
        return {
          status: 422,
          code: 'record.missing',
          detail: 'How it stands is missing.',
          pointer: '/body/outcome',
        }
      return order.indexOf(String(body['grade'])) < 2
        ? { status: 422, code: 'record.rule', detail: 'This is at least major.', pointer: '/body/grade' }
        : undefined
    }).put('patient', 'p1', { family: 'Wren' })
    server.install()
    renderAt('/patients/:patient/events/:event/*?', '/patients/p1/events/new', <EventRoom />)
    const user = userEvent.setup()
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Kind' }), 'Bruise')
    await user.click(screen.getByRole('button', { name: 'Save the event' }))
    expect((await screen.findAllByText('How it stands is missing.'))[0]).toBeVisible()
    expect(screen.getByRole('combobox', { name: 'Now' })).toBeInvalid()
    await user.selectOptions(screen.getByRole('combobox', { name: 'Now' }), 'Goes on')
    await user.click(screen.getByRole('button', { name: 'Save the event' }))
    expect(await screen.findByText('Saved. Grade: Major')).toBeVisible()
    const kept = [...server.entries.values()].filter((one) => one.kind === 'adverseEvent')
    expect(kept).toHaveLength(1)
    expect(kept[0]?.body).toMatchObject({ type: 'bruise', grade: 'major', outcome: 'ongoing' })
    // Severity was not answered: it is not written as mild.
    expect(kept[0]?.body).not.toHaveProperty('severity')
  }, 60_000)
})
