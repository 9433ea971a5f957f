// SPDX-License-Identifier: Apache-2.0
// Wrong input is told at its field, in words, at once; and nothing that was typed is lost.
import type { Locator } from '@playwright/test'
import { expect, expectAccessible, goTo, laptop, logIn, test } from './clinic'
import { bodyIsDrawn, draftOf } from './scenes'

/** A field that is marked as wrong, and says what is wrong with it. */
async function expectWrong(field: Locator, words: RegExp): Promise<void> {
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(words)
}

async function expectRight(field: Locator): Promise<void> {
  await expect(field).not.toHaveAttribute('aria-invalid', 'true')
}

test('a new patient: a day that has not come, a day that is none, and what was half written', async ({
  page,
  clinic,
}) => {
  await logIn(page, clinic, 'desk')
  await goTo(page, '#/patients/new')
  const dialog = page.getByRole('dialog', { name: 'New patient' })
  const name = dialog.getByLabel('Name')
  const born = dialog.getByLabel('Date of birth')
  await name.fill('Robin Wrongday')
  await born.fill('2/5/2099')
  await expectWrong(born, /has not come yet/)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(dialog).toBeVisible()
  await expect(name).toHaveValue('Robin Wrongday')

  await born.fill('31/2/1980')
  await name.focus()
  await expectWrong(born, /no day/)

  // Half written, left, loaded anew: it is all there.
  await born.fill('2/5/19')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await goTo(page, '#/today')
  await page.reload()
  await goTo(page, '#/patients/new')
  await expect(name).toHaveValue('Robin Wrongday')
  await expect(born).toHaveValue('2/5/19')

  await born.fill('2/5/1980')
  await expectRight(born)
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Details of Robin Wrongday' })).toBeVisible()
  const made = await (await clinic.api('desk')).find('patients', { name: 'Wrongday' })
  expect(made.map(({ body }) => body['birthDate'])).toEqual(['1980-05-02'])
})

test('the particulars: what the server says no weight can be stands at the weight, and stays as it was typed', async ({
  page,
  clinic,
  complaints,
}) => {
  complaints.expect(/^422 (POST|PUT) \/api\/v1\//)
  await logIn(page, clinic, 'khan')
  await goTo(page, '#/patients/p01/assessments/p01-a/particulars')
  const weight = page.getByLabel('Weight')
  const height = page.getByLabel('Height')
  await weight.fill('4000')
  await expectWrong(weight, /\d/)
  await expectRight(height)
  await expectAccessible(page)

  // The screening goes on without it, and neither leaving nor coming back loses it.
  await expect(page.getByRole('complementary', { name: 'Screening and weighing' })).toContainText(/to ask/)
  await goTo(page, '#/today')
  await goTo(page, '#/patients/p01/assessments/p01-a/particulars')
  await expect(weight).toHaveValue('4000')
  await expectWrong(weight, /\d/)

  await weight.fill('seventy')
  await expectWrong(weight, /not a number/)
  await weight.fill('71,5')
  await expectRight(weight)
  await page.getByRole('button', { name: 'Save now' }).click()
  const api = await clinic.api('khan')
  await expect.poll(async () => (await api.read('assessments', 'p01-a')).body['weightKg']).toBe(71.5)
})

test('a needle that cannot go so deep is refused at the depth', async ({ another, clinic, complaints }) => {
  test.setTimeout(300_000)
  complaints.expect(/^409 GET \/api\/v1\/assessments\/[^/]+\/body$/, /^4\d\d POST \/api\/v1\/needle/)
  const page = await another(laptop)
  await logIn(page, clinic, 'khan')
  await goTo(page, `${await draftOf(page, 'p03')}/needle/0`)
  await bodyIsDrawn(page)
  const depth = page.getByRole('textbox', { name: 'Depth' })
  await depth.fill('120')
  await expectWrong(depth, /mm long and cannot go/)
  await expect(depth).toHaveValue('120')
  await depth.fill('deep')
  await expectWrong(depth, /number/)
  await depth.fill('40')
  await expectRight(depth)
})

test('what the server refuses of the details stands at its field, with the rest kept', async ({
  page,
  clinic,
  complaints,
}) => {
  complaints.expect(/^422 PUT \/api\/v1\/patients\/p05$/)
  await logIn(page, clinic, 'desk')
  await goTo(page, '#/patients/p05/details')
  const language = page.getByLabel('Language')
  const town = page.getByLabel('Town')
  await town.fill('Willowbank-on-the-Hill')
  await language.fill('the English that is spoken in the north of England')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expectWrong(language, /./)
  await expect(town).toHaveValue('Willowbank-on-the-Hill')
  await expect(language).toHaveValue('the English that is spoken in the north of England')
  await expectAccessible(page)
  await language.fill('en-GB')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Shirin Vale/ })).toBeVisible()
  const saved = await (await clinic.api('desk')).read('patients', 'p05')
  expect(saved.body).toMatchObject({ language: 'en-GB' })
  expect(JSON.stringify(saved.body)).toContain('Willowbank-on-the-Hill')
})
