// SPDX-License-Identifier: Apache-2.0
// How the key pages look, light and dark. `npm run e2e -- visual --update-snapshots` keeps a change that was meant.
import type { Page } from '@playwright/test'
import { expect, goTo, laptop, logIn, phone, type Clinic, type Login } from './clinic'
import { pinClock, test } from './pinned'
import { bodyIsDrawn, draftOf, screenSession } from './scenes'

/** The page as it stands, in both themes. The drawing of the body is left out: it is another one on every graphics card. */
async function expectLook(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    await expect(page).toHaveScreenshot(`${name}-${colorScheme}.png`, {
      maxDiffPixelRatio: 0.01,
      animations: 'disabled',
      scale: 'css',
      mask: [page.locator('canvas')],
    })
  }
}

async function begin(page: Page, clinic: Clinic, login: Login): Promise<void> {
  await pinClock(page)
  await logIn(page, clinic, login)
}

test('what a clinician looks at most', async ({ another, clinic }) => {
  test.setTimeout(300_000)
  const page = await another(laptop)
  await begin(page, clinic, 'khan')
  for (const [name, at] of [
    ['today', '#/today'],
    ['patient', '#/patients/p05'],
    ['assessment', '#/patients/p01/assessments/p01-a/emergency'],
    ['plan', '#/patients/p04/plans/p04-plan'],
    ['outcomes', '#/patients/p05/outcomes'],
  ] as const) {
    await goTo(page, at)
    await expectLook(page, name)
  }
})

test('the table side of the body view', async ({ another, clinic, complaints }) => {
  test.setTimeout(300_000)
  complaints.expect(/^409 GET \/api\/v1\/assessments\/[^/]+\/body$/)
  const page = await another(laptop)
  await begin(page, clinic, 'khan')
  await goTo(page, `${await draftOf(page, 'p03')}/needle/0`)
  await bodyIsDrawn(page)
  await expectLook(page, 'body-view')
})

test('the needles of a session', async ({ another, clinic }) => {
  const page = await another(laptop)
  await begin(page, clinic, 'khan')
  await goTo(page, '#/patients/p04/sessions/new/p04-plan')
  await screenSession(page)
  await expectLook(page, 'session')
})

test('the start page of a patient', async ({ another, clinic }) => {
  const page = await another(phone)
  await begin(page, clinic, 'vale')
  await expectLook(page, 'home')
})

test('a question of the form, and what is shown when its answer means an emergency', async ({
  another,
  clinic,
}) => {
  const page = await another(phone)
  await begin(page, clinic, 'ashdown')
  await goTo(page, '#/form/bladder_change')
  await expectLook(page, 'question')
  await page.getByRole('button', { name: 'Yes', exact: true }).click()
  await expect(page).toHaveURL(/go-now/)
  await expectLook(page, 'go-now')
})
