// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { readBirthDate, readSought, searchesFor } from './findPatients'
import { warningsOf } from './lots'
import { PatientSearch } from './PatientSearch'
import { answering, entry, show } from './testing'
import { ageOn, instantOf, localOf, mondayOf } from './zone'

describe('times on the clinic clocks', () => {
  it('differ from UTC by an hour in winter and by two in summer in Madrid', () => {
    expect(localOf('2026-11-30T09:00:00Z', 'Europe/Madrid')).toEqual({ day: '2026-11-30', minute: 600 })
    expect(localOf('2026-07-01T09:00:00Z', 'Europe/Madrid')).toEqual({ day: '2026-07-01', minute: 660 })
  })
  it('lead back to the instant, also beside a change of clocks', () => {
    for (const instant of [
      '2026-10-24T23:30:00.000Z',
      '2026-10-25T03:00:00.000Z',
      '2026-03-29T02:00:00.000Z',
    ])
      expect(instantOf(localOf(instant, 'Europe/Madrid'), 'Europe/Madrid')).toBe(instant)
  })
  it('know the Monday of a Sunday', () => {
    expect(mondayOf('2026-12-06')).toBe('2026-11-30')
  })
  it('count a birthday from its day on', () => {
    expect([ageOn('1985-01-19', '2026-01-18'), ageOn('1985-01-19', '2026-01-19')]).toEqual([40, 41])
  })
})

describe('the one box', () => {
  it('reads a day of birth as the clinic writes it', () => {
    expect(readBirthDate('3/4/85', 'en-GB', 2026)).toBe('1985-04-03')
    expect(readBirthDate('3/4/85', 'en-US', 2026)).toBe('1985-03-04')
    expect(readBirthDate('1985-04-03', 'en-US', 2026)).toBe('1985-04-03')
    expect(readBirthDate('31/2/1985', 'en-GB', 2026)).toBeUndefined()
  })
  it('tells a name, a day and a number apart', () => {
    expect(readSought('vale 19/1/1985', 'en-GB', 2026)).toEqual({ name: 'vale', birthDate: '1985-01-19' })
    expect(readSought('943 476 5919', 'en-GB', 2026)).toEqual({ number: '943 476 5919' })
  })
  it('looks for a number among identifiers and telephones', () => {
    expect(searchesFor({ number: '943 476 5919' })).toEqual([
      { identifier: '9434765919' },
      { phone: '9434765919' },
    ])
  })
})

const vale = entry('patient', 'p05', { family: 'Vale', given: ['Shirin'], birthDate: '1985-01-19' })
const wren = entry('patient', 'p04', { family: 'Wren', given: ['Tobias'] })

describe('finding a patient', () => {
  it('goes by arrows and Enter', async () => {
    answering({ 'GET /api/v1/patients': () => ({ json: { entries: [vale, wren] } }) })
    const picked = vi.fn()
    show(<PatientSearch label="Find a patient" onPick={picked} />)
    const box = await screen.findByRole('combobox', { name: 'Find a patient' })
    await screen.findByRole('option', { name: /Vale, Shirin/ })
    await userEvent.type(box, '{ArrowDown}{Enter}')
    expect(picked).toHaveBeenCalledWith(expect.objectContaining({ id: 'p04' }))
  })
  it('never takes for the answer what was shown before it', async () => {
    answering({
      'GET /api/v1/patients': ({ query }) => ({ json: { entries: query.has('name') ? [wren] : [vale] } }),
    })
    const picked = vi.fn()
    show(<PatientSearch label="Find a patient" onPick={picked} />)
    await screen.findByRole('option', { name: /Vale, Shirin/ })
    await userEvent.type(screen.getByRole('combobox'), 'wren{Enter}')
    await waitFor(() => expect(picked).toHaveBeenCalledTimes(1))
    expect(picked).toHaveBeenCalledWith(expect.objectContaining({ id: 'p04' }))
  })
})

it('warns of a lot whose last day is past, not on it', () => {
  const lot = { status: 'in_use', expiry: '2026-11-30', countIn: 100, countUsed: 0, isSterile: true } as never
  expect(warningsOf(lot, '2026-11-30')).toEqual(['expiring'])
  expect(warningsOf(lot, '2026-12-01')).toEqual(['expired'])
})
