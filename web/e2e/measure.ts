// SPDX-License-Identifier: Apache-2.0
// Measures the pages, and writes docs/performance-pages.md.
import type { Browser } from '@playwright/test'
import { test, type Clinic } from './clinic'
import { writeDocument } from './measure/document'
import { keep, loadNow, type Part, type Table } from './measure/figures'
import { interaction } from './measure/interaction'
import { loading } from './measure/loading'
import { memory } from './measure/memory'
import { needle } from './measure/needle'

const measures: Readonly<Record<Part, (browser: Browser, clinic: Clinic) => Promise<readonly Table[]>>> = {
  loading,
  interaction,
  needle,
  memory,
}

for (const [part, measure] of Object.entries(measures))
  test(part, async ({ browser, clinic }) => {
    test.setTimeout(1_800_000)
    const before = loadNow()
    const tables = await measure(browser, clinic)
    keep(part as Part, { browser: browser.version(), load: [before, loadNow()], tables })
    writeDocument()
  })
