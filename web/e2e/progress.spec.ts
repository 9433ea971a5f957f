// SPDX-License-Identifier: Apache-2.0
// Did it help? The review of a patient whose treatment is under way, on the page and as a letter.
import { readFileSync } from 'node:fs'
import { expect, expectAccessible, goTo, logIn, test } from './clinic'

const outcomes = '#/patients/p05/outcomes'

test('an episode is reviewed: what was found, what is still asked, and what lies ahead', async ({
  page,
  clinic,
  complaints,
}) => {
  complaints.expect(/^400 POST \/api\/v1\/episodes\/[^/]+\/progress$/)
  await logIn(page, clinic, 'khan')
  await goTo(page, outcomes)
  await expect(page.getByRole('heading', { name: 'Review' })).toBeVisible()
  await expect(page.getByRole('img', { name: /^Pain over time: about/ })).toBeVisible()
  await expect(page.getByText(/^Ask first\. As far as is known:/)).toBeVisible()
  await expect(page.locator('body')).not.toContainText(/NaN|undefined|null/)

  const cauda = page.getByRole('group', { name: /^Any new change of bladder, bowels/ })
  await cauda.getByRole('radio', { name: 'Yes' }).check({ force: true })
  await expect(page.getByText('To hospital today. No needle.')).toBeVisible()
  await expectAccessible(page)
  await cauda.getByRole('radio', { name: 'No' }).check({ force: true })
  await expect(page.getByText('To hospital today. No needle.')).toHaveCount(0)

  const goal = page.getByLabel('Goal: pain of at most')
  await goal.fill('11')
  await expect(goal).toHaveAttribute('aria-invalid', 'true')
  await goal.fill('1')
  await expect(goal).not.toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText(/^The goal of 1 is reached by/)).toBeVisible()

  await page.getByRole('button', { name: 'Keep the review' }).click()
  await expect(page.getByRole('table', { name: 'Earlier reviews' })).toContainText('go on')
  const api = await clinic.api('khan')
  const [kept] = await api.find('progress-reviews', { patient: 'p05' })
  expect(kept?.state).toBe('signed')
  expect(kept?.body).toMatchObject({ goal: 1, answers: { cauda_equina_sign: false }, step: 'go_on' })
  expect(kept?.body['chances']).toHaveLength(1)

  await page.getByText('Every number, and how far to trust it').click()
  await expect(page.getByRole('table', { name: 'With other beliefs' })).toContainText(
    'The needle does next to nothing.',
  )
  await expectAccessible(page)
})

test('a review is handed over as a letter, and kept among them', async ({ page, clinic }) => {
  await logIn(page, clinic, 'khan')
  await goTo(page, outcomes)
  const handed = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Print the letter' }).click()
  const file = await (await handed).path()
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')

  await page.getByRole('button', { name: 'Write as a letter' }).click()
  await expect(page.getByLabel('Subject')).toHaveValue(/^How it went, /)
  const api = await clinic.api('khan')
  const letters = await api.find('letters', { patient: 'p05' })
  const kept = letters.find((one) => String(one.body['subject']).startsWith('How it went'))
  expect(kept?.state).toBe('open')
  expect(kept?.body['documents']).toMatchObject([{ mediaType: 'application/pdf' }])
})
