// SPDX-License-Identifier: Apache-2.0
// The trials behind the library: looked at, added to, signed.
import { expect, expectAccessible, goTo, logIn, phone, test } from './clinic'

const question = 'evidence.acupuncture_or_sham_leg_pain'
const head = 'id,first_author,year,outcome,construct,unit,effect,low,high,question,source'
const right = `${head}\nN1,New,2027,leg pain VAS,leg pain,0-100 mm,-4,-10,2,${question},doi:10.1/n1`
const wrong = right.replace(',-10,2,', ',x,2,')

test('a lead looks at a question, sees what a trial changes, and signs it', async ({
  page,
  clinic,
  complaints,
}) => {
  complaints.expect(/^422 POST \/api\/v1\/library\/evidence\/trials\/preview$/)
  await logIn(page, clinic, 'lead')
  await goTo(page, '#/library/evidence')
  await page.getByRole('link', { name: /^Acupuncture or sham acupuncture: leg pain/ }).click()
  await expect(page.getByRole('img', { name: /Forest plot/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Pooled/ })).toContainText('−16')
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Add trials' }).click()
  const rows = page.getByRole('textbox', { name: /Rows of the new trials/ })
  await rows.fill(wrong)
  await page.getByRole('button', { name: 'Show what changes' }).click()
  await expect(page.getByRole('alert')).toContainText('Line 2, column low')
  await rows.fill(right)
  await page.getByRole('button', { name: 'Show what changes' }).click()
  const changes = page.getByRole('region', { name: 'What would change' })
  await expect(changes).toContainText('−16.00 (−21.35 to −10.65), 1 study')
  await expect(changes).toContainText('2 studies')
  await page.getByRole('textbox', { name: /Why are they added/ }).fill('Found in the search of this autumn.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Sign: they count here' }).click()
  await expect(page.getByText('Signed: the trials count in this clinic now.')).toBeVisible()

  await goTo(page, `#/library/evidence/${question}`)
  await expect(page.getByText('The certainty is to be looked at again')).toBeVisible()
  await expect(page.getByText('The clinic’s own')).toBeVisible()
  await page.getByRole('button', { name: 'Give the clinic’s word' }).click()
  await page.getByRole('radio', { name: 'Agree' }).check()
  await page.getByRole('textbox', { name: /Reason/ }).fill('Both trials were read.')
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(page.getByText('Signed: this is the clinic’s word now.')).toBeVisible()
  await goTo(page, '#/library/care/care.acupuncture')
  await expect(page.getByRole('link', { name: /^Acupuncture or sham acupuncture: leg pain/ })).toBeVisible()
})

test('a table of one’s own is pooled on a phone, and only its plot scrolls', async ({ another, clinic }) => {
  const page = await another(phone)
  await logIn(page, clinic, 'khan')
  await goTo(page, '#/library/evidence/own-table')
  await page
    .getByRole('textbox', { name: /The table/ })
    .fill('id,effect,low,high\nAsh,-4,-9,1\nBeech,-2,-5,1\nCedar,-6,-12,0')
  await page.getByRole('button', { name: 'Pool', exact: true }).tap()
  await expect(page.getByRole('img', { name: /Forest plot/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Pooled/ })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})
