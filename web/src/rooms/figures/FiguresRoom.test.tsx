// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answering, clinician, show, type Answers, type Asked } from '@/record/testing'
import { aYear, nobodyYet, noneInPeriod } from './figures.fixture'
import { FiguresRoom } from './FiguresRoom'
import type { Figures } from './wire'

function answers(figures: Figures): Answers {
  return {
    'GET /api/v1/me': () => ({ json: { ...clinician, role: 'lead' } }),
    'GET /api/v1/quality': () => ({ json: figures }),
    'GET /api/v1/quality/cohort': () => ({
      status: 400,
      json: { code: 'request.parameter', detail: 'This is not how many persons must be alike.' },
    }),
  }
}

const lastAsked = (asked: readonly Asked[]): URLSearchParams | undefined =>
  asked.filter((one) => one.path === '/api/v1/quality').at(-1)?.query

it('shows each figure with its counts, its interval and what it is not for', async () => {
  answering(answers(aYear))
  show(<FiguresRoom />, '/figures')
  const harm = await screen.findByRole('table', { name: 'Adverse events' })
  const bruise = within(harm).getByText('Bruise').closest('tr')
  expect(bruise).toHaveTextContent('22 of 412')
  expect(bruise).toHaveTextContent('5.3% (')
  for (const words of Object.values(aYear.isNotFor)) expect(screen.getByText(words)).toBeInTheDocument()
  for (const note of aYear.notes) expect(screen.getByText(note)).toBeInTheDocument()
})

it('never shows what is no number, and says of too few that they are', async () => {
  for (const figures of [aYear, nobodyYet, noneInPeriod]) {
    answering(answers(figures))
    const { unmount, container } = show(<FiguresRoom />, '/figures')
    await screen.findByText(
      figures === nobodyYet ? 'Nobody has been treated yet' : /^What these figures cannot/,
    )
    expect(container.innerHTML).not.toMatch(/NaN|Infinity|undefined|null/)
    unmount()
  }
  answering(answers(aYear))
  show(<FiguresRoom />, '/figures')
  const harm = await screen.findByRole('table', { name: 'Adverse events' })
  expect(within(harm).getByText('Fainting').closest('tr')).toHaveTextContent('2 of 15 too few to say')
})

it('a clinic that has treated nobody sees what will stand there', async () => {
  answering(answers(nobodyYet))
  show(<FiguresRoom />, '/figures')
  expect(await screen.findByText('Nobody has been treated yet')).toBeVisible()
  expect(screen.queryByRole('table')).toBeNull()
  expect(screen.getByText('Watching for harm')).toBeVisible()
})

it('names nobody unless the server does, and every picture has its numbers as a table', async () => {
  answering(answers(aYear))
  show(<FiguresRoom />, '/figures')
  const units = await screen.findByRole('table', { name: 'Any adverse event: the numbers' })
  expect(within(units).getAllByText('Not named')).toHaveLength(3)
  const pictures = screen.getAllByRole('img')
  expect(pictures.map((one) => one.getAttribute('aria-label'))).toEqual([
    expect.stringMatching(/^Symptoms worse after dry needling: the sum stands at .* with 1 signal so far/),
    expect.stringMatching(/no signal so far/),
    expect.stringMatching(/^Any adverse event: 3 persons/),
    expect.stringMatching(/^Moderate or worse: 3 persons/),
  ])
  expect(screen.getAllByText('The same numbers as a table')).toHaveLength(2)
  expect(screen.getByText('A signal in this period: look now')).toBeVisible()
  expect(screen.getByText('No signal in this period; that is no all-clear')).toBeVisible()
})

it('says how a published rate differs, where there is no limit, and what nobody has checked', async () => {
  answering(answers(aYear))
  show(<FiguresRoom />, '/figures')
  const table = await screen.findByRole('table', { name: 'Against published rates' })
  expect(within(table).getByText('1.11 times as often (0.29 to 2.96)')).toBeVisible()
  expect(within(table).getByText('Nothing to divide by')).toBeVisible()
  expect(within(table).getByText('Recalled, unverified')).toBeVisible()
  expect(within(table).getAllByText(/^Differs: /)).toHaveLength(4)
  expect(within(table).getByText('too few to say')).toBeVisible()
})

it('asks for the period and the grouping that were chosen, and not for one that ends before it begins', async () => {
  const asked = answering(answers(aYear))
  show(<FiguresRoom />, '/figures')
  await screen.findByRole('table', { name: 'Outcomes' })
  await userEvent.click(screen.getByRole('radio', { name: '13 weeks' }))
  await waitFor(() => {
    const query = lastAsked(asked)
    const days = Date.parse(query?.get('to') ?? '') - Date.parse(query?.get('from') ?? '')
    expect(days).toBe(90 * 86_400_000)
  })
  await userEvent.click(screen.getByRole('radio', { name: 'Cause' }))
  await waitFor(() => expect(lastAsked(asked)?.get('grouping')).toBe('cause'))
  const before = asked.length
  const to = screen.getByLabelText('To')
  await userEvent.clear(to)
  await userEvent.type(to, '2001-01-01')
  expect(await screen.findByText('This is before the first day.')).toBeVisible()
  expect(asked.slice(before).every((one) => one.query.get('to') !== '2001-01-01')).toBe(true)
})

it('shows what the server says against a cohort', async () => {
  const asked = answering(answers(aYear))
  show(<FiguresRoom />, '/figures')
  await userEvent.selectOptions(await screen.findByRole('combobox'), '10 persons')
  await userEvent.click(screen.getByRole('button', { name: 'Look at it first' }))
  expect(await screen.findByText('This is not how many persons must be alike.')).toBeVisible()
  const query = asked.find((one) => one.path === '/api/v1/quality/cohort')?.query
  expect(query?.get('k')).toBe('10')
  expect(query?.get('from')).toBe('2025-12-02')
  expect(screen.queryByRole('button', { name: 'Download as CSV' })).toBeNull()
})
