// SPDX-License-Identifier: Apache-2.0
// What is wrong is said at its field, in words, at once; and nothing that was typed is lost.
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, goTo, logIn, phone, test } from './clinic'

/** What a field says is wrong with what stands in it, as it is read out with it. */
async function expectSaid(field: Locator, words: RegExp): Promise<void> {
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(words)
}

test('a new patient: a day that is none, and what was typed after a reload', async ({ page, clinic }) => {
  await logIn(page, clinic, 'desk')
  await goTo(page, '#/patients/new')
  const dialog = page.getByRole('dialog', { name: 'New patient' })
  await dialog.getByLabel('Name').fill('Mira Field')
  await dialog.getByLabel('Date of birth').fill('31/2/1980')
  await dialog.getByLabel('Date of birth').blur()
  await expectSaid(dialog.getByLabel('Date of birth'), /This is no day/)
  await expectAccessible(page)
  await page.reload()
  await expect(dialog.getByLabel('Name')).toHaveValue('Mira Field')
  await expect(dialog.getByLabel('Date of birth')).toHaveValue('31/2/1980')
  await dialog.getByLabel('Date of birth').fill('28/2/1980')
  await expect(dialog.getByLabel('Date of birth')).not.toHaveAttribute('aria-invalid', 'true')
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Details of Mira Field' })).toBeVisible()
})

test('an assessment: what no answer can be is said at the question, and kept through a reload', async ({
  page,
  clinic,
  complaints,
}) => {
  // The server says what no answer can be.
  complaints.expect(/^422 POST \/api\/v1\/consultations$/, /^422 PUT \/api\/v1\/assessments\//)
  await logIn(page, clinic, 'khan')
  await goTo(page, '#/patients/p03')
  await page.getByRole('button', { name: 'New assessment' }).click()
  await page
    .getByRole('navigation', { name: 'Parts of the assessment' })
    .getByRole('link', { name: 'Particulars' })
    .click()
  const height = page.getByLabel('Height')
  await height.fill('tall')
  await expectSaid(height, /not a number/)
  await height.fill('1680')
  await expectSaid(height, /\d/)
  await page
    .getByRole('navigation', { name: 'Parts of the assessment' })
    .getByRole('link', { name: 'Impression' })
    .click()
  await page.getByLabel('Your impression').fill('Not saved yet')
  await page.reload()
  await expect(page.getByLabel('Your impression')).toHaveValue('Not saved yet')
  await page
    .getByRole('navigation', { name: 'Parts of the assessment' })
    .getByRole('link', { name: 'Particulars' })
    .click()
  await expect(height).toHaveValue('1680')
  await expectSaid(height, /\d/)
  await height.fill('168')
  await expect(height).not.toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('button', { name: /Save now|Try again/ }).click()
  await expect(page.getByText(/^Saved /)).toBeVisible()
})

test('a patient: height in words, and a form that is gone on with after a reload', async ({
  another,
  clinic,
}) => {
  const page = await another(phone)
  await logIn(page, clinic, 'ashdown')
  await goTo(page, '#/form/own-size')
  const height = page.getByLabel('Height')
  await height.fill('tall')
  await expectSaid(height, /Please write a number/)
  await page.reload()
  await expect(height).toHaveValue('tall')
  await height.fill('171')
  await page.getByRole('button', { name: 'Next', exact: true }).tap()
  await expect(page.getByRole('heading', { level: 1, name: 'Thank you, that was all' })).toBeVisible()
})

test('a password that is too short is said at its field', async ({ page, another, clinic, complaints }) => {
  complaints.expect(/^422 POST \/api\/v1\/invitations\/accept$/)
  await logIn(page, clinic, 'khan')
  await goTo(page, '#/patients/p10')
  await page.getByRole('button', { name: 'More to do' }).click()
  await page.getByRole('menuitem', { name: 'Invite to the patient pages' }).click()
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByText(/#\/invitation\//).innerText()
  const own: Page = await another(phone)
  await own.goto(link)
  await own.getByLabel('Password', { exact: true }).fill('short')
  await own.getByLabel('The same password again').fill('shorr')
  await expectSaid(own.getByLabel('The same password again'), /not the same/)
  await own.getByLabel('The same password again').fill('short')
  await own.getByRole('button', { name: 'Set the password' }).tap()
  await expectSaid(own.getByLabel('Password', { exact: true }), /12/)
  await expectAccessible(own)
})
