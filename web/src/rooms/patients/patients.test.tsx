// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { answering, entry, show } from '@/record/testing'
import { changesBetween } from './changes'
import { bodyOf, formOf } from './detailsForm'
import { likeness } from './doubles'
import { NewPatient } from './NewPatient'
import { PatientsRoom } from './PatientsRoom'
import { readName } from './readName'
import { groupsOf, painOf, readyForSession, type AnyEntry } from './timeline'

const dayOf = (when: string): string => when.slice(0, 10)
const of = (kind: string, id: string, body: object, more: object = {}): AnyEntry =>
  entry(kind, id, body, more) as unknown as AnyEntry

describe('a name typed in one go', () => {
  it('ends with the family name, and with its particles', () => {
    expect(readName('Ana María de la Cruz')).toEqual({ family: 'de la Cruz', given: ['Ana', 'María'] })
    expect(readName('Vale, Shirin')).toEqual({ family: 'Vale', given: ['Shirin'] })
    expect(readName('Vale')).toEqual({ family: 'Vale', given: [] })
  })
})

describe('two entries', () => {
  const one = { family: 'Núñez', given: ['Ana'], birthDate: '1980-02-03' }
  it('are alike whatever the accents', () => {
    expect(likeness(one, { ...one, family: 'nunez' })).toBe('same')
  })
  it('are not alike by their day of birth alone', () => {
    expect(likeness(one, { family: 'Vale', given: ['Shirin'], birthDate: '1980-02-03' })).toBeNull()
  })
})

describe('the details', () => {
  it('leave out what was not asked: not asked is not no', () => {
    const before = { family: 'Vale', mayBePhoned: false, isInvented: true }
    const form = formOf(before)
    expect(form.flags).toMatchObject({ mayBePhoned: 'no', mayBeTexted: '' })
    expect(bodyOf(form, before)).toEqual(before)
  })
  it('take back an answer', () => {
    const before = { family: 'Vale', mayBePhoned: true }
    const form = { ...formOf(before), flags: { ...formOf(before).flags, mayBePhoned: '' as const } }
    expect(bodyOf(form, before)).toEqual({ family: 'Vale' })
  })
})

describe('the time line', () => {
  const episode = of('episode', 'e', { status: 'active', began: '2026-10-01' })
  const plan = of(
    'plan',
    'pl',
    { episode: 'e', madeAt: '2026-10-01T09:00:00Z', needlingAllowed: true },
    { state: 'signed' },
  )
  const consent = of(
    'consent',
    'c',
    { plan: 'pl', at: '2026-10-01T09:10:00Z', answer: 'given' },
    { state: 'signed' },
  )
  const session = of('session', 's', {
    episode: 'e',
    plan: 'pl',
    began: '2026-10-02T09:00:00Z',
    ended: '2026-10-02T09:30:00Z',
    painBefore: { leg: 6 },
    painAfter: { leg: 4, back: 1 },
  })
  const event = of('adverseEvent', 'ev', { session: 's', noticed: '2026-10-03T09:00:00Z' })
  it('puts what hangs on a session or a plan under its episode, the newest first', () => {
    const [group, ...others] = groupsOf([plan, event, episode, consent, session], dayOf)
    expect(others).toEqual([])
    expect(group?.entries.map((one) => one.id)).toEqual(['ev', 's', 'c', 'pl'])
  })
  it('lets what belongs to none stand by itself', () => {
    const early = of('appointment', 'ap', { start: '2026-09-01T09:00:00Z' })
    expect(groupsOf([early, episode], dayOf)[0]).toMatchObject({ episode: null, entries: [{ id: 'ap' }] })
  })
  it('begins a session only with a plan and a consent that stand', () => {
    expect(readyForSession([plan, consent])).toHaveLength(1)
    expect(readyForSession([plan, { ...consent, state: 'withdrawn' } as AnyEntry])).toEqual([])
    expect(readyForSession([{ ...plan, state: 'open' } as AnyEntry, consent])).toEqual([])
  })
  it('keeps pain that was not asked apart from none', () => {
    expect(painOf([session]).map(({ leg, back }) => [leg, back])).toEqual([
      [6, undefined],
      [4, 1],
    ])
  })
})

it('two versions are told apart field by field', () => {
  expect(changesBetween({ a: 1, b: { c: 'x' } }, { a: 2, b: { c: 'x' }, d: [3] })).toEqual([
    { field: 'a', before: '1', after: '2' },
    { field: 'd[0]', before: undefined, after: '3' },
  ])
})

describe('a new patient', () => {
  const there = entry('patient', 'p05', { family: 'Vale', given: ['Shirin'], birthDate: '1985-01-19' })
  it('is created by two fields, and somebody alike is shown first', async () => {
    const asked = answering({
      'GET /api/v1/patients': () => ({ json: { entries: [there] } }),
      'POST /api/v1/patients': () => ({ status: 201, json: entry('patient', 'new', { family: 'Vale' }) }),
    })
    const { history } = show(<NewPatient isOpen onClose={() => undefined} />)
    await userEvent.type(await screen.findByLabelText('Name'), 'Shirin Vale')
    await userEvent.type(screen.getByLabelText('Date of birth'), '19/1/1985')
    expect(await screen.findByText('Same name and date of birth')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Create all the same' }))
    await waitFor(() => expect(history.at(-1)).toBe('/patients/new/details'))
    expect(asked.find((one) => one.method === 'POST')?.body).toMatchObject({
      body: { family: 'Vale', given: ['Shirin'], birthDate: '1985-01-19' },
    })
  })
  it('is refused at the field, and nothing typed is lost', async () => {
    answering({
      'POST /api/v1/patients': () => ({
        status: 422,
        json: { code: 'record.value', detail: 'This day is to come.', pointer: '/body/birthDate', hint: '' },
      }),
    })
    show(<NewPatient isOpen onClose={() => undefined} />)
    await userEvent.type(await screen.findByLabelText('Name'), 'Shirin Vale')
    await userEvent.type(screen.getByLabelText('Date of birth'), '19/1/1985{Enter}')
    expect(await screen.findByText('This day is to come.')).toBeVisible()
    expect(screen.getByLabelText('Date of birth')).toBeInvalid()
    expect(screen.getByLabelText('Name')).toHaveValue('Shirin Vale')
  })
})

it('a restricted record opens with a reason, which is sent along', async () => {
  const reasons: (string | null)[] = []
  answering({})
  const before = globalThis.fetch
  globalThis.fetch = (address, init) => {
    const path = new URL(String(address), 'http://clinic.example').pathname
    const reason = new Headers(init?.headers).get('X-Break-Glass')
    if (path === '/api/v1/patients/px') {
      reasons.push(reason)
      return Promise.resolve(
        reason
          ? Response.json(entry('patient', 'px', { family: 'Hidden', isRestricted: true }))
          : Response.json({ code: 'request.restricted', detail: 'Restricted.' }, { status: 403 }),
      )
    }
    return before(address, init)
  }
  show(<PatientsRoom />, '/patients/px')
  const why = await screen.findByLabelText('Why do you have to see it?')
  await userEvent.type(why, 'short{Enter}')
  await userEvent.click(screen.getByRole('button', { name: 'Open with this reason' }))
  expect(await screen.findByText('Say it in at least 10 characters.')).toBeVisible()
  await userEvent.type(why, ' of staff, für Müller, λόγος')
  await userEvent.click(screen.getByRole('button', { name: 'Open with this reason' }))
  expect(await screen.findByRole('heading', { name: 'Hidden' })).toBeVisible()
  expect(reasons.at(0)).toBeNull()
  // One line of UTF-8, as the server reads it.
  const bytes = Uint8Array.from(reasons.at(-1) ?? '', (byte) => byte.charCodeAt(0))
  expect(new TextDecoder().decode(bytes)).toBe('short of staff, für Müller, λόγος')
})
