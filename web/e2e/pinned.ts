// SPDX-License-Identifier: Apache-2.0
// A clinic on one day that never changes, for pictures: the demonstration counts its days from today, so both the program
// and the pages are told what day it is. The program is told by Debian's libfaketime.
import { existsSync, rmSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { test as plain } from './clinic'
import { seeded } from './seed'

const seedDay = '2026-03-04 07:30:00'
/** The day after, a Thursday: somebody comes. */
const picturedDay = '2026-03-05 09:40:00'
const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'

function toldThatItIs(moment: string): NodeJS.ProcessEnv {
  if (!existsSync(library)) throw new Error(`${library} is not there: apt-get install libfaketime`)
  // Waits and time limits go by the clock that cannot be set, and stay true.
  return { TZ: 'UTC', LD_PRELOAD: library, FAKETIME: `@${moment}`, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
}

export const test = plain.extend<object, { pinnedSeed: string }>({
  pinnedSeed: [
    async ({}, give) => {
      const folder = await seeded(toldThatItIs(seedDay))
      await give(folder)
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  seedFolder: async ({ pinnedSeed }, give) => give(pinnedSeed),
  environment: async ({}, give) => give(toldThatItIs(picturedDay)),
})

/** The page's clock stands still on the same day. */
export async function pinClock(page: Page): Promise<void> {
  await page.clock.setFixedTime(new Date(`${picturedDay.replace(' ', 'T')}Z`))
}
