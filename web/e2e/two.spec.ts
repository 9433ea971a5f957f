// SPDX-License-Identifier: Apache-2.0
// Two clinicians at one patient.
import { expect, expectAccessible, goTo, laptop, logIn, test } from './clinic'

test('two write one assessment: the second is told, sees both, and loses nothing', async ({
  page,
  another,
  clinic,
  complaints,
}) => {
  complaints.expect(/^412 PUT \/api\/v1\/assessments\//)
  await logIn(page, clinic, 'khan')
  await goTo(page, '#/patients/p03')
  await page.getByRole('button', { name: 'New assessment' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Emergency' })).toBeVisible()
  const address = new URL(page.url()).hash.replace(/\/(emergency)?$/, '')

  const other = await another(laptop)
  await logIn(other, clinic, 'reyes')
  await goTo(other, `${address}/impression`)
  await goTo(page, `${address}/impression`)
  const mine = page.getByLabel('Your impression')
  const theirs = other.getByLabel('Your impression')

  // What one saves, the other sees without doing anything.
  await theirs.fill('Reyes: probably the muscle.')
  await other.getByRole('button', { name: 'Save now' }).click()
  await expect(mine).toHaveValue('Reyes: probably the muscle.')

  // Both type at once; the second to save is told.
  await mine.fill('Khan: look at the root again.')
  await theirs.fill('Reyes: the muscle, surely.')
  await other.getByRole('button', { name: 'Save now' }).click()
  const clash = page.getByRole('dialog', { name: 'Somebody else wrote in this assessment' })
  await expect(clash).toBeVisible()
  await expect(clash).toContainText('Khan: look at the root again.')
  await expect(clash).toContainText('Reyes: the muscle, surely.')
  await expectAccessible(page)
  await clash.getByRole('button', { name: 'Go on with these' }).click()
  await expect(clash.getByRole('alert')).toContainText('choose')
  await clash.getByRole('radio', { name: 'Keep yours' }).click()
  await clash.getByRole('button', { name: 'Go on with these' }).click()
  await expect(clash).toHaveCount(0)
  await page.getByRole('button', { name: 'Save now' }).click()
  await expect(theirs).toHaveValue('Khan: look at the root again.')

  // Both are in the history.
  const id = address.split('/').at(-1) ?? ''
  const said = (await (await clinic.api('khan')).history('assessments', id)).map(
    (one) => one.body['impression'],
  )
  expect(said.filter(Boolean)).toEqual([
    'Khan: look at the root again.',
    'Reyes: the muscle, surely.',
    'Reyes: probably the muscle.',
  ])
})
