// SPDX-License-Identifier: Apache-2.0
// Answers that mean an emergency: told to the patient at once, to the clinic at once, and no needle.
import { expect, expectAccessible, goTo, logIn, phone, test } from './clinic'

const bladder = /has passing water become any different/

test('a patient whose answer means an emergency is told at once, and so is the clinic', async ({
  page,
  another,
  clinic,
  complaints,
}) => {
  // "Go now" came before the answer was known to be stored: the next one meets it, and is put over it.
  complaints.expect(/^412 PUT \/api\/v1\/assessments\/p01-a$/)
  await logIn(page, clinic, 'khan')
  const alerts = page.getByRole('region', { name: 'Not to be missed' })
  await expect(page.getByText('Demonstration clinic')).toBeVisible()
  await expect(alerts.getByText(/answers have to be acted on today/)).toHaveCount(0)

  const own = await another(phone)
  await logIn(own, clinic, 'ashdown')
  await own.getByRole('link', { name: /Go on with your form/ }).tap()
  await goTo(own, '#/form/bladder_change')
  await expect(own.getByRole('heading', { level: 1, name: bladder })).toBeVisible()
  await own.getByRole('button', { name: 'Yes', exact: true }).tap()
  await expect(own.getByRole('heading', { level: 1, name: 'Please get help now' })).toBeVisible()
  await expect(own.getByRole('alert')).toContainText('hospital')
  await expect(own.getByText(/^Answered on/)).toBeVisible()
  await expectAccessible(own)

  // Wherever they go, and after a reload, it stays one tap away.
  await goTo(own, '#/learn')
  await own.reload()
  await own.getByRole('link', { name: /Get help now/ }).tap()
  await expect(own.getByRole('heading', { level: 1, name: 'Please get help now' })).toBeVisible()

  // The clinic's page shows it by itself, and leads to the answers.
  await alerts.getByText('A patient’s answers have to be acted on today').click()
  await expect(page.getByRole('heading', { level: 1, name: /Imogen Ashdown/ })).toBeVisible()
  const panel = page.getByRole('alert', { name: 'Emergency: act today' })
  await expect(panel).toBeVisible()
  await expect(panel).toContainText('emergency department')
  await expectAccessible(page)

  // Whoever tapped the wrong answer takes it back, and the page with it.
  await own.getByRole('link', { name: 'Go on with the questions' }).tap()
  await goTo(own, '#/form/bladder_change')
  await own.getByRole('button', { name: 'No', exact: true }).tap()
  await expect(own.getByRole('link', { name: /Get help now/ })).toHaveCount(0)
  const api = await clinic.api('khan')
  await expect
    .poll(async () => (await api.read('assessments', 'p01-a')).body['answers'])
    .toMatchObject({ bladder_change: false, leg_pain_side: 'left' })
})

test('a red flag in the assessment bars needling, and says why', async ({ page, clinic }) => {
  await logIn(page, clinic, 'khan')
  await goTo(page, '#/patients/p03')
  await page.getByRole('button', { name: 'New assessment' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Emergency' })).toBeVisible()
  const row = page
    .getByRole('group', { name: /lost control of the bowels|control of your bowels|bowel/i })
    .first()
  await row.getByRole('radio', { name: 'Yes' }).click()
  await expect(page.getByRole('alert', { name: 'Emergency: act today' })).toBeVisible()
  const strip = page.getByRole('complementary', { name: 'Screening and weighing' })
  await expect(strip.getByText(/No needling now/)).toBeVisible()
  await expectAccessible(page)

  // A plan made all the same has no needle.
  await page.getByRole('button', { name: 'Make a plan' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Plan for/ })).toBeVisible({ timeout: 120_000 })
  await expect(page.getByText('Nobody is needled on this.')).toBeVisible()
})
