// SPDX-License-Identifier: Apache-2.0
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { describe, expect, it, vi } from 'vitest'
import type { Entry } from '@/api/entries'
import { Toasts } from '@/design'
import { planEntry, serve } from './fixture'
import { PlanPage } from './PlanPage'

vi.mock('@/app/session', () => ({ useMe: () => ({ login: 'khan', role: 'clinician' }) }))

// What dialogs look for, and jsdom does not have.
vi.stubGlobal('CSS', { supports: () => false })
// Many fields: slow where many work at once.
vi.setConfig({ testTimeout: 60_000 })
configure({ asyncUtilTimeout: 20_000 })

function write(field: HTMLElement, text: string): void {
  fireEvent.change(field, { target: { value: text } })
}

function open(plan: Entry<'plan'>): void {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const page: ReactElement = (
    <QueryClientProvider client={queries}>
      <Toasts>
        <PlanPage plan={plan} address="/patients/p1/plans/plan1" />
      </Toasts>
    </QueryClientProvider>
  )
  render(page)
}

const care = {
  name: 'plan.json',
  mediaType: 'application/json',
  blob: 'abc',
}
const document = {
  screening: {
    decision: 'caution',
    mayNeedle: true,
    restraint: [],
    findings: [
      {
        ruleId: 'precaution.bleeding_prone',
        what: 'Medicine that can make bleeding easier',
        level: 'caution',
        because: 'It can.',
        do: 'Press each site.',
        sources: ['CNT15'],
      },
    ],
  },
  alternatives: [
    {
      id: 'care.exercise',
      name: 'Exercise',
      needling: false,
      standing: 'supported',
      certainty: 'low',
      certaintyWhy: '',
      because: 'The common ground of every guideline.',
      do: '',
      sources: [],
    },
  ],
  dose: [],
  warnings: [],
  proposals: [],
}

describe('a plan', () => {
  it('is saved with what was typed, and why', async () => {
    const user = userEvent.setup()
    const sent = serve((method, path) =>
      method === 'PUT' && path === '/api/v1/plans/plan1' ? { json: planEntry({ version: 4 }) } : undefined,
    )
    open(planEntry())
    write(screen.getByRole('textbox', { name: 'Needles stay in' }), '10')
    await user.click(screen.getByRole('button', { name: 'Add a goal' }))
    write(screen.getByRole('textbox', { name: 'Goals 1' }), 'Walk to the shop')
    await user.click(screen.getByRole('button', { name: 'left soleus earlier' }))
    write(screen.getByRole('textbox', { name: /Why it is changed/ }), 'Asked for it')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(sent.some((one) => one.method === 'PUT')).toBe(true))
    const put = sent.find((one) => one.method === 'PUT')
    expect(put?.headers.get('If-Match')).toBe('"3"')
    expect(put?.body).toMatchObject({
      reason: 'Asked for it',
      body: {
        dose: { mostNeedles: 4, retentionMinutes: 10 },
        goals: ['Walk to the shop'],
        targets: [{ target: 'soleus.left' }, { target: 'piriformis.right' }],
      },
    })
  })

  it('says at the field what is no number, and what the server refuses', async () => {
    const user = userEvent.setup()
    const sent = serve((method) =>
      method === 'PUT'
        ? {
            status: 422,
            json: {
              code: 'record.value',
              detail: 'More than 50.',
              hint: '',
              pointer: '/body/dose/sessions',
            },
          }
        : undefined,
    )
    open(planEntry())
    const sessions = screen.getByRole('textbox', { name: 'Sessions altogether' })
    write(sessions, 'many')
    expect(sessions).toBeInvalid()
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(sent.some((one) => one.method === 'PUT')).toBe(false)
    await user.clear(sessions)
    write(sessions, '90')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(sessions).toHaveAccessibleDescription('More than 50.'))
  })

  it('leaves a muscle out for a reason, and takes that back', async () => {
    const user = userEvent.setup()
    serve(() => undefined)
    open(planEntry())
    await user.click(screen.getByRole('button', { name: 'Leave out' }))
    write(screen.getByRole('textbox', { name: 'Why this muscle gets no needle' }), 'Too sore')
    await user.click(screen.getByRole('button', { name: 'Leave out' }))
    expect(screen.getByText('Too sore')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(screen.queryByText('Too sore')).not.toBeInTheDocument()
    expect(screen.getByText(/Enter 111 mm posterior/)).toBeVisible()
  })

  it('shows in place what the server has against signing', async () => {
    const user = userEvent.setup()
    serve((method, path) =>
      method === 'POST' && path.endsWith('/sign')
        ? {
            status: 422,
            json: {
              code: 'record.rule',
              detail: 'The assessment a plan rests on is signed.',
              hint: '',
              pointer: '/assessment',
            },
          }
        : undefined,
    )
    open(planEntry())
    await user.click(screen.getByRole('button', { name: 'Sign the plan' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Sign this plan' }))
    expect(dialog.getByText(/1 needle for 2 muscles/)).toBeVisible()
    await user.click(dialog.getByRole('button', { name: 'Sign the plan' }))
    expect(await dialog.findByText('The assessment a plan rests on is signed.')).toBeVisible()
  })

  it('goes against advice only with a rule and a reason', async () => {
    const user = userEvent.setup()
    serve((_, path) => (path.endsWith('/documents/abc') ? { json: document } : undefined))
    open(planEntry({}, { documents: [care] }))
    await user.click(await screen.findByText('Go on against advice'))
    await user.click(screen.getByRole('button', { name: 'Add to the plan' }))
    expect(screen.getByRole('combobox', { name: 'Against which advice' })).toBeInvalid()
    await user.selectOptions(screen.getByRole('combobox', { name: 'Against which advice' }), [
      'precaution.bleeding_prone',
    ])
    write(screen.getByRole('textbox', { name: 'Reason' }), 'INR is low')
    await user.click(screen.getByRole('button', { name: 'Add to the plan' }))
    expect(screen.getByText('INR is low')).toBeVisible()
    expect(screen.getByText(/^khan,/)).toBeVisible()
  })

  it('keeps what was typed when the page comes back', () => {
    serve(() => undefined)
    open(planEntry())
    write(screen.getByRole('textbox', { name: 'Note' }), 'Shy of needles')
    closeTab()
    open(planEntry())
    expect(screen.getAllByRole('textbox', { name: 'Note' }).at(-1)).toHaveValue('Shy of needles')
    expect(screen.getByText('What you typed here before is still here.')).toBeVisible()
  })

  it('is only read once it is signed, and has a successor instead', () => {
    serve(() => undefined)
    open(planEntry({ state: 'signed' }))
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Begin its successor' })).toBeVisible()
    expect(screen.getAllByText('not said').length).toBeGreaterThan(0)
  })
})

/** As if the tab had been closed. */
function closeTab(): void {
  window.document.body.innerHTML = ''
}
