// SPDX-License-Identifier: Apache-2.0
// `npm run tour` takes the pictures of docs/tour.md anew and writes it.
import config from '../playwright.config'

export default {
  ...config,
  testDir: '.',
  testMatch: 'tour.ts',
  outputDir: '../../build/tour',
  globalSetup: './seed.ts',
}
