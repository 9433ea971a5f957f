// SPDX-License-Identifier: Apache-2.0
// An hour's worth of going from page to page, through every room, and what the browser holds afterwards.
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContextOptions, CDPSession, Page } from '@playwright/test'
import { goTo, laptop, logIn, phone, type Clinic, type Login } from '../clinic'
import { calm } from '../devices'
import { placesOf, placesOfPatients } from '../places'
import { bodyIsDrawn } from '../scenes'
import { written, type Table } from './figures'
import { forget, seenOn, watched } from './watch'

type Walk = Readonly<{ name: string; login: Login; device: BrowserContextOptions; pages: number }>
type Held = Readonly<{
  pages: number
  heap: number
  arrays: number
  nodes: number
  listeners: number
  contexts: number
  buffers: number
  resident: number
}>

/** A page every ten or twelve seconds is 300 an hour. */
const walks: readonly Walk[] = [
  { name: 'A clinician', login: 'khan', device: laptop, pages: 320 },
  { name: 'A clinic lead', login: 'lead', device: laptop, pages: 160 },
  { name: 'A patient, on a phone', login: 'vale', device: phone, pages: 200 },
]
const megabyte = 1024 * 1024

/** What the tab's process holds in the machine's memory, in bytes; of several the largest. */
async function residentOf(browserTools: CDPSession): Promise<number> {
  const { processInfo } = await browserTools.send('SystemInfo.getProcessInfo')
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      try {
        const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(id)}/status`, 'utf8'))
        return Number(found?.[1] ?? 0) * 1024
      } catch {
        return 0
      }
    })
  return Math.max(0, ...sizes)
}

async function heldBy(page: Page, tools: CDPSession, browserTools: CDPSession, pages: number): Promise<Held> {
  // What is given back a moment after its page went, such as the card's, is given back by now.
  await page.waitForTimeout(1500)
  // What was noted for other measures is no part of the pages.
  await forget(page)
  for (let count = 0; count < 3; count += 1) await tools.send('HeapProfiler.collectGarbage')
  const heap = (await tools.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number }
  const dom = await tools.send('Memory.getDOMCounters')
  const { graphics } = await seenOn(page)
  return {
    pages,
    heap: heap.usedSize / megabyte,
    arrays: (heap.backingStorageSize ?? 0) / megabyte,
    nodes: dom.nodes,
    listeners: dom.jsEventListeners,
    contexts: graphics.contexts,
    buffers: graphics.buffers,
    resident: (await residentOf(browserTools)) / megabyte,
  }
}

/** How much it grows with every 100 pages: the line through the points that lies nearest to them. */
function growth(held: readonly Held[], what: keyof Held): number {
  const mean = (of: keyof Held): number => held.reduce((sum, one) => sum + one[of], 0) / held.length
  const [x, y] = [mean('pages'), mean(what)]
  const over = held.reduce((sum, one) => sum + (one.pages - x) ** 2, 0)
  return (100 * held.reduce((sum, one) => sum + (one.pages - x) * (one[what] - y), 0)) / over
}

async function walked(
  browser: Browser,
  clinic: Clinic,
  walk: Walk,
): Promise<
  Readonly<{
    held: readonly Held[]
    bodies: number
    /** at the graphics card, while the body is there */
    drawn: Readonly<{ contexts: number; buffers: number }>
    each: number
  }>
> {
  const context = await browser.newContext({ ...calm, ...walk.device, baseURL: clinic.address })
  const page = await context.newPage()
  await watched(page)
  await logIn(page, clinic, walk.login)
  const tools = await context.newCDPSession(page)
  const browserTools = await browser.newBrowserCDPSession()
  await tools.send('HeapProfiler.enable')
  const all = walk.login === 'vale' ? placesOfPatients : await placesOf(await clinic.api('khan'))
  const places = all.filter(({ who }) => who.includes(walk.login)).map(({ at }) => at)
  const held: Held[] = []
  let pages = 0
  let bodies = 0
  let drawn = { contexts: 0, buffers: 0 }
  while (pages < walk.pages) {
    for (const at of places) {
      await goTo(page, at)
      pages += 1
      if (!at.includes('/needle/')) continue
      // The body is opened and left three times a round.
      for (let count = 0; count < 3; count += 1) {
        if (count > 0) await goTo(page, at)
        await bodyIsDrawn(page)
        drawn = (await seenOn(page)).graphics
        await goTo(page, at.split('/needle/')[0] ?? '#/')
        pages += count > 0 ? 2 : 1
        bodies += 1
      }
    }
    await goTo(page, walk.login === 'vale' ? '#/' : '#/today')
    pages += 1
    held.push(await heldBy(page, tools, browserTools, pages))
  }
  await browserTools.detach()
  await context.close()
  return { held, bodies, drawn, each: places.length }
}

const columns: readonly (readonly [string, keyof Held])[] = [
  ['heap, MB', 'heap'],
  ['arrays, MB', 'arrays'],
  ['DOM nodes', 'nodes'],
  ['listeners', 'listeners'],
  ['3D contexts', 'contexts'],
  ['3D buffers', 'buffers'],
  ['process, MB', 'resident'],
]

export async function memory(browser: Browser, clinic: Clinic): Promise<readonly Table[]> {
  const tables: Table[] = []
  for (const walk of walks) {
    const { held, bodies, drawn, each } = await walked(browser, clinic, walk)
    // By then all code is fetched and every page has been cached once.
    const settled = held.slice(1)
    const half = settled.slice(Math.floor(settled.length / 2))
    const line = (name: string, of: readonly Held[]): string[] => [
      name,
      ...columns.map(([, what]) => written(growth(of, what))),
    ]
    tables.push({
      title: `Memory: ${walk.name.charAt(0).toLowerCase()}${walk.name.slice(1)}`,
      says:
        `${String(held.at(-1)?.pages ?? 0)} pages without loading anew, ${String(each)} different ones a round` +
        (bodies > 0
          ? `, the body in 3D opened and left ${String(bodies)} times (while it is there: ${String(drawn.contexts)} context, ${String(drawn.buffers)} buffers)`
          : '') +
        '; after each round, on the first page, with the garbage collected.',
      columns: ['pages', ...columns.map(([name]) => name)],
      rows: [
        ...held.map((one) => [String(one.pages), ...columns.map(([, what]) => written(one[what]))]),
        line('growth in 100 pages, after the first round', settled),
        line('the same, second half', half),
      ],
    })
  }
  return tables
}
