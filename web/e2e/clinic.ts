// SPDX-License-Identifier: Apache-2.0
// Every test has a clinic of its own: a copy of the demonstration, served by the real program on a real store.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test as plain, type BrowserContextOptions, type Page } from '@playwright/test'
import { Api } from './api'
import { Complaints } from './complaints'
import { calm } from './devices'
import { carrying } from './pages'
import { start, type Running } from './program'
import { seedVariable } from './seed'

/** Who there is: docs/demonstration.md. */
export type Login = 'lead' | 'khan' | 'reyes' | 'desk' | 'vale' | 'ashdown'

export type Clinic = Readonly<{
  address: string
  passwordOf: (login: string) => string
  /** The server's own word, asked as somebody. */
  api: (login: Login) => Promise<Api>
  /** The program ends; its store stays. */
  interrupt: () => Promise<void>
  /** It is started again, at the same address. */
  resume: () => Promise<void>
}>

type Fixtures = {
  /** The folder of the demonstration that is copied. */
  seedFolder: string
  /** What the program is told by its environment. */
  environment: NodeJS.ProcessEnv
  clinic: Clinic
  complaints: Complaints
  /** A browser of somebody else, at the same clinic. */
  another: (device: BrowserContextOptions) => Promise<Page>
}

export const test = plain.extend<Fixtures>({
  seedFolder: async ({}, give) => give(process.env[seedVariable] ?? ''),
  environment: async ({}, give) => give({}),
  clinic: async ({ seedFolder, environment }, give, info) => {
    const passwords = JSON.parse(readFileSync(join(seedFolder, 'who.json'), 'utf8')) as Record<string, string>
    const folder = mkdtempSync(join(tmpdir(), 'filiform-e2e-'))
    const file = join(folder, 'demo.db')
    for (const part of ['', '-wal', '-shm'])
      if (existsSync(join(seedFolder, `demo.db${part}`)))
        copyFileSync(join(seedFolder, `demo.db${part}`), `${file}${part}`)
    let running: Running = await start(file, 0, environment)
    const pages = await carrying(running.address)
    const log = [running]
    const passwordOf = (login: string): string => {
      const password = passwords[login]
      if (password === undefined) throw new Error(`Nobody is called ${login} in the demonstration.`)
      return password
    }
    try {
      await give({
        address: pages.address,
        passwordOf,
        api: (login) => Api.logIn(running.address, login, passwordOf(login)),
        interrupt: () => running.stop(),
        resume: async () => {
          running = await start(file, Number(new URL(running.address).port), environment)
          log.push(running)
        },
      })
    } finally {
      pages.stop()
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
      if (info.status !== info.expectedStatus)
        await info.attach('server', {
          body: log.map((one) => one.said()).join('\n'),
          contentType: 'text/plain',
        })
    }
  },
  baseURL: async ({ clinic }, give) => {
    await give(clinic.address)
  },
  complaints: async ({}, give) => {
    const complaints = new Complaints()
    await give(complaints)
    expect(complaints.unexpected(), 'what the browser complained of').toEqual([])
  },
  context: async ({ context, complaints }, give) => {
    complaints.of(context)
    await give(context)
  },
  another: async ({ browser, baseURL, complaints }, give) => {
    const opened: Page[] = []
    await give(async (device) => {
      const context = await browser.newContext({ ...calm, ...device, ...(baseURL ? { baseURL } : {}) })
      complaints.of(context)
      const page = await context.newPage()
      opened.push(page)
      return page
    })
    for (const page of opened) await page.context().close()
  },
})
export { expect }
export { laptop, phone } from './devices'

/** Logs in by the page's own form. */
export async function logIn(page: Page, clinic: Clinic, login: Login): Promise<void> {
  await page.goto('/')
  await page.getByLabel('Name', { exact: true }).fill(login)
  await page.getByLabel('Password', { exact: true }).fill(clinic.passwordOf(login))
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByRole('button', { name: 'Log in' })).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** Goes to an address of the pages, such as "#/diary", without loading them anew, and waits until the page is there. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(
    (to) =>
      new Promise<void>((shown) => {
        // What stood there before must not be taken for the page that is asked for.
        const wait = (): void => void requestAnimationFrame(() => requestAnimationFrame(() => shown()))
        if (window.location.hash === to) wait()
        else window.addEventListener('hashchange', wait, { once: true })
        window.location.hash = to
      }),
    hash,
  )
  // What lies behind a dialog has no headings.
  await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('dialog')).first()).toBeVisible()
  await isSettled(page)
}

/** Nothing is being fetched for the first time any more. */
export async function isSettled(page: Page): Promise<void> {
  await expect(page.getByRole('status').getByText('Loading', { exact: false })).toHaveCount(0)
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
}

/** WCAG 2.2 A and AA, by axe: no violations, or what they are. */
export async function expectAccessible(page: Page): Promise<void> {
  const told = await violationsOf(page)
  expect(told, `${page.url()}\n${told.join('\n')}`).toEqual([])
}

/** What axe finds, in words; of all rules, or of those that are named. */
export async function violationsOf(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page })
  if (rules) axe.withRules([...rules])
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  return (await axe.analyze()).violations.map(
    (one) =>
      `${one.id}: ${one.help}\n${one.nodes.map((node) => `  ${node.target.join(' ')}\n    ${node.failureSummary ?? ''}`).join('\n')}`,
  )
}
