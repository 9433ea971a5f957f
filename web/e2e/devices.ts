// SPDX-License-Identifier: Apache-2.0
import type { BrowserContextOptions } from '@playwright/test'

/** The same everywhere: tests do not depend on the machine they run on. */
export const calm: BrowserContextOptions = {
  locale: 'en-GB',
  timezoneId: 'Europe/London',
  colorScheme: 'light',
  reducedMotion: 'reduce',
}

export const laptop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}
