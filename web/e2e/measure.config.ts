// SPDX-License-Identifier: Apache-2.0
// `npm run measure` measures the pages and writes docs/performance-pages.md. One part alone: `npm run measure -- -g memory`.
import config from '../playwright.config'

export default {
  ...config,
  // What is measured has the machine to itself.
  workers: 1,
  testDir: '.',
  testMatch: 'measure.ts',
  outputDir: '../../build/measured',
  globalSetup: './seed.ts',
}
