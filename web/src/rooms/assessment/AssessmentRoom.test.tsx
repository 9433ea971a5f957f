// SPDX-License-Identifier: Apache-2.0
import { act, configure, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { bladder, bowel, clinicWith, inr, medicines, monthly, opened, renderAt, weakness } from './fixture'

// A whole page by role takes its time in jsdom, on a busy machine more of it.
configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 60_000 })
afterEach(() => vi.unstubAllGlobals())

const words = (question: { ask?: string }): string => question.ask ?? ''
const row = (question: { ask?: string; examine?: string }) =>
  screen.findByRole('group', { name: question.ask ?? question.examine ?? '' })

describe('asking', () => {
  it('takes y and n, and goes on to the next question', async () => {
    clinicWith()
    renderAt('emergency')
    const user = userEvent.setup()
    const first = within(await row(bladder))
    first.getByRole('radio', { name: 'Yes' }).focus()
    await user.keyboard('n')
    expect(first.getByRole('radio', { name: 'No' })).toBeChecked()
    expect(within(await row(bowel)).getByRole('radio', { name: 'Yes' })).toHaveFocus()
  })

  it('never takes not asked for no', async () => {
    const clinic = clinicWith()
    renderAt('emergency')
    const user = userEvent.setup()
    const first = within(await row(bladder))
    expect(first.getByText('not asked')).toBeInTheDocument()
    first.getByRole('radio', { name: 'Yes' }).focus()
    await user.keyboard('n')
    expect(first.queryByText('not asked')).toBeNull()
    first.getByRole('radio', { name: 'No' }).focus()
    await user.keyboard('?')
    expect(first.getByText('not asked')).toBeInTheDocument()
    await waitFor(() => expect((clinic.weighed.at(-1) as { answers: unknown }).answers).toEqual({}))
  })

  it('asks each side on its own', async () => {
    const clinic = clinicWith()
    renderAt('examination')
    const user = userEvent.setup()
    const group = within(await screen.findByRole('group', { name: 'Press along the thigh.' }))
    group.getAllByRole('radio', { name: 'Yes' })[0]?.focus()
    await user.keyboard('yn')
    await waitFor(() =>
      expect(clinic.weighed.at(-1)).toMatchObject({
        answers: { 'sij_thigh_thrust.right': true, 'sij_thigh_thrust.left': false },
      }),
    )
  })

  it('chooses by digits, and lets none stand alone', async () => {
    clinicWith()
    renderAt('medicines')
    const user = userEvent.setup()
    const group = within(await row(medicines))
    group.getByRole('checkbox', { name: /aspirin/ }).focus()
    await user.keyboard('12')
    expect(group.getByRole('checkbox', { name: /warfarin/ })).toBeChecked()
    expect(group.getByRole('checkbox', { name: /aspirin/ })).toBeChecked()
    await user.keyboard('n')
    expect(group.getByRole('checkbox', { name: /none/ })).toBeChecked()
    expect(group.getByRole('checkbox', { name: /aspirin/ })).not.toBeChecked()
    expect(within(await row(inr)).getByRole('textbox')).toHaveFocus()
  })

  it('shows what no answer can be at its field, and weighs the rest', async () => {
    const clinic = clinicWith()
    renderAt('medicines')
    const user = userEvent.setup()
    const group = within(await row(inr))
    await user.type(group.getByRole('textbox'), '99')
    expect(await group.findByText('An INR lies between 0.5 and 15.')).toBeInTheDocument()
    expect(group.getByRole('textbox')).toHaveValue('99')
    expect((clinic.weighed.at(-1) as { answers: unknown }).answers).toEqual({})
    expect(screen.getAllByText('Ask first').length).toBeGreaterThan(0)
  })

  it('keeps what is no number in its field and out of the answers', async () => {
    const clinic = clinicWith()
    renderAt('medicines')
    const user = userEvent.setup()
    const group = within(await row(inr))
    await user.type(group.getByRole('textbox'), 'two')
    expect(await group.findByText(/not a number/)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Sign' }))
    expect(await screen.findByText(/Mend or empty it first/)).toBeInTheDocument()
    expect(clinic.written).toHaveLength(0)
    expect(clinic.entry.state).toBe('open')
  })

  it('folds away what would change nothing, and lets it be opened', async () => {
    clinicWith()
    renderAt('history')
    const user = userEvent.setup()
    await row(weakness)
    await waitFor(() => expect(screen.queryByRole('group', { name: words(monthly) })).toBeNull())
    await user.click(screen.getByRole('button', { name: /no answer would change anything/ }))
    expect(await row(monthly)).toBeInTheDocument()
  })

  it('says who needs an answer', async () => {
    clinicWith()
    renderAt('emergency')
    const user = userEvent.setup()
    await user.click(within(await row(bladder)).getByRole('button', { name: /^Why/ }))
    expect(screen.getByText(/red_flag.bladder: Changed bladder/)).toBeInTheDocument()
  })
})

describe('the red flags', () => {
  it('bring up the emergency at once, with what to do and what to tell', async () => {
    clinicWith()
    renderAt('emergency')
    const user = userEvent.setup()
    within(await row(bladder))
      .getByRole('radio', { name: 'Yes' })
      .focus()
    await user.keyboard('y')
    const panel = await screen.findByRole('alert', { name: 'Emergency: act today' })
    expect(panel).toHaveTextContent('Send to the emergency department today.')
    expect(panel).toHaveTextContent('Please go to the emergency department now.')
    await user.click(within(panel).getByRole('button', { name: 'Make this small' }))
    expect(screen.getByRole('alert')).toHaveTextContent('Emergency: Changed bladder')
    within(await row(bowel))
      .getByRole('radio', { name: 'Yes' })
      .focus()
    await user.keyboard('n')
    expect(screen.getByRole('alert')).toBeInTheDocument()
  })

  it('lead from an open question to where it is asked', async () => {
    clinicWith()
    const { at } = renderAt('emergency')
    const user = userEvent.setup()
    const aside = within(await screen.findByRole('complementary', { name: 'Screening and weighing' }))
    await user.click(await aside.findByRole('button', { name: /blood thinner/ }))
    await waitFor(() => expect(at()).toBe('/patients/p1/assessments/a1/medicines'))
    await waitFor(() => expect(screen.getByRole('checkbox', { name: /aspirin/ })).toHaveFocus())
  })

  it('take a clearance only with a name and a reason, and show it', async () => {
    const clinic = clinicWith({
      entry: { ...opened, body: { ...opened.body, answers: { medicines: ['warfarin'] } } },
    })
    renderAt('medicines')
    const user = userEvent.setup()
    const aside = within(await screen.findByRole('complementary', { name: 'Screening and weighing' }))
    await user.click(await aside.findByText('Warfarin or a similar tablet'))
    await user.click(aside.getByRole('button', { name: 'Record a clearance' }))
    await user.click(screen.getByRole('button', { name: 'Keep' }))
    expect(screen.getByText('Say who answers for it.')).toBeInTheDocument()
    await user.type(screen.getByRole('textbox', { name: 'Who answers for it' }), 'Dr Pell')
    await user.type(screen.getByRole('textbox', { name: 'Why' }), 'Agreed by telephone.')
    await user.click(screen.getByRole('button', { name: 'Keep' }))
    expect(await aside.findByText(/Dr Pell, 30 Nov 2026: Agreed by telephone./)).toBeInTheDocument()
    await waitFor(() =>
      expect(clinic.weighed.at(-1)).toMatchObject({
        clearances: [
          { rule: 'contra.warfarin', by: 'Dr Pell', reason: 'Agreed by telephone.', on: '2026-11-30' },
        ],
      }),
    )
  })

  it('show guidelines that disagree as disagreeing', async () => {
    clinicWith()
    renderAt('emergency')
    const user = userEvent.setup()
    const aside = within(await screen.findByRole('complementary', { name: 'Screening and weighing' }))
    await user.click(await aside.findByRole('tab', { name: 'Care' }))
    expect(aside.getByText('Guidelines disagree')).toBeInTheDocument()
    await user.click(aside.getByText('Exercise'))
    expect(aside.getByText('For')).toBeInTheDocument()
    expect(aside.getByText('Against')).toBeInTheDocument()
  })

  it('lead from the next test to its cell', async () => {
    clinicWith()
    renderAt('emergency')
    const user = userEvent.setup()
    const aside = within(await screen.findByRole('complementary', { name: 'Screening and weighing' }))
    await user.click(await aside.findByRole('tab', { name: 'Next' }))
    await user.click(aside.getByRole('button', { name: /power of L5/i }))
    await waitFor(() => expect(screen.getByRole('button', { name: /Myotome L5, right/ })).toHaveFocus())
  })
})

describe('the grids', () => {
  it('write a grade once: as the sign of the record and as the answer of the library', async () => {
    const clinic = clinicWith()
    renderAt('neurology')
    const user = userEvent.setup()
    const cell = await screen.findByRole('button', { name: 'Myotome L5, right: not tested' })
    cell.focus()
    await user.keyboard('4')
    expect(screen.getByRole('button', { name: 'Myotome L5, right: 4' })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Myotome S1, right: not tested' })).toHaveFocus()
    await user.click(screen.getByRole('button', { name: 'Save now' }))
    await waitFor(() =>
      expect(clinic.written.at(-1)).toMatchObject({
        answers: { 'power_l5.right': 4 },
        neurology: [{ test: 'myotome', level: 'l5', side: 'right', grade: 4 }],
      }),
    )
  })

  it('take one press a cell: the next is at hand, and one that is passed over stays not tested', async () => {
    clinicWith()
    renderAt('neurology')
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Myotome S3, right: not tested' }))
    expect(screen.getByRole('button', { name: 'Myotome S3, right: not tested' })).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: /^5 / }))
    await user.click(screen.getByRole('button', { name: 'not tested' }))
    await user.click(screen.getByRole('button', { name: /^4 / }))
    expect(screen.getByRole('button', { name: 'Myotome S3, right: 5' })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Myotome S4, right: not tested' })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Myotome T12, left: 4' })).toBeInTheDocument()
    expect(screen.getByText('Myotome L1, left: not tested')).toBeInTheDocument()
  })

  it('write a trigger point once', async () => {
    const clinic = clinicWith()
    renderAt('triggers')
    const user = userEvent.setup()
    const cell = await screen.findByRole('button', { name: 'piriformis, right: tender: not asked' })
    cell.focus()
    await user.keyboard('y')
    await user.click(screen.getByRole('button', { name: 'Save now' }))
    await waitFor(() =>
      expect(clinic.written.at(-1)).toMatchObject({
        answers: { 'trp_piriformis_tender.right': true },
        triggerPoints: [{ muscle: 'piriformis.right', findings: ['tender'] }],
      }),
    )
  })
})

describe('the body chart', () => {
  it('takes a mark by its names alone', async () => {
    const clinic = clinicWith()
    renderAt('chart')
    const user = userEvent.setup()
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Add by name' }), 'calf')
    await user.click(screen.getByRole('button', { name: 'Add' }))
    await user.click(screen.getByRole('checkbox', { name: 'shooting' }))
    await user.click(screen.getByRole('radio', { name: '7' }))
    expect(screen.getByRole('button', { name: /calf, right: shooting, 7 of 10/ })).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Save now' }))
    await waitFor(() =>
      expect(clinic.written.at(-1)?.chart).toEqual([
        { regions: ['calf'], side: 'right', qualities: ['shooting'], intensity: 7 },
      ]),
    )
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(screen.queryByRole('button', { name: /7 of 10/ })).toBeNull()
  })
})

describe('saving', () => {
  it('keeps every keystroke on the device, and writes one version when asked', async () => {
    const clinic = clinicWith()
    renderAt('impression')
    const user = userEvent.setup()
    await user.type(await screen.findByRole('textbox', { name: 'Your impression' }), 'Root pain.')
    expect(localStorage.getItem('filiform.draft.assessment.a1')).toContain('Root pain.')
    expect(clinic.written).toHaveLength(0)
    await user.click(screen.getByRole('button', { name: 'Save now' }))
    expect(await screen.findByText(/^Saved/)).toBeInTheDocument()
    expect(clinic.written).toHaveLength(1)
    expect(localStorage.getItem('filiform.draft.assessment.a1')).toBeNull()
  })

  it('writes when the window loses the focus', async () => {
    const clinic = clinicWith()
    renderAt('impression')
    const user = userEvent.setup()
    await user.type(await screen.findByRole('textbox', { name: 'Your impression' }), 'x')
    act(() => void window.dispatchEvent(new Event('blur')))
    await waitFor(() => expect(clinic.written).toHaveLength(1))
  })

  it('shows what somebody else wrote meanwhile, field by field, and loses nothing', async () => {
    const clinic = clinicWith()
    renderAt('impression')
    const user = userEvent.setup()
    await user.type(await screen.findByRole('textbox', { name: 'Your impression' }), 'Mine.')
    clinic.entry = {
      ...clinic.entry,
      version: 2,
      body: { ...opened.body, impression: 'Theirs.', answers: { bladder_change: false } },
    }
    await user.click(screen.getByRole('button', { name: 'Save now' }))
    const dialog = within(await screen.findByRole('dialog', { name: /Somebody else wrote/ }))
    expect(dialog.getByText('Mine.')).toBeInTheDocument()
    expect(dialog.getByText('Theirs.')).toBeInTheDocument()
    await user.click(dialog.getByRole('button', { name: 'Go on with these' }))
    expect(dialog.getByRole('alert')).toHaveTextContent('1 field was changed by both of you')
    await user.click(
      within(dialog.getByRole('group', { name: 'Impression' })).getByRole('radio', { name: 'Keep yours' }),
    )
    await user.click(dialog.getByRole('button', { name: 'Go on with these' }))
    await user.click(await screen.findByRole('button', { name: 'Save now' }))
    await waitFor(() =>
      expect(clinic.written.at(-1)).toMatchObject({
        impression: 'Mine.',
        answers: { bladder_change: false },
      }),
    )
  })

  it('shows a refusal at its field and keeps what was typed', async () => {
    const refused = {
      code: 'record.value',
      detail: 'This is too long.',
      hint: '',
      pointer: '/body/impression',
    }
    clinicWith({
      refusal: {
        path: 'PUT /api/v1/assessments/a1',
        status: 422,
        body: { ...refused, problems: [refused] },
      },
    })
    renderAt('impression')
    const user = userEvent.setup()
    const field = await screen.findByRole('textbox', { name: 'Your impression' })
    await user.type(field, 'Long.')
    await user.click(screen.getByRole('button', { name: 'Save now' }))
    await waitFor(() => expect(field).toHaveAccessibleDescription(/This is too long/))
    expect(field).toHaveValue('Long.')
  })

  it('goes on with what a patient began, and marks it', async () => {
    const answers = { bladder_change: false, bowel_change: false }
    clinicWith({
      entry: { ...opened, version: 2, body: { ...opened.body, answers } },
      history: [
        { ...opened, version: 2, body: { ...opened.body, answers } },
        {
          ...opened,
          byRole: 'patient',
          body: { ...opened.body, answers: { bladder_change: false, bowel_change: true } },
        },
      ],
    })
    renderAt('emergency')
    const theirs = within(await row(bladder))
    expect(await theirs.findByText('from the patient')).toBeInTheDocument()
    // What the clinician changed is the clinician's.
    expect(within(await row(bowel)).queryByText('from the patient')).toBeNull()
  })

  it('signs what was saved, and is read in words afterwards', async () => {
    const clinic = clinicWith()
    renderAt('emergency')
    const user = userEvent.setup()
    within(await row(bladder))
      .getByRole('radio', { name: 'No' })
      .focus()
    await user.keyboard('n')
    await user.click(screen.getByRole('button', { name: 'Sign' }))
    expect(await screen.findByRole('button', { name: 'Amend' })).toBeInTheDocument()
    expect(clinic.written).toHaveLength(1)
    // Among the answers; it also stands among what to ask, since the clinic of these tests weighs nothing anew.
    expect(screen.getByText(words(bladder), { selector: 'dt' })).toBeInTheDocument()
    expect(screen.queryByRole('radio')).toBeNull()
  })
})
