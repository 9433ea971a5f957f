// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { answering, entry, show, type Answers } from '@/record/testing'
import { DiaryRoom } from './DiaryRoom'
import { hoursShown, inLanes } from './layout'
import { openSpans, without } from './openness'

describe('open hours', () => {
  const monday = { practitioner: 'a', weekday: 'mon', fromMinute: 540, toMinute: 1020 } as const
  it('lose what is closed on the day', () => {
    const lunch = { practitioner: 'a', date: '2026-11-30', fromMinute: 720, toMinute: 780, isClosed: true }
    expect(openSpans([monday, lunch], { practitioner: 'a' }, '2026-11-30')).toEqual([
      { from: 540, to: 720 },
      { from: 780, to: 1020 },
    ])
  })
  it('are nothing on another day of the week', () => {
    expect(openSpans([monday], { practitioner: 'a' }, '2026-12-01')).toEqual([])
  })
  it('are the whole day for somebody without any, but when the clinic is closed', () => {
    const holiday = { date: '2026-11-30', fromMinute: 0, toMinute: 1440, isClosed: true }
    expect(openSpans([monday], { practitioner: 'b' }, '2026-11-30')).toEqual([{ from: 0, to: 1440 }])
    expect(openSpans([monday, holiday], { practitioner: 'b' }, '2026-11-30')).toEqual([])
  })
  it('are cut where a hole begins and ends', () => {
    expect(without([{ from: 0, to: 10 }], [{ from: 10, to: 12 }])).toEqual([{ from: 0, to: 10 }])
  })
})

describe('what overlaps', () => {
  it('stands side by side, and what does not has the whole width', () => {
    const spans = [
      { from: 0, to: 30 },
      { from: 15, to: 45 },
      { from: 45, to: 60 },
    ]
    expect(inLanes(spans, (span) => span).map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 2],
      [1, 2],
      [0, 1],
    ])
  })
  it('widens the hours that are shown, by whole ones', () => {
    expect(hoursShown([{ from: 435, to: 1090 }])).toEqual({ from: 420, to: 1140 })
  })
})

const booking = entry(
  'appointment',
  'ap',
  {
    patient: 'p',
    practitioner: 'pr-1',
    start: '2026-11-30T09:00:00.000Z',
    end: '2026-11-30T09:30:00.000Z',
    visit: 'needling',
    status: 'booked',
  },
  { patient: 'p' },
)
const house: Answers = {
  'GET /api/v1/appointments': ({ query }) => ({
    json: { entries: query.get('status') === 'proposed' ? [] : [booking] },
  }),
  'GET /api/v1/practitioners': () => ({
    json: { entries: [entry('practitioner', 'pr-1', { family: 'Khan', isActive: true })] },
  }),
  'GET /api/v1/patients': () => ({ json: { entries: [entry('patient', 'p', { family: 'Vale' })] } }),
  'GET /api/v1/patients/p': () => ({ json: entry('patient', 'p', { family: 'Vale' }) }),
}
const refusedAs = (status: number, code: string, detail: string): Answers => ({
  'PUT /api/v1/appointments/ap': ({ body }) =>
    (body as { reason?: string }).reason
      ? { json: booking }
      : { status, json: { code, detail, pointer: '/body/start', hint: '' } },
})

describe('the diary', () => {
  it('shows times on the clocks of the clinic', async () => {
    answering(house)
    show(<DiaryRoom />, '/diary/day/2026-11-30')
    // 9:00 UTC is 10:00 in Madrid.
    expect(await screen.findByRole('button', { name: /^10:00–10:30, Vale, Needling, Booked/ })).toBeVisible()
  })

  it('moves by keys, and sends when and with whom', async () => {
    const asked = answering({ ...house, 'PUT /api/v1/appointments/ap': () => ({ json: booking }) })
    show(<DiaryRoom />, '/diary/day/2026-11-30')
    const block = await screen.findByRole('button', { name: /^10:00–10:30/ })
    block.focus()
    await userEvent.keyboard('{Alt>}{ArrowDown}{ArrowDown}{/Alt}')
    expect(screen.getByText('Move to 10:30–11:00, Khan? Enter moves it, Escape leaves it.')).toBeVisible()
    await userEvent.keyboard('{Enter}')
    await waitFor(() =>
      expect(asked.find((one) => one.method === 'PUT')?.body).toMatchObject({
        body: { start: '2026-11-30T09:30:00.000Z', end: '2026-11-30T10:00:00.000Z', practitioner: 'pr-1' },
      }),
    )
  })

  it('keeps a move that was refused where it was tried', async () => {
    answering({ ...house, ...refusedAs(409, 'record.taken', 'Taken.') })
    show(<DiaryRoom />, '/diary/day/2026-11-30')
    ;(await screen.findByRole('button', { name: /^10:00–10:30/ })).focus()
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}{Enter}')
    expect(await screen.findAllByText('Somebody is booked then already.')).toHaveLength(2)
    await userEvent.click(screen.getByRole('button', { name: 'Leave it' }))
    expect(screen.queryByText('Somebody is booked then already.')).toBeNull()
  })

  it('asks why, outside the open hours, and goes on with the reason', async () => {
    const asked = answering({ ...house, ...refusedAs(422, 'record.rule', 'Nobody works then.') })
    show(<DiaryRoom />, '/diary/day/2026-11-30')
    ;(await screen.findByRole('button', { name: /^10:00–10:30/ })).focus()
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}{Enter}')
    const why = await screen.findByLabelText('Why is it booked outside the open hours?')
    await userEvent.type(why, 'Nothing else suits{Enter}')
    await waitFor(() =>
      expect(asked.filter((one) => one.method === 'PUT').at(-1)?.body).toMatchObject({
        reason: 'Nothing else suits',
      }),
    )
  })

  it('refuses a booking at its field, and keeps what was typed', async () => {
    answering({
      ...house,
      'POST /api/v1/appointments': () => ({
        status: 409,
        json: { code: 'record.taken', detail: 'Taken.', pointer: '/body/start', hint: '' },
      }),
    })
    show(<DiaryRoom />, '/diary/book/p')
    await userEvent.type(await screen.findByLabelText('Note'), 'Brings pictures')
    const time = screen.getByLabelText('Time')
    await userEvent.type(time, '11:15')
    await userEvent.click(
      screen
        .getAllByRole('button', { name: 'Book' })
        .find((one) => one.getAttribute('type') === 'submit') as HTMLElement,
    )
    expect(await screen.findByText('Somebody is booked then already.')).toBeVisible()
    expect(time).toBeInvalid()
    expect(time).toHaveValue('11:15')
    expect(screen.getByLabelText('Note')).toHaveValue('Brings pictures')
  })
})
