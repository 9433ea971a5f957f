// SPDX-License-Identifier: Apache-2.0
// The clinic's own figures: its lead reads them, groups them and gives a cohort away; nobody else sees them.
import { readFileSync } from 'node:fs'
import { expect, expectAccessible, goTo, logIn, test } from './clinic'

test('a lead reads the figures, groups outcomes and gives the cohort away', async ({ page, clinic }) => {
  await logIn(page, clinic, 'lead')
  await page.getByRole('navigation', { name: 'Clinic' }).getByRole('link', { name: 'Figures' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Figures of the clinic' })).toBeVisible()
  const harm = page.getByRole('table', { name: 'Adverse events' })
  // The demonstration has treated few: counts alone, and no share.
  await expect(harm).toContainText('too few to say')
  await expect(page.getByRole('main')).toContainText('There are too few treatments in this period')
  await expect(page.getByRole('main')).toContainText('no signal is no all-clear')
  await expect(page.getByRole('main')).not.toContainText(/NaN|Infinity/)
  await expectAccessible(page)

  await page.getByRole('radio', { name: '13 weeks' }).click()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await expect(harm).toBeVisible()

  const outcomes = page.getByRole('table', { name: 'Outcomes' })
  await expect(outcomes.getByRole('columnheader', { name: 'Cause' })).toHaveCount(0)
  await page.getByRole('radio', { name: 'Cause', exact: true }).click()
  await expect(outcomes.getByRole('columnheader', { name: 'Cause' })).toBeVisible()

  await page.getByRole('button', { name: 'Look at it first' }).click()
  await expect(page.getByText(/^Left out: /)).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download as CSV' }).click()
  const cohort = readFileSync(await (await download).path(), 'utf8')
  expect(cohort).toMatch(/^# Everybody stands among at least 5 persons/)
  expect(cohort).toContain('ageAtStart')
  expect(cohort).not.toMatch(/p0\d|Vale|Ashdown/)

  await goTo(page, '#/audit')
  await expect(page.getByRole('main')).toContainText('Gave away the cohort')
})

test('a clinician has no part in the figures', async ({ page, clinic, complaints }) => {
  await logIn(page, clinic, 'khan')
  await expect(page.getByRole('link', { name: 'Figures' })).toHaveCount(0)
  await goTo(page, '#/figures')
  await expect(page.getByText('This page is not for your role')).toBeVisible()
  complaints.expect(/^403 GET \/api\/v1\/quality/)
  const refused = await page.evaluate(async () => (await fetch('/api/v1/quality')).status)
  expect(refused).toBe(403)
})
