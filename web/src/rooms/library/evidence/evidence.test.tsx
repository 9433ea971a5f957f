// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answering, clinician, entry, show, type Answers } from '@/record/testing'
import { LibraryRoom } from '../LibraryRoom'
import { writtenNumber, type NumberStyle } from '@/text/written'
import { printed, shown } from './numbers'

const root = '/api/v1/library/evidence'
const pooledQuestion = {
  id: 'evidence.leg_pain',
  asks: 'Needling or sham: leg pain',
  measure: 'mean difference',
  informs: ['care.needling'],
  certainty: 'low',
  certaintyWhy: 'One good trial.',
  mark: 'proposal',
  sources: ['A1'],
  where: 'data/evidence/questions.yaml:8',
  digest: 'now',
  words: '-16.00 (-21.35 to -10.65), 1 study',
  result: { studies: 1, estimate: -16, low: -21.35, high: -10.65 },
  putDownFor: { studies: 1, estimate: -16, low: -21.35, high: -10.65 },
  isChanged: false,
  hasFunnel: false,
  rows: [
    { id: 'a', label: 'Ash 2001', line: 2, source: 'A1', status: 'seen', isLeftOut: false, outcome: 'pain' },
    { id: 'b', label: 'Beech 2002', line: 3, isLeftOut: true, why: 'its note calls its figures ambiguous' },
  ],
}
const emptyQuestion = {
  ...pooledQuestion,
  id: 'evidence.disability',
  asks: 'Needling: disability',
  words: 'nothing pooled. No trial was found.',
  result: undefined,
  putDownFor: undefined,
  nothingPooled: 'No trial was found.',
  certainty: 'no_evidence',
  rows: [],
}
const pool = {
  answer: 'pooled',
  measure: 'mean difference',
  method: { model: 'random', level: 0.95, conventions: ['REML.'] },
  studies: [
    {
      line: 2,
      label: 'Ash 2001',
      shownEstimate: -16,
      shownLow: -21.35,
      shownHigh: -10.65,
      weightPercent: 100,
    },
  ],
  pooled: { shownEstimate: -16, shownLow: -21.35, shownHigh: -10.65 },
  leftOut: [],
  refusals: [],
  remarks: [],
  warnings: ['Two estimators disagree (-3 and -4).'],
}

const evidence = (
  questions: readonly unknown[] = [pooledQuestion, emptyQuestion],
  setAside: unknown[] = [],
) => ({
  [`GET ${root}`]: () => ({ json: { questions, additions: [], setAside } }),
})
const library: Answers = {
  ...evidence(),
  [`GET ${root}/evidence.leg_pain`]: () => ({ json: pool }),
  'GET /api/v1/library/sources': () => ({
    json: { knowledge: 'k', items: [{ id: 'A1', reference: 'Ash. Needles, 2001.' }] },
  }),
}
const rights = { see: 'any', create: 'any', change: 'any', sign: 'any' }
const asLead: Answers = {
  ...library,
  'GET /api/v1/me': () => ({
    json: {
      ...clinician,
      role: 'lead',
      rights: { ...clinician.rights, ruleReview: rights, trialAddition: rights },
    },
  }),
}

it('lists the questions with what they give and how sure that is', async () => {
  answering(library)
  show(<LibraryRoom />, '/library/evidence')
  const link = await screen.findByRole('link', { name: /leg pain/ })
  expect(link).toHaveTextContent('−16.00 (−21.35 to −10.65), 1 study')
  expect(link).toHaveTextContent('Certainty: low')
  expect(screen.getByRole('link', { name: /disability/ })).toHaveTextContent('No trial was found.')
  expect(screen.getByText(/2 questions are asked of trials\. 1 have a result/)).toBeVisible()
})

it('shows a question with its picture, the same numbers in a table, and why a row does not count', async () => {
  answering(library)
  show(<LibraryRoom />, '/library/evidence/evidence.leg_pain')
  const picture = await screen.findByRole('img', { name: /Forest plot/ })
  expect(picture).toHaveAttribute('src', `${root}/evidence.leg_pain/forest.svg?look=light`)
  const numbers = within(screen.getByRole('table', { name: 'The same in numbers' }))
  expect(numbers.getByRole('row', { name: /Ash 2001 −16 −21.4 to −10.7 100 %/ })).toBeVisible()
  expect(numbers.getByRole('row', { name: /Pooled −16/ })).toBeVisible()
  expect(screen.getByText('No: its note calls its figures ambiguous.')).toBeVisible()
  expect(screen.getByText('Two estimators disagree (−3 and −4).')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Give the clinic’s word' })).toBeNull()
})

it('says for what the certainty was put down once the clinic’s trials change the result', async () => {
  const changed = { ...pooledQuestion, isChanged: true, words: '-9.00 (-20.00 to 2.00), 2 studies' }
  answering({ ...asLead, ...evidence([changed]) })
  show(<LibraryRoom />, '/library/evidence/evidence.leg_pain')
  expect(await screen.findByText(/It was put down for −16 \(−21.4 to −10.7\), 1 study\./)).toHaveTextContent(
    'With the clinic’s trials it is −9.00 (−20.00 to 2.00), 2 studies. Sign again below.',
  )
})

it('lets the lead sign a question by the digest of what it gives today', async () => {
  const asked = answering({
    ...asLead,
    'POST /api/v1/changes': () => ({ json: { entries: [] } }),
  })
  show(<LibraryRoom />, '/library/evidence/evidence.leg_pain')
  await userEvent.click(await screen.findByRole('button', { name: 'Give the clinic’s word' }))
  await userEvent.click(screen.getByRole('radio', { name: 'Agree' }))
  await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'Read the trial.')
  await userEvent.click(screen.getByRole('button', { name: 'Sign' }))
  expect(await screen.findByText(/Signed: this is the clinic’s word now/)).toBeVisible()
  const sent = asked.find((one) => one.path === '/api/v1/changes')?.body
  expect(sent).toMatchObject({
    writes: [{ kind: 'ruleReview', state: 'signed', body: { rule: 'evidence.leg_pain', text: 'now' } }],
  })
})

const rows = 'id,effect\nN1,x'
const refused = {
  status: 422,
  json: {
    code: 'trials.number',
    detail: "Line 2, column effect: 'x' is not a number.",
    hint: 'Write a number.',
    pointer: '/rows',
  },
}
const change = {
  question: 'evidence.leg_pain',
  asks: pooledQuestion.asks,
  measure: 'mean difference',
  informs: ['care.needling'],
  certainty: 'low',
  certaintyWhy: 'One good trial.',
  before: { words: '-16.00 (-21.35 to -10.65), 1 study' },
  after: { words: '-9.00 (-20.00 to 2.00), 2 studies' },
  isChanged: true,
  added: 1,
  leftOut: [],
  warnings: [],
}

it('says every slip of new rows with its line, and keeps nothing', async () => {
  const asked = answering({ ...asLead, [`POST ${root}/trials/preview`]: () => refused })
  show(<LibraryRoom />, '/library/evidence/add')
  await userEvent.click(await screen.findByRole('button', { name: 'Show what changes' }))
  expect(screen.getByText('Paste a table, or take a file.')).toBeVisible()
  await userEvent.type(screen.getByRole('textbox', { name: /Rows of the new trials/ }), rows)
  await userEvent.click(screen.getByRole('button', { name: 'Show what changes' }))
  expect(await screen.findByRole('alert')).toHaveTextContent(
    "One slip in the table:Line 2, column effect: 'x' is not a number. Write a number.",
  )
  expect(screen.queryByRole('button', { name: /Sign/ })).toBeNull()
  expect(asked.some((one) => one.path === '/api/v1/trial-additions' && one.method === 'POST')).toBe(false)
})

it('shows what new trials change, and signs them as the server wrote them', async () => {
  const asked = answering({
    ...asLead,
    [`POST ${root}/trials/preview`]: () => ({ json: { rows: 'id,effect\nN1,1\n', changes: [change] } }),
    'POST /api/v1/trial-additions': () => ({ json: entry('trialAddition', 't-1', {}) }),
  })
  show(<LibraryRoom />, '/library/evidence/add')
  await userEvent.type(await screen.findByRole('textbox', { name: /Rows of the new trials/ }), 'id\tyi')
  await userEvent.click(screen.getByRole('button', { name: 'Show what changes' }))
  const changes = within(await screen.findByRole('region', { name: 'What would change' }))
  expect(changes.getByText('−9.00 (−20.00 to 2.00), 2 studies')).toBeVisible()
  expect(changes.getByText(/It bears on care.needling, and has to be signed again/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: /Sign: they count here/ }))
  expect(screen.getByText('Say why.')).toBeVisible()
  await userEvent.type(screen.getByRole('textbox', { name: /Why are they added/ }), 'New.')
  await userEvent.click(screen.getByRole('button', { name: /Sign: they count here/ }))
  expect(await screen.findByText(/the trials count in this clinic now/)).toBeVisible()
  expect(
    asked.find((one) => one.path === '/api/v1/trial-additions' && one.method === 'POST')?.body,
  ).toMatchObject({
    state: 'signed',
    body: { rows: 'id,effect\nN1,1\n', reason: 'New.', practitioner: 'pr-1' },
  })
})

it('lets a clinician look at what would change, and leaves the signing to the lead', async () => {
  answering({
    ...library,
    [`POST ${root}/trials/preview`]: () => ({ json: { rows: 'id\n', changes: [change] } }),
  })
  show(<LibraryRoom />, '/library/evidence/add')
  await userEvent.type(await screen.findByRole('textbox', { name: /Rows of the new trials/ }), 'id')
  await userEvent.click(screen.getByRole('button', { name: 'Show what changes' }))
  expect(await screen.findByText('The clinic’s lead keeps and signs them.')).toBeVisible()
  expect(screen.queryByRole('button', { name: /Sign/ })).toBeNull()
})

it('pools a table of one’s own, and sends only what was chosen', async () => {
  const asked = answering({
    ...library,
    [`POST ${root}/pool`]: () => ({ json: { pool, forest: '<svg/>' } }),
  })
  show(<LibraryRoom />, '/library/evidence/own-table')
  await userEvent.type(await screen.findByRole('textbox', { name: /The table/ }), 'id,yi')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Model' }), 'dl')
  await userEvent.type(screen.getByRole('textbox', { name: /Only rows where/ }), 'outcome=pain')
  await userEvent.click(screen.getByRole('button', { name: 'Pool' }))
  expect(await screen.findByRole('img', { name: /Forest plot/ })).toBeVisible()
  expect(asked.find((one) => one.path === `${root}/pool`)?.body).toEqual({
    table: 'id,yi',
    model: 'dl',
    where: ['outcome=pain'],
    isDark: false,
  })
})

it('writes no number that is none', () => {
  const t = { number: (value: number, style?: NumberStyle) => writtenNumber('en', value, style) }
  expect(shown(undefined, t)).toBe('–')
  expect(shown(Number.NaN, t)).toBe('–')
  expect(shown(-Infinity, t)).toBe('–')
  expect(shown(-0.0000001, t)).toBe('0')
  expect(shown(-21.35, t)).toBe('−21.4')
  expect(shown(1234.5, t)).toBe('1,234.5')
  expect(printed('sham-controlled: -3 (-4 to -1)')).toBe('sham-controlled: −3 (−4 to −1)')
})
