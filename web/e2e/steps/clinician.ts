// SPDX-License-Identifier: Apache-2.0
// What a clinician does before the needling: a new patient, the assessment, the plan.
import { expect, type Locator } from '@playwright/test'
import type { Sheet } from '../answers'
import type { Clinic, Login } from '../clinic'
import { tabTo, type Hand } from '../hands'

/** Planning, and making a body, is work for the machine. */
const slowMs = 180_000

/** Logs in, by hand. */
export async function enter(hand: Hand, clinic: Clinic, login: Login): Promise<void> {
  const { page } = hand
  await page.goto('/')
  await hand.fill(page.getByLabel('Name', { exact: true }), login)
  await hand.fill(page.getByLabel('Password', { exact: true }), clinic.passwordOf(login))
  await hand.activate(page.getByRole('button', { name: 'Log in' }))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** Writes somebody new down, and answers the address of the invitation to their own pages. */
export async function invite(hand: Hand, name: string, birthDate: string): Promise<string> {
  const { page } = hand
  await hand.activate(page.getByRole('link', { name: 'New patient' }))
  const dialog = page.getByRole('dialog', { name: 'New patient' })
  await hand.fill(dialog.getByLabel('Name'), name)
  await hand.fill(dialog.getByLabel('Date of birth'), birthDate)
  await hand.activate(dialog.getByRole('button', { name: 'Create', exact: true }))
  await expect(page.getByRole('heading', { level: 1, name: `Details of ${name}` })).toBeVisible()
  await hand.choose(page.getByLabel('Sex'), 'female')
  await hand.activate(page.getByRole('button', { name: 'Save', exact: true }))
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await hand.activate(page.getByRole('button', { name: 'More to do' }))
  await hand.activate(page.getByRole('menuitem', { name: 'Invite to the patient pages' }))
  const invitation = page.getByRole('dialog', { name: 'Invite to the patient pages' })
  await expect(invitation.getByText(/No treatment is open yet/)).toBeVisible()
  await hand.activate(invitation.getByRole('button', { name: 'Make the link' }))
  const address = await invitation.getByText(/#\/invitation\//).innerText()
  await hand.activate(invitation.getByRole('button', { name: 'Close' }))
  return address
}

const keyOf = (stop: Locator): Promise<string> =>
  stop.evaluate((element) => (element as HTMLElement).dataset['stop'] ?? '')

/** Gives one answer of the assessment where it is asked; by keyboard with the keys that the page names. */
async function answerAt(hand: Hand, stop: Locator, key: string, sheet: Sheet): Promise<void> {
  const question = sheet.questionOf(key)
  const answer = question && sheet.answerTo(question, key)
  if (!question || answer === undefined) throw new Error(`There is no answer to ${key}.`)
  if (typeof answer === 'number') {
    await hand.fill(stop.getByRole('textbox'), String(answer))
    return
  }
  const chosen =
    typeof answer === 'boolean'
      ? [answer ? 'Yes' : 'No']
      : [answer].flat().map((id) => question.choices?.find((one) => one.id === id)?.text ?? `no choice ${id}`)
  for (const name of chosen) {
    const option = stop.getByRole(question.kind === 'choices' ? 'checkbox' : 'radio', { name, exact: true })
    await hand.activate(option)
  }
}

/** What has to be answered before any needle and is not yet, in the part that is open. */
function openStops(hand: Hand): Locator {
  const { page } = hand
  return page
    .getByRole('group')
    .filter({ has: page.getByText(/^(Needed before any needle|Could be an emergency)$/) })
    .locator('[data-stop]')
    .filter({ hasNot: page.locator('input:checked') })
}

/** Asks and examines what is still open, part by part. */
export async function examine(hand: Hand, sheet: Sheet): Promise<void> {
  for (const part of ['Emergency', 'History', 'Medicines', 'Examination']) {
    await openPart(hand, part)
    await answerOpen(hand, sheet)
  }
}

async function answerOpen(hand: Hand, sheet: Sheet): Promise<void> {
  const given = new Set<string>()
  for (;;) {
    const keys = await openStops(hand).evaluateAll((all) =>
      all.map((one) => (one as HTMLElement).dataset['stop'] ?? ''),
    )
    const key = keys.find((one) => !given.has(one))
    if (key === undefined) return
    given.add(key)
    await answerAt(hand, hand.page.locator(`[data-stop="${key}"]`), key, sheet)
  }
}

/** Grades in the grid what the rules read and nobody has graded yet: the reflexes. */
export async function examineNerves(hand: Hand, sheet: Sheet): Promise<void> {
  const { page } = hand
  await openPart(hand, 'Neurology')
  const grid = page.getByRole('grid', { name: 'Dermatomes, myotomes and reflexes' })
  const grades: Readonly<Record<string, number>> = { normal: 2 }
  for (const cell of await grid.locator('[data-stop]').all()) {
    const key = await keyOf(cell)
    const question = sheet.questionOf(key)
    const answer = question && sheet.answerTo(question, key)
    if (answer === undefined || !/not tested$/.test(await nameOf(cell))) continue
    const grade = typeof answer === 'number' ? answer : (grades[String(answer)] ?? 0)
    await gradeCell(hand, cell.getByRole('button'), grade)
  }
}

const nameOf = (cell: Locator): Promise<string> =>
  cell.getByRole('button').evaluate((button) => button.getAttribute('aria-label') ?? '')

async function gradeCell(hand: Hand, cell: Locator, grade: number): Promise<void> {
  const { page } = hand
  if (hand.name === 'keyboard') {
    await walkTo(hand, cell)
    await page.keyboard.press(String(grade))
  } else {
    await hand.activate(cell)
    await hand.activate(page.getByRole('button', { name: new RegExp(`^${String(grade)} `) }))
  }
  await expect(cell).toHaveAccessibleName(new RegExp(`: ${String(grade)}$`))
}

/** Goes to a cell of a grid by Tab and arrows. */
async function walkTo(hand: Hand, cell: Locator): Promise<void> {
  const { page } = hand
  const grid = page.getByRole('grid')
  const place = (of: Locator): Promise<readonly number[]> =>
    of.evaluate((element) =>
      (element.closest<HTMLElement>('[data-cell]')?.dataset['cell'] ?? '0 0').split(' ').map(Number),
    )
  const here = grid.locator('[data-cell][tabindex="0"]')
  await tabTo(page, here)
  const [row = 0, column = 0] = await place(cell)
  const [fromRow = 0, fromColumn = 0] = await place(here)
  for (let step = 0; step < Math.abs(row - fromRow); step += 1)
    await page.keyboard.press(row > fromRow ? 'ArrowDown' : 'ArrowUp')
  for (let step = 0; step < Math.abs(column - fromColumn); step += 1)
    await page.keyboard.press(column > fromColumn ? 'ArrowRight' : 'ArrowLeft')
  await expect(cell).toBeFocused()
}

const muscle = 'gluteus medius'

/** Presses the muscle that hurts, and finds it tender, with a band, and the pain known. */
export async function findTriggerPoint(hand: Hand): Promise<void> {
  const { page } = hand
  await openPart(hand, 'Trigger points')
  for (const sign of ['tender', 'taut band', 'known pain']) {
    const cell = page.getByRole('button', { name: new RegExp(`^${muscle}, right: ${sign}`, 'i') })
    if (hand.name === 'keyboard') {
      await walkTo(hand, cell)
      await page.keyboard.press('y')
    } else await hand.activate(cell)
    await expect(cell).toHaveAccessibleName(/: Yes$/)
  }
}

async function openPart(hand: Hand, part: string): Promise<void> {
  const { page } = hand
  await hand.activate(
    page.getByRole('navigation', { name: 'Parts of the assessment' }).getByRole('link', { name: part }),
  )
  await expect(page.getByRole('heading', { level: 2, name: part })).toBeVisible()
}

/** Signs the assessment, has the plan made, drags its needle, puts it in, and signs. */
export async function plan(hand: Hand): Promise<void> {
  const { page } = hand
  await hand.activate(page.getByRole('button', { name: 'Sign', exact: true }))
  await expect(page.getByText('Signed', { exact: true })).toBeVisible()
  await hand.activate(page.getByRole('button', { name: 'Make a plan' }))
  await expect(page.getByRole('heading', { level: 1, name: /^Plan for / })).toBeVisible({ timeout: slowMs })
  const pages = page.getByRole('navigation', { name: 'Pages of this plan' })
  await hand.activate(pages.getByRole('link', { name: new RegExp(muscle, 'i') }))
  await dragNeedle(hand)
  await hand.activate(pages.getByRole('link', { name: 'The plan' }))
  await hand.activate(page.getByRole('button', { name: 'Sign the plan' }))
  await hand.activate(page.getByRole('dialog').getByRole('button', { name: 'Sign the plan' }))
  await expect(page.getByText('The plan is signed.')).toBeVisible()
}

/** The numbers change under the hand; the server judges where the needle comes to rest. */
async function dragNeedle(hand: Hand): Promise<void> {
  const { page } = hand
  const handle = page.getByRole('button', { name: /^Entry on the skin/ })
  await expect(handle).toBeVisible({ timeout: slowMs })
  const where = page.getByText(/Enter .* of the right/).first()
  await expect(where).toBeVisible()
  const before = await where.innerText()
  await hand.drag(handle, { x: 12, y: -12 })
  await expect(where).not.toHaveText(before)
  await expect(page.getByText('for the needle before')).toHaveCount(0)
  const why = page.getByLabel('Why this needle all the same')
  if (await why.isVisible()) await hand.fill(why, 'The tender spot lies here.')
  await hand.activate(page.getByRole('button', { name: 'Put this needle into the plan' }))
  await expect(page.getByText('The plan has this needle.')).toBeVisible()
}
