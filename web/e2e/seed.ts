// SPDX-License-Identifier: Apache-2.0
// Once a run: the demonstration clinic is set up, and its drafts are planned. Every test works on a copy of it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Api } from './api'
import { start } from './program'

/** Names the folder of the demonstration to the workers: `demo.db`, and `who.json` with the passwords. */
export const seedVariable = 'FILIFORM_E2E_SEED'

const draftMs = 90_000

export default async function seed(): Promise<(() => void) | undefined> {
  // Whoever runs one test again and again sets it up once, and keeps it.
  if (process.env[seedVariable] !== undefined) return undefined
  const folder = await seeded()
  process.env[seedVariable] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}

/** Sets a demonstration up, and answers its folder. */
export async function seeded(environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'filiform-e2e-'))
  const running = await start(join(folder, 'demo.db'), 0, environment)
  try {
    const passwords = Object.fromEntries(
      [...running.said().matchAll(/^(\w+) +(?:lead|clinician|reception|patient) +(\S+)$/gm)].map(
        ([, login, password]) => [login, password],
      ),
    ) as Record<string, string>
    writeFileSync(join(folder, 'who.json'), JSON.stringify(passwords))
    await draftIsThere(await Api.logIn(running.address, 'khan', passwords['khan'] ?? ''))
  } finally {
    await running.stop()
  }
  return folder
}

/** The server begins the draft of p03's plan by itself; a copy that is made before would not have it. */
async function draftIsThere(api: Api): Promise<void> {
  const until = Date.now() + draftMs
  while ((await api.find('plans', { patient: 'p03' })).length === 0) {
    if (Date.now() > until) throw new Error('The draft of the plan of p03 was not made.')
    await new Promise((again) => setTimeout(again, 250))
  }
}
