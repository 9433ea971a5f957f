// SPDX-License-Identifier: Apache-2.0
// The body in the planner becomes the patient's own: by what was measured of them, and by their scan.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, expectAccessible, goTo, logIn, test } from './clinic'

/** The shared CT with its label map; the test of a scan needs it. */
const shared = join(dirname(fileURLToPath(import.meta.url)), '../../../shared/data/ct-pelvis')

const particulars = '#/patients/p01/assessments/p01-a/particulars'

test('a length that was measured is kept in millimetres, and one that nobody has is told at its field', async ({
  page,
  clinic,
  complaints,
}) => {
  complaints.expect(/^422 PUT \/api\/v1\/assessments\//)
  await logIn(page, clinic, 'khan')
  await goTo(page, particulars)
  await page.getByText("A body more like this patient's").click()
  await page.getByLabel('Add a length').selectOption('hip_girth')
  const hip = page.getByLabel(/^Circumference of the hips/)
  await hip.fill('9000')
  await page.getByRole('button', { name: 'Save now' }).click()
  await expect(hip).toHaveAttribute('aria-invalid', 'true')
  await expect(hip).toHaveValue('9000')
  await hip.fill('1040')
  await page.getByLabel(/^Error of measuring: Circumference of the hips/).fill('5')
  await page.getByRole('button', { name: 'Save now' }).click()
  const api = await clinic.api('khan')
  await expect
    .poll(async () => (await api.read('assessments', 'p01-a')).body['measures'])
    .toEqual([{ what: 'hip_girth', mm: 1040, sdMm: 5 }])
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Remove: Circumference of the hips/ }).click()
  await expect(hip).toHaveCount(0)
  await page.getByRole('button', { name: 'Save now' }).click()
  await expect.poll(async () => (await api.read('assessments', 'p01-a')).body['measures']).toBeUndefined()
})

test("a scan is added from the clinician's files, and the body is made from it", async ({ page, clinic }) => {
  test.skip(!existsSync(shared), 'this machine has no shared CT')
  await logIn(page, clinic, 'khan')
  await goTo(page, particulars)
  await page.getByText("A body more like this patient's").click()
  await page.getByRole('button', { name: 'Add the scan' }).click()
  await expect(page.getByText('Choose the file of the label map.')).toBeVisible()
  await page.getByLabel('Label map').setInputFiles(join(shared, 'labels.nii.gz'))
  await page.getByLabel('The CT itself').setInputFiles(join(shared, 'ct.nii.gz'))
  await page.getByLabel('What the labels mean').selectOption('totalsegmentator-v2')
  await page.getByRole('button', { name: 'Add the scan' }).click()
  await expect(page.getByText('The body is made from this scan.')).toBeVisible()
  await expectAccessible(page)
  const api = await clinic.api('khan')
  const kept = (await api.read('assessments', 'p01-a')).body['scan'] as {
    labels: { blob: string; bytes: number }
  }
  expect(kept.labels.bytes).toBeGreaterThan(100_000)

  // A server that is asked for this body makes it from the scan.
  const { id } = await api.ask<{ id: string }>('POST', 'jobs', { kind: 'body', assessment: 'p01-a' })
  await expect
    .poll(async () => (await api.ask<{ state: string }>('GET', `jobs/${id}`)).state, { timeout: 110_000 })
    .toBe('done')
  const { structures } = await api.ask<{ structures: readonly { id: string; origin: string }[] }>(
    'GET',
    'assessments/p01-a/body',
  )
  const origins = structures.map((one) => `${one.id} ${one.origin}`)
  expect(origins).toContain('gluteus_medius.right segmented')
  expect(origins).toContain('sciatic_nerve.right inferred')
})
