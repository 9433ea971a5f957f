// SPDX-License-Identifier: Apache-2.0
// axe-core finds nothing on any page, for anybody who may open it, light and dark.
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { rooms } from '../src/app/rooms'
import { expect, goTo, isSettled, logIn, phone, test, violationsOf, type Login } from './clinic'
import { placesOf, placesOfPatients, type Place } from './places'
import { bodyIsDrawn } from './scenes'

// A trace of so many pages costs more than it tells: what axe found is told in words.
test.use({ trace: 'off' })

const roles = { khan: 'clinician', reyes: 'clinician', desk: 'reception', lead: 'lead' } as const
type StaffLogin = keyof typeof roles

/** What can differ between light and dark: the colours. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/** Looks at the page as it stands, in both themes, and says what axe found. */
async function look(page: Page, name: string): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await violationsOf(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const dark = await violationsOf(page, rulesOfColour)
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light.map((one) => `${name}: ${one}`), ...dark.map((one) => `${name}, dark: ${one}`)]
}

async function walk(page: Page, login: Login, places: readonly Place[]): Promise<void> {
  const found: string[] = []
  const mine = places.filter(({ who }) => who.includes(login))
  for (const { at } of mine) {
    await goTo(page, at)
    if (at.includes('/needle/')) await bodyIsDrawn(page)
    found.push(...(await look(page, at)))
  }
  expect(mine.length).toBeGreaterThan(0)
  expect(found, found.join('\n')).toEqual([])
}

/** A pattern of wouter as far as rooms have them. */
function fits(pattern: string, address: string): boolean {
  const source = pattern.replace(/\/\*\?$/, '(/.*)?').replace(/:\w+/g, '[^/]+')
  return new RegExp(`^${source}$`).test(address)
}

test('every room is looked at by everybody who may enter it', async ({ clinic }) => {
  const places = await placesOf(await clinic.api('khan'))
  for (const room of rooms)
    for (const role of room.who) {
      const seen = places.filter(
        ({ at, who }) =>
          who.some((login) => roles[login as StaffLogin] === role) &&
          rooms.find(({ path }) => fits(path, at.slice(1))) === room,
      )
      expect(seen.length, `places.ts has no place in ${room.path} for ${role}`).toBeGreaterThan(0)
    }
})

test('every page of a patient is looked at', () => {
  const source = readFileSync(new URL('../src/rooms/patient/PatientHouse.tsx', import.meta.url), 'utf8')
  const patterns = [...source.matchAll(/<Route path="([^"]+)"/g)].map(([, path = '']) => path)
  expect(patterns.length).toBeGreaterThan(20)
  const optional = (pattern: string): string => pattern.replace(/\/:\w+\?/, '(/[^/]+)?')
  const isSeen = (pattern: string): boolean =>
    pattern === '/today' || placesOfPatients.some(({ at }) => fits(optional(pattern), at.slice(1)))
  expect(patterns.filter((pattern) => !isSeen(pattern))).toEqual([])
})

for (const login of ['khan', 'desk', 'lead', 'reyes'] as const)
  test(`the pages of the clinic, as ${login} sees them`, async ({ page, clinic, complaints }) => {
    test.setTimeout(900_000)
    // The body has to be made first: the page begins that, and says how far it is.
    complaints.expect(/^409 GET \/api\/v1\/assessments\/[^/]+\/body$/)
    await logIn(page, clinic, login)
    await walk(page, login, await placesOf(await clinic.api('khan')))
  })

for (const login of ['vale', 'ashdown'] as const)
  test(`the pages of a patient on the phone, as ${login} sees them`, async ({ another, clinic }) => {
    test.setTimeout(600_000)
    const page = await another(phone)
    await logIn(page, clinic, login)
    await walk(page, login, placesOfPatients)
  })

test('a session at the couch, with help one tap away', async ({ page, clinic }) => {
  test.setTimeout(600_000)
  await logIn(page, clinic, 'khan')
  const home = await beginSession(page)
  const found: string[] = []
  for (const step of ['/check', '/position', '/needles', '/help', '/help/event.faint', '/event', '/after']) {
    await goTo(page, home + step)
    found.push(...(await look(page, step)))
  }
  await goTo(page, `${home}/needles`)
  await page.getByRole('button', { name: 'Change', exact: true }).first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  found.push(...(await look(page, 'the sheet of a needle')))
  expect(found, found.join('\n')).toEqual([])
})

async function beginSession(page: Page): Promise<string> {
  await goTo(page, '#/patients/p04/sessions/new/p04-plan')
  await page.getByRole('button', { name: 'Begin the session' }).click()
  await expect(page).toHaveURL(/\/check$/)
  await isSettled(page)
  return new URL(page.url()).hash.replace(/\/check$/, '')
}

test('a patient whose answers mean an emergency', async ({ another, clinic }) => {
  const page = await another(phone)
  await logIn(page, clinic, 'ashdown')
  await goTo(page, '#/form/bladder_change')
  await page.getByRole('button', { name: 'Yes', exact: true }).click()
  await expect(page).toHaveURL(/go-now/)
  const found = [...(await look(page, 'go now'))]
  await goTo(page, '#/')
  found.push(...(await look(page, 'home, while the alarm stands')))
  expect(found, found.join('\n')).toEqual([])
})

test('the door, its refusals, and the second factor', async ({ page, complaints }) => {
  complaints.expect(/^401 POST \/api\/v1\/login$/)
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Log in' })).toBeVisible()
  const found = [...(await look(page, 'login'))]
  await page.getByLabel('Name', { exact: true }).fill('khan')
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  found.push(...(await look(page, 'login, refused')))
  await page.route('**/api/v1/login', (route) =>
    route.fulfill({
      status: 401,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 401, code: 'login.second_factor', title: 'A code is asked for.' }),
    }),
  )
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByLabel('Code')).toBeVisible()
  found.push(...(await look(page, 'second factor')))
  await goTo(page, '#/invitation/nothing')
  found.push(...(await look(page, 'an invitation')))
  expect(found, found.join('\n')).toEqual([])
})

test('what is not there, what is not allowed, and what fails', async ({ page, clinic, complaints }) => {
  test.setTimeout(300_000)
  complaints.expect(/^404 /, /^500 /, /^403 /)
  await logIn(page, clinic, 'desk')
  const found: string[] = []
  for (const at of ['#/nowhere', '#/people', '#/library', '#/patients/nobody']) {
    await goTo(page, at)
    found.push(...(await look(page, at)))
  }
  await page.route(/\/api\/v1\/(?!me$|login|events|clinics)/, (route) =>
    route.fulfill({ status: 500, contentType: 'application/json', body: '{}' }),
  )
  for (const at of ['#/stock', '#/diary', '#/patients/p05']) {
    await goTo(page, at)
    await expect(page.getByRole('alert').first()).toBeVisible()
    found.push(...(await look(page, `${at}, failed`)))
  }
  expect(found, found.join('\n')).toEqual([])
})
