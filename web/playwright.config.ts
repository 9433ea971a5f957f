// SPDX-License-Identifier: Apache-2.0
// The pages in Debian's Chromium, with the real program on a real store: `npm run e2e`. FILIFORM names the program
// (../build/release/filiform), CHROMIUM the browser.
import { defineConfig } from '@playwright/test'
import { calm, laptop } from './e2e/devices'

// eslint-disable-next-line no-restricted-syntax -- Playwright reads the default export
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../build/e2e',
  snapshotPathTemplate: '{testDir}/snapshots/{arg}{ext}',
  globalSetup: './e2e/seed.ts',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    ...laptop,
    contextOptions: calm,
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      // Chromium refuses its sandbox to root.
      chromiumSandbox: process.getuid?.() !== 0,
      // The body is drawn without a graphics card.
      args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    },
  },
})
