// SPDX-License-Identifier: Apache-2.0
import { expect, expectAccessible, goTo, logIn, phone, test } from './clinic'

test('a clinician sees the day, and finds a patient', async ({ page, clinic }) => {
  await logIn(page, clinic, 'khan')
  await expect(page.getByText('Demonstration clinic: everybody in it is invented')).toBeVisible()
  await expectAccessible(page)
  await goTo(page, '#/patients/p05')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Shirin Vale')
})

test('a patient sees what is next on the phone', async ({ another, clinic }) => {
  const page = await another(phone)
  await logIn(page, clinic, 'ashdown')
  await expect(page.getByRole('link', { name: /Go on with your form/ })).toBeVisible()
  await expectAccessible(page)
})

test('a clinic lead goes from the audit to the people and back, and sees names in both', async ({
  page,
  clinic,
}) => {
  await logIn(page, clinic, 'lead')
  for (const room of ['Audit', 'People', 'Audit']) {
    await page.getByRole('navigation', { name: 'Clinic' }).getByRole('link', { name: room }).click()
    await expect(page.getByRole('heading', { level: 1, name: room })).toBeVisible()
    await expect(page.getByRole('main')).toContainText('Samir Khan (invented)')
  }
})
