// SPDX-License-Identifier: Apache-2.0
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { SessionProvider, useSession } from '@/app/session'
import { Toasts } from '@/design'
import { PatientHouse } from './PatientHouse'

// A loaded machine renders slowly; what never comes still fails.
configure({ asyncUtilTimeout: 8000 })
vi.setConfig({ testTimeout: 40_000 })

type Body = Readonly<Record<string, unknown>>
type Sent = Readonly<{ method: string; path: string; body: Body | undefined }>
type Answering = (sent: Sent) => readonly [number, unknown] | undefined

const entry = (kind: string, id: string, body: Body, more: Body = {}): Body => ({
  id,
  kind,
  version: 1,
  state: 'open',
  at: '2026-11-30T09:00:00.000Z',
  by: 'x',
  patient: 'p1',
  body,
  ...more,
})
const later = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()
const question = (id: string, ask: string, more: Body = {}): Body => ({
  id,
  group: 'pain',
  part: 'history',
  ask,
  kind: 'yes_no',
  hasSides: false,
  isEmergency: false,
  locks: false,
  isGiven: false,
  sources: [],
  ...more,
})
const emergency = { part: 'emergency', group: 'cauda_equina', isEmergency: true, isAtCheck: true }

const shelves: Readonly<Record<string, readonly Body[]>> = {
  '/api/v1/clinics': [
    entry('clinic', 'c', {
      name: 'Willow',
      phone: '+44 1632 960000',
      timeZone: 'Europe/London',
      emergencyNote: 'Call 999.',
      booking: { cancelUntilHours: 12 },
    }),
  ],
  '/api/v1/episodes': [entry('episode', 'e1', { patient: 'p1', practitioner: 'd1', status: 'active' })],
  '/api/v1/practitioners': [
    entry('practitioner', 'd1', { family: 'Khan', given: ['Samir'], isActive: true }),
  ],
  '/api/v1/hours': [entry('hours', 'h1', { practitioner: 'd1', weekday: 'mon' })],
  '/api/v1/tasks': [
    entry('task', 't1', { what: 'check_after_session', about: 's1', status: 'waiting', due: later(0) }),
  ],
}
const plain: Answering = ({ method, path }) => {
  if (method !== 'GET') return undefined
  if (path === '/api/v1/me')
    return [200, { account: 'a', login: 'vale', role: 'patient', person: 'p1', rights: {}, csrfToken: 't' }]
  if (path === '/api/v1/patients/p1')
    return [200, entry('patient', 'p1', { family: 'Vale', given: ['Shirin'], preferredName: 'Shirin' })]
  if (path === '/api/v1/sessions/s1')
    return [
      200,
      entry('session', 's1', { patient: 'p1', episode: 'e1', practitioner: 'd1', began: later(-2) }),
    ]
  if (path === '/api/v1/library/questions')
    return [
      200,
      {
        questions: [
          question('bladder_change', 'Has passing water changed?', emergency),
          question('saddle_numbness', 'Is it numb between the legs?', emergency),
          question('cough_worse', 'Does coughing hurt the leg?'),
          question('after_breath', 'Have you been short of breath?', {
            group: 'after_needling',
            isAtCheck: true,
          }),
        ],
      },
    ]
  if (path === '/api/v1/library/advice')
    return [
      200,
      {
        items: [
          { id: 'advice.now_weak', part: 'emergency', text: 'A leg gets weak.', sources: ['S1'] },
          { id: 'advice.call_numb', part: 'call', text: 'Call us if a part stays numb.', sources: [] },
        ],
      },
    ]
  if (path === '/api/v1/library/sources') return [200, { items: [{ id: 'S1', reference: 'Somebody 2020.' }] }]
  if (path === '/api/v1/slots')
    return [200, { slots: [{ start: later(3), end: later(3.02), practitioner: 'd1' }] }]
  return [200, { entries: shelves[path] ?? [] }]
}

let sent: Sent[] = []

/** Answers the requests of a page: `special` first, then what every page needs. */
function serve(special: Answering = () => undefined): void {
  sent = []
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    const url = new URL(address, 'http://x')
    const one: Sent = {
      method: init?.method ?? 'GET',
      path: url.pathname,
      body: typeof init?.body === 'string' ? (JSON.parse(init.body) as Body) : undefined,
    }
    sent.push(one)
    const [status, body] = special(one) ?? plain(one) ?? [404, { code: 'request.not_found', detail: 'No.' }]
    if (status === 0) throw new TypeError('no network')
    return new Response(status === 204 ? null : JSON.stringify(body), { status })
  })
}

const told = (isEmergency: boolean, text = ''): Body => ({
  isEmergency,
  tell: isEmergency ? [{ ruleId: 'cauda.bladder', text }] : [],
  spared: [],
  tally: {},
})

/** Keeps an assessment as the server does, with the screening it would have. */
function keeping(decisionOf: (answers: Body) => string, tell = told(false)): Answering {
  let version = 0
  return ({ method, path, body }) => {
    if (path === '/api/v1/consultations')
      return [200, decisionOf((body?.['answers'] ?? {}) as Body) === 'emergency_today' ? tell : told(false)]
    if (!path.startsWith('/api/v1/assessments') || method === 'GET') return undefined
    const written = body?.['body'] as Body
    const decision = decisionOf((written['answers'] ?? {}) as Body)
    return [
      method === 'POST' ? 201 : 200,
      entry('assessment', 'a1', { ...written, screening: { decision } }, { version: ++version }),
    ]
  }
}

function House(): ReactElement | null {
  return useSession().who.state === 'somebody' ? <PatientHouse /> : null
}

function show(path: string): void {
  window.location.hash = path
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SessionProvider>
        <Router hook={useHashLocation}>
          <Toasts>
            <House />
          </Toasts>
        </Router>
      </SessionProvider>
    </QueryClientProvider>,
  )
}

const written = (): readonly Sent[] =>
  sent.filter((one) => one.path.startsWith('/api/v1/assessments') && one.method !== 'GET')
const answersOf = (one: Sent | undefined): unknown => (one?.body?.['body'] as Body | undefined)?.['answers']

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => undefined)
})
afterEach(() => {
  vi.unstubAllGlobals()
  window.location.hash = ''
})

describe('the patient’s house', () => {
  it('shows what is next, and the way to the emergency page', async () => {
    serve()
    show('/')
    expect(await screen.findByRole('heading', { level: 1, name: 'Hello Shirin' })).toBeInTheDocument()
    expect(await screen.findByRole('link', { name: /How did it go/ })).toHaveAttribute('href', '#/check/s1')
    expect(screen.getByRole('link', { name: 'Is this an emergency?' })).toHaveAttribute('href', '#/emergency')
    await userEvent.click(screen.getByRole('link', { name: 'Is this an emergency?' }))
    expect(await screen.findByText('A leg gets weak.')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: '999' })).toHaveAttribute('href', 'tel:999')
  })

  it('has the signs of an emergency without a connection, from what was loaded before', async () => {
    localStorage.setItem(
      'filiform.kept.advice',
      JSON.stringify([{ id: 'advice.now_weak', part: 'emergency', text: 'A leg gets weak.', sources: [] }]),
    )
    serve(({ path }) => (path === '/api/v1/me' ? undefined : [0, undefined]))
    show('/emergency')
    expect(await screen.findByText('A leg gets weak.')).toBeInTheDocument()
  })

  it('saves each answer as one goes, and "I don’t know" is no answer', async () => {
    serve(keeping(() => 'ask'))
    show('/form/bladder_change')
    await screen.findByRole('heading', { name: 'Has passing water changed?' })
    await userEvent.click(screen.getByRole('button', { name: 'No' }))
    await screen.findByRole('heading', { name: 'Is it numb between the legs?' })
    await waitFor(() => expect(answersOf(written()[0])).toEqual({ bladder_change: false }))
    await userEvent.click(screen.getByRole('button', { name: "I don't know" }))
    await screen.findByRole('heading', { name: 'Where does it hurt?' })
    await waitFor(() => expect(written()).toHaveLength(2))
    expect(answersOf(written()[1])).toEqual({ bladder_change: false })
    expect(written()[1]?.method).toBe('PUT')
  })

  it('says to get help now when the server says so, stays reachable, and lets one go on', async () => {
    const text = 'Please go to the emergency department now.'
    serve(
      keeping(
        (answers) => (answers['bladder_change'] === true ? 'emergency_today' : 'ask'),
        told(true, text),
      ),
    )
    show('/form/bladder_change')
    await userEvent.click(await screen.findByRole('button', { name: 'Yes' }))
    expect(await screen.findByRole('heading', { name: 'Please get help now' })).toBeInTheDocument()
    expect(within(screen.getByRole('alert')).getByText(text)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: /Call the clinic/ })).toHaveAttribute('href', 'tel:+441632960000')
    expect(answersOf(written()[0])).toEqual({ bladder_change: true })
    await userEvent.click(screen.getByRole('link', { name: 'Go on with the questions' }))
    await screen.findByRole('heading', { name: 'Is it numb between the legs?' })
    expect(screen.getByRole('link', { name: /Get help now/ })).toHaveAttribute('href', '#/go-now')
    // Another answer does not lead there a second time for the same reason.
    await userEvent.click(screen.getByRole('button', { name: 'No' }))
    expect(await screen.findByRole('heading', { name: 'Where does it hurt?' })).toBeInTheDocument()
    // A wrong tap is put right.
    window.location.hash = '/form/bladder_change'
    await userEvent.click(await screen.findByRole('button', { name: 'No' }))
    await waitFor(() => expect(screen.queryByRole('link', { name: /Get help now/ })).not.toBeInTheDocument())
  })

  it('keeps the way to get help until somebody says that they got it', async () => {
    const alarm = { tell: [{ ruleId: 'r', text: 'Go now.' }], answers: {}, at: later(0) }
    localStorage.setItem('filiform.draft.patient.p1.alarm', JSON.stringify(alarm))
    serve()
    show('/visits')
    await userEvent.click(await screen.findByRole('link', { name: /Get help now/ }))
    expect(await screen.findByText('Go now.')).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'I have got help' }))
    expect(await screen.findByText('None of your answers says so')).toBeInTheDocument()
  })

  it('shows the signs where nobody could look at the answer, and sends it later', async () => {
    let isDown = true
    const there = keeping(() => 'ask')
    serve((one) => {
      const isOurs =
        one.path === '/api/v1/consultations' || (one.method !== 'GET' && /assessments/.test(one.path))
      return isDown && isOurs ? [0, undefined] : there(one)
    })
    show('/form/bladder_change')
    await userEvent.click(await screen.findByRole('button', { name: 'No' }))
    expect(await screen.findByText('Kept here until there is a connection')).toBeInTheDocument()
    expect(await screen.findByText('A leg gets weak.')).toBeInTheDocument()
    isDown = false
    window.dispatchEvent(new Event('online'))
    expect(await screen.findByText('Sent to the clinic')).toBeInTheDocument()
    expect(answersOf(written().at(-1))).toEqual({ bladder_change: false })
    expect(screen.queryByText('A leg gets weak.')).not.toBeInTheDocument()
  })

  it('says all clear after a check only when everything is answered and the server finds nothing', async () => {
    serve(keeping((answers) => (Object.keys(answers).length === 3 ? 'go' : 'ask')))
    show('/check/s1/after_breath')
    await userEvent.click(await screen.findByRole('button', { name: 'No' }))
    await screen.findByRole('heading', { name: 'Has passing water changed?' })
    await userEvent.click(screen.getByRole('button', { name: "I don't know" }))
    await screen.findByRole('heading', { name: 'Is it numb between the legs?' })
    await userEvent.click(screen.getByRole('button', { name: 'No' }))
    expect(await screen.findByRole('heading', { name: 'One question is open' })).toBeInTheDocument()
    expect((written()[0]?.body?.['body'] as Body)['checks']).toBe('s1')
    await userEvent.click(screen.getByRole('link', { name: 'Has passing water changed?' }))
    await userEvent.click(await screen.findByRole('button', { name: 'No' }))
    await screen.findByRole('heading', { name: 'Is it numb between the legs?' })
    await userEvent.click(screen.getByRole('button', { name: 'No' }))
    expect(await screen.findByRole('heading', { name: 'Thank you. All clear.' })).toBeInTheDocument()
  })

  it('asks for a visit, and says in words why a time cannot be had', async () => {
    serve(({ method, path }) =>
      method === 'POST' && path === '/api/v1/appointments'
        ? [
            409,
            {
              code: 'record.taken',
              detail: 'That time is taken.',
              hint: 'Choose another.',
              pointer: '/body/start',
            },
          ]
        : undefined,
    )
    show('/visits/book')
    const time = await screen.findByRole('button', { name: /^\d\d:\d\d$/ })
    await userEvent.click(time)
    await userEvent.click(screen.getByRole('button', { name: 'Ask for this time' }))
    expect(await screen.findByText('That time is taken.')).toBeInTheDocument()
    expect(screen.getByText('Choose another.')).toBeInTheDocument()
    const asked = sent.find((one) => one.method === 'POST')?.body?.['body']
    expect(asked).toMatchObject({ status: 'proposed', bookedBy: 'patient', patient: 'p1', episode: 'e1' })
  })

  it('keeps somebody who mistypes their password, and says so at the field', async () => {
    serve(({ method, path }) =>
      method === 'POST' && path === '/api/v1/password'
        ? [401, { code: 'login.refused', detail: 'The login or the password is wrong.', hint: '' }]
        : undefined,
    )
    show('/me/account')
    await userEvent.type(await screen.findByLabelText('Your password now'), 'wrong')
    await userEvent.type(screen.getByLabelText('New password'), 'a sentence to remember')
    await userEvent.type(screen.getByLabelText('The same password again'), 'a sentence to remember')
    await userEvent.click(screen.getByRole('button', { name: 'Change it' }))
    expect(await screen.findByText('That is not your password.')).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: 'Password and log-in' })).toBeInTheDocument()
  })
})
