// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test as plain, type Page } from '@playwright/test'

/** A demonstration clinic of its own: a server, its store, and who may log in. */
export type Clinic = Readonly<{
  address: string
  /** By log-in; those of the demonstration are random. */
  passwords: ReadonlyMap<string, string>
  stop: () => Promise<void>
  /** The server goes away and comes back, as after a lost connection; the store stays. */
  interrupt: () => Promise<void>
  resume: () => Promise<void>
}>

const program = process.env['FILIFORM'] ?? join(import.meta.dirname, '../../build/release/filiform')
const startMs = 60_000

type Running = Readonly<{ process: ChildProcess; address: string; said: string }>

function start(store: string, port: number): Promise<Running> {
  const process_ = spawn(program, ['serve', '--demo', '--store', store, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return new Promise((resolve, reject) => {
    let said = ''
    const giveUp = setTimeout(() => reject(new Error(`the server did not start:\n${said}`)), startMs)
    process_.stdout.on('data', (piece: Buffer) => {
      said += piece.toString()
      const serving = /^Serving (\S+)/m.exec(said)
      if (!serving?.[1]) return
      clearTimeout(giveUp)
      resolve({ process: process_, address: serving[1], said })
    })
    process_.on('exit', (code) => reject(new Error(`the server ended with ${String(code)}:\n${said}`)))
  })
}

function end(running: Running): Promise<void> {
  return new Promise((resolve) => {
    running.process.on('exit', () => resolve())
    running.process.kill('SIGTERM')
  })
}

/** Opens a clinic with invented patients at every stage of care. */
export async function openClinic(port: number): Promise<Clinic> {
  const folder = mkdtempSync(join(tmpdir(), 'filiform-e2e-'))
  const store = `sqlite:${join(folder, 'demo.db')}`
  let running = await start(store, port)
  const passwords = new Map(
    [...running.said.matchAll(/^(\w+) +(?:lead|clinician|reception|patient) +(\S+)$/gm)].map((match) => [
      match[1] ?? '',
      match[2] ?? '',
    ]),
  )
  return {
    address: running.address,
    passwords,
    interrupt: () => end(running),
    resume: async () => {
      running = await start(store, port)
    },
    stop: async () => {
      await end(running)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Logs in by the page's own form. */
export async function logIn(page: Page, clinic: Clinic, login: string): Promise<void> {
  await page.goto(clinic.address)
  await page.getByLabel('Name', { exact: true }).fill(login)
  await page.getByLabel('Password', { exact: true }).fill(clinic.passwords.get(login) ?? '')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByRole('button', { name: 'Log in' })).toHaveCount(0)
}

/** Goes to an address of the pages without loading them anew. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash
  }, path)
}

/** WCAG 2.2 A and AA, by axe: no violations, or what they are. */
export async function expectAccessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const told = found.violations.map(
    (one) => `${one.id}: ${one.help}\n  ${one.nodes.map((node) => node.target.join(' ')).join('\n  ')}`,
  )
  expect(told, told.join('\n')).toEqual([])
}

/** Tests with a clinic for all of a file; what the browser complains of fails the test. */
export const test = plain.extend<{ complaints: string[] }, { clinic: Clinic }>({
  clinic: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
    async ({}, use, worker) => {
      const clinic = await openClinic(18080 + worker.workerIndex)
      await use(clinic)
      await clinic.stop()
    },
    { scope: 'worker' },
  ],
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (
          message.type() === 'error' &&
          !/status of (401|404|409|412|422)|ERR_CONNECTION|Failed to fetch/.test(message.text())
        )
          complaints.push(message.text())
      })
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})
export { expect }
