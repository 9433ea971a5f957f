// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { answering, clinician, entry, show, type Answers } from '@/record/testing'
import { readCondition } from './condition'
import { LibraryRoom } from './LibraryRoom'
import { stricterLevels, stricterNeedlings } from './reviews'
import type { Question } from './wire'

const rule = {
  id: 'contra.warfarin',
  what: 'Takes warfarin',
  level: 'caution',
  needling: 'clear',
  when: 'medicines warfarin and age_years at least 70',
  findings: ['medicines'],
  restraint: ['No needle thicker than 0.25 mm.'],
  because: 'It bleeds for longer.',
  whatToDo: 'Ask the prescriber.',
  tellPatient: 'Please go on taking it.',
  isAskedEachVisit: true,
  isAtCheck: false,
  locks: true,
  classes: [{ body: 'A Dutch clinic', class: 'relative', source: 'B2' }],
  sources: ['A1'],
  mark: 'recalled',
  status: 'draft',
  where: 'screening/blood.yaml:7',
  digest: 'now',
}
const other = {
  ...rule,
  id: 'red_flag.bladder',
  what: 'Changed bladder',
  level: 'emergency_today',
  needling: 'stop',
}
const questions = [
  {
    id: 'medicines',
    ask: 'Do you take a blood thinner?',
    choices: [{ id: 'warfarin', text: 'warfarin, or the like' }],
  },
  { id: 'age_years', ask: 'How old are you?', unit: 'years' },
  { id: 'leg_weakness', ask: 'Is a leg weak?', choices: [{ id: 'new' }, { id: 'worse' }] },
] as unknown as readonly Question[]
const sources = [{ id: 'A1', reference: 'Hsieh et al. Bleeding, 2023.', doi: '10.1/x' }]
const claim = {
  id: 'SA003',
  section: 'What it is',
  about: 'Sciatica is pain of the sciatic nerve',
  answer: 'corrected',
  why: 'Mostly it is a root at the spine.',
  livesIn: ['contra.warfarin', 'data/atlas/nerves.yaml'],
  tests: [],
  sources: ['A1'],
  where: 'coverage/01.yaml:1',
}

const shelf = (items: readonly unknown[]) => () => ({ json: { knowledge: 'k', items } })
const library: Answers = {
  'GET /api/v1/library/rules': shelf([rule, other]),
  'GET /api/v1/library/sources': shelf(sources),
  'GET /api/v1/library/claims': shelf([
    claim,
    { ...claim, id: 'SA004', about: 'It is covered', answer: 'covered' },
  ]),
  'GET /api/v1/library/questions': () => ({ json: { questions } }),
}
const lead = {
  ...clinician,
  role: 'lead',
  person: 'pr-1',
  rights: { ...clinician.rights, ruleReview: { see: 'any', create: 'any', change: 'any', sign: 'any' } },
}
const asLead: Answers = { ...library, 'GET /api/v1/me': () => ({ json: lead }) }

function review(body: object, state = 'signed'): object {
  return entry(
    'ruleReview',
    'r-1',
    {
      rule: rule.id,
      text: 'now',
      verdict: 'agreed',
      reason: 'Read.',
      practitioner: 'pr-1',
      on: '2026-11-30',
      ...body,
    },
    { state },
  )
}

it('lists the rules, searches their words and filters by level', async () => {
  answering(library)
  show(<LibraryRoom />, '/library/rules')
  expect(await screen.findByText('Changed bladder')).toBeVisible()
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search the words' }), 'bleeds warfarin')
  expect(screen.getByText(/1 of 2 shown\./)).toBeVisible()
  expect(screen.queryByText('Changed bladder')).toBeNull()
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Level' }), 'Emergency today')
  expect(screen.getByText('Nothing fits')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Level' }), 'Emergency today')
  expect(screen.getByText('Changed bladder')).toBeVisible()
  expect(screen.queryByText('Takes warfarin')).toBeNull()
})

it('opens a rule in its place: when it holds in words, its sources in full, what its mark means', async () => {
  answering(library)
  show(<LibraryRoom />, '/library/rules/contra.warfarin')
  expect(await screen.findByText('Ask the prescriber.')).toBeVisible()
  expect(await screen.findByText(/warfarin, or the like/)).toBeVisible()
  expect(screen.getByText(/at least 70 years/)).toBeVisible()
  expect(screen.getByText('Hsieh et al. Bleeding, 2023.')).toBeVisible()
  expect(screen.getByRole('link', { name: /doi:10.1\/x/ })).toHaveAttribute('href', 'https://doi.org/10.1/x')
  expect(screen.getByText(/Written from memory of the source/)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Give the clinic’s word' })).toBeNull()
})

it('tells what became of a claim, and where it lives', async () => {
  answering(library)
  show(<LibraryRoom />, '/library/claims')
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Verdict' }), 'Corrected')
  expect(screen.queryByText('It is covered')).toBeNull()
  await userEvent.click(screen.getByText(claim.about))
  expect(await screen.findByText(claim.why)).toBeVisible()
  expect(screen.getByRole('link', { name: 'contra.warfarin' })).toHaveAttribute(
    'href',
    '/library/rules/contra.warfarin',
  )
})

it('shows the clinic’s word, and that the text has changed since', async () => {
  answering({
    ...library,
    'GET /api/v1/rule-reviews': () => ({ json: { entries: [review({ text: 'before' })] } }),
  })
  show(<LibraryRoom />, '/library/rules/contra.warfarin')
  const word = await screen.findByRole('region', { name: 'The clinic’s word' })
  expect(within(word).getByText('Agreed')).toBeVisible()
  expect(within(word).getByText('The text has changed since')).toBeVisible()
})

it('shows a review that is refused at its field, and keeps what was written', async () => {
  const asked = answering({
    ...asLead,
    'POST /api/v1/changes': () => ({
      status: 422,
      json: { code: 'record.value', detail: 'This reason is too long.', pointer: '/writes/0/body/reason' },
    }),
  })
  show(<LibraryRoom />, '/library/rules/contra.warfarin')
  await userEvent.click(await screen.findByRole('button', { name: 'Give the clinic’s word' }))
  await userEvent.click(screen.getByRole('radio', { name: 'Make stricter' }))
  await userEvent.click(screen.getByRole('button', { name: 'Sign' }))
  expect(screen.getByText('Say what becomes stricter: the level, needling, or both.')).toBeVisible()
  expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveAccessibleDescription(/Say why\./)
  expect(asked.some((one) => one.method === 'POST')).toBe(false)
  const needling = screen.getByRole('combobox', { name: 'Needling' })
  expect(
    within(needling)
      .getAllByRole('option')
      .map((one) => one.textContent),
  ).toEqual(['As it is', 'No needle at all.'])
  await userEvent.selectOptions(needling, 'No needle at all.')
  await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'No help near.')
  await userEvent.click(screen.getByRole('button', { name: 'Sign' }))
  await waitFor(() =>
    expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveAccessibleDescription(
      /This reason is too long\./,
    ),
  )
  expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveValue('No help near.')
})

it('signs a new word and lets it take the place of the old one', async () => {
  const asked = answering({
    ...asLead,
    'GET /api/v1/rule-reviews': () => ({ json: { entries: [review({})] } }),
    'POST /api/v1/changes': () => ({ json: { entries: [] } }),
  })
  show(<LibraryRoom />, '/library/rules/contra.warfarin')
  await userEvent.click(await screen.findByRole('button', { name: 'Give a new word' }))
  await userEvent.click(screen.getByRole('radio', { name: 'Dispute' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Too mild.')
  await userEvent.click(screen.getByRole('button', { name: 'Sign' }))
  await waitFor(() =>
    expect(asked.find((one) => one.method === 'POST')?.body).toMatchObject({
      writes: [
        {
          kind: 'ruleReview',
          state: 'signed',
          body: {
            rule: rule.id,
            text: 'now',
            verdict: 'disputed',
            reason: 'Too mild.',
            practitioner: 'pr-1',
          },
        },
        { kind: 'ruleReview', id: 'r-1', follows: 1, state: 'superseded' },
      ],
    }),
  )
})

it('offers only what is stricter than the rule', () => {
  expect(stricterLevels({ level: 'refer_routine' })).toEqual(['refer_urgent', 'emergency_today'])
  expect(stricterLevels({ level: 'emergency_today' })).toEqual([])
  expect(stricterNeedlings({ needling: 'modify' })).toEqual(['clear', 'stop'])
  expect(stricterNeedlings({ needling: 'stop' })).toEqual([])
})

it('reads conditions, and leaves alone what it cannot read', () => {
  const byId = new Map(questions.map((one) => [one.id, one]))
  expect(readCondition('leg_weakness new or worse or age_years at least 70', byId)).toEqual({
    is: 'any',
    of: [
      { is: 'answer', question: 'leg_weakness', values: ['new', 'worse'] },
      { is: 'answer', question: 'age_years', bound: 'at least', values: ['70'] },
    ],
  })
  expect(readCondition('not (at least 2 of: medicines warfarin; age_years.same below 5)', byId)).toEqual({
    is: 'not',
    of: {
      is: 'atLeast',
      count: 2,
      of: [
        { is: 'answer', question: 'medicines', values: ['warfarin'] },
        { is: 'answer', question: 'age_years', side: 'same', bound: 'below', values: ['5'] },
      ],
    },
  })
  expect(readCondition('no_such_question yes', byId)).toBeUndefined()
  expect(readCondition('medicines warfarin and leg_weakness new or medicines warfarin', byId)).toBeUndefined()
})
