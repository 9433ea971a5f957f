// SPDX-License-Identifier: Apache-2.0
import { defineConfig, devices } from '@playwright/test'

// The pages as the program serves them, in the system's Chromium, against a real server and store.
// FILIFORM names the program; CHROMIUM the browser.
const chromium = {
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
}

// eslint-disable-next-line no-restricted-syntax -- Playwright reads the default export
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../build/e2e',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: { launchOptions: chromium, trace: 'retain-on-failure', locale: 'en-GB', timezoneId: 'Europe/London' },
  projects: [
    { name: 'laptop', use: { viewport: { width: 1280, height: 800 } }, testIgnore: /tour|phone/ },
    { name: 'phone', use: { ...devices['Pixel 7'], launchOptions: chromium }, testMatch: /phone/ },
  ],
})
