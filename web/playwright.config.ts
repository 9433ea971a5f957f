// SPDX-License-Identifier: Apache-2.0
// The pages in Debian's Chromium, with the real program on a real store: `npm run e2e`. FILIFORM names the program
// (../build/release/filiform), CHROMIUM the browser.
import { defineConfig } from '@playwright/test'
import { calm, laptop } from './e2e/devices'

/** For a machine that does much else; what is waited for is there or it is not. */
const patienceMs = 20_000

// eslint-disable-next-line no-restricted-syntax -- Playwright reads the default export
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../build/e2e',
  snapshotPathTemplate: '{testDir}/snapshots/{arg}{ext}',
  globalSetup: './e2e/seed.ts',
  // Every test has a clinic of its own.
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: patienceMs },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    ...laptop,
    contextOptions: calm,
    actionTimeout: patienceMs,
    // TRACE=1 keeps what happened, step by step; it takes as long again.
    trace: process.env['TRACE'] ? 'on' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      // Chromium refuses its sandbox to root.
      chromiumSandbox: process.getuid?.() !== 0,
      // The body is drawn without a graphics card.
      args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    },
  },
})
