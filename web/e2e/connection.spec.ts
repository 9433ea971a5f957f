// SPDX-License-Identifier: Apache-2.0
// Session mode without a connection: everything that was written arrives, and arrives once.
import type { Page } from '@playwright/test'
import type { Api, Stored } from './api'
import { expect, goTo, logIn, test, type Clinic } from './clinic'
import { handOf } from './hands'
import { checkBefore } from './steps/treatment'

type Needle = Readonly<{ timeIn?: string; timeOut?: string; lot?: string; twitch?: boolean }>
const needlesOf = (session: Stored): readonly Needle[] => (session.body['needles'] ?? []) as readonly Needle[]

const saved = (page: Page): Promise<void> =>
  expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible()
const waits = (page: Page): Promise<void> =>
  expect(page.getByRole('status').filter({ hasText: 'Kept here; waits for the connection' })).toBeVisible()

/** A session of p04 with its questions asked, at the needles; answers its id. */
async function atTheNeedles(page: Page, clinic: Clinic): Promise<string> {
  await logIn(page, clinic, 'khan')
  // The program's own files are on the device once its worker is there.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await goTo(page, '#/patients/p04')
  await page.getByRole('button', { name: 'New session' }).click()
  await page.getByRole('button', { name: 'Begin the session' }).click()
  await checkBefore(handOf('mouse', page))
  await page.getByRole('link', { name: 'On to the needles' }).click()
  await expect(page.getByRole('article')).toHaveCount(1)
  await saved(page)
  return /sessions\/([^/]+)/.exec(page.url())?.[1] ?? ''
}

async function takeLot(page: Page): Promise<void> {
  const lot = page.getByRole('article').getByLabel('Lot')
  await lot.selectOption({ index: 1 })
}

/** Nobody begins a second session by a lost answer. */
async function onlyOne(api: Api, id: string): Promise<Stored> {
  const all = await api.find('sessions', { patient: 'p04' })
  expect(all.map((one) => one.id)).toEqual([id])
  return api.read('sessions', id)
}

test('a session goes on without a connection, through a reload, and arrives once', async ({
  page,
  context,
  clinic,
  complaints,
}) => {
  // After a reload without a connection nobody knows what lets one write: the first try is refused, and made again.
  complaints.expect(/ERR_INTERNET_DISCONNECTED/, /^403 PUT \/api\/v1\/sessions\//)
  const id = await atTheNeedles(page, clinic)
  const api = await clinic.api('khan')
  const before = (await api.history('sessions', id)).length

  await context.setOffline(true)
  await takeLot(page)
  await page.getByRole('button', { name: 'In', exact: true }).click()
  await page.getByRole('button', { name: 'Twitch', exact: true }).click()
  await waits(page)
  expect(needlesOf(await api.read('sessions', id))[0]?.timeIn).toBeUndefined()

  await page.reload()
  const card = page.getByRole('article')
  await expect(card.getByRole('button', { name: 'Out', exact: true })).toBeVisible()
  await expect(card.getByRole('button', { name: 'Twitch', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await waits(page)
  await expect(page.getByText('1 needle is still in')).toBeVisible()
  await card.getByRole('button', { name: 'Out', exact: true }).click()
  await expect(page.getByText('none in the patient')).toBeVisible()

  await context.setOffline(false)
  await saved(page)
  const session = await onlyOne(api, id)
  const [needle, ...others] = needlesOf(session)
  expect(others).toEqual([])
  expect(needle?.twitch).toBe(true)
  expect(needle?.lot).toBeDefined()
  expect(Date.parse(needle?.timeOut ?? '')).toBeGreaterThan(Date.parse(needle?.timeIn ?? ''))
  // What was written without a connection became versions after those before, and none twice.
  const history = await api.history('sessions', id)
  expect(history.length).toBeGreaterThan(before)
  expect(new Set(history.map((one) => JSON.stringify(one.body))).size).toBe(history.length)
})

test('an answer that is lost on its way makes nothing twice', async ({ page, clinic, complaints }) => {
  complaints.expect(/ERR_CONNECTION_ABORTED|ERR_FAILED/, /^412 PUT \/api\/v1\/sessions\//)
  const id = await atTheNeedles(page, clinic)
  const api = await clinic.api('khan')

  // The server stores what is sent, and its answer never comes.
  let lost = 0
  await page.route(`**/api/v1/sessions/${id}`, async (route) => {
    if (route.request().method() !== 'PUT' || lost > 0) {
      await route.fallback()
      return
    }
    lost += 1
    await route.fetch()
    await route.abort('connectionaborted')
  })
  await takeLot(page)
  await page.getByRole('button', { name: 'In', exact: true }).click()
  await expect.poll(() => lost).toBe(1)
  await saved(page)
  await page.getByRole('button', { name: 'Out', exact: true }).click()
  await saved(page)

  const history = await api.history('sessions', id)
  const session = await onlyOne(api, id)
  expect(needlesOf(session)).toHaveLength(1)
  expect(needlesOf(session)[0]?.timeOut).toBeDefined()
  expect(new Set(history.map((one) => JSON.stringify(one.body))).size).toBe(history.length)
})

test('the server goes away in the middle of a session and comes back', async ({
  page,
  clinic,
  complaints,
}) => {
  complaints.expect(
    /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING/,
  )
  const id = await atTheNeedles(page, clinic)
  await clinic.interrupt()
  await takeLot(page)
  await page.getByRole('button', { name: 'In', exact: true }).click()
  await waits(page)
  await clinic.resume()
  await saved(page)
  const session = await onlyOne(await clinic.api('khan'), id)
  expect(needlesOf(session)[0]?.timeIn).toBeDefined()
})
