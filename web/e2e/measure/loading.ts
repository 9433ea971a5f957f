// SPDX-License-Identifier: Apache-2.0
// From an address to a page that stands: first paint, largest paint, and all that is fetched.
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { logIn, laptop, phone, type Clinic, type Login } from '../clinic'
import { calm } from '../devices'
import { against, both, type Table } from './figures'
import { seenOn, watched } from './watch'

type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>
type Front = Readonly<{ name: string; hash: string; login?: Login; device: BrowserContextOptions }>
type Way = Readonly<{ name: string; slower: number; isSlowLine: boolean }>
type Times = Readonly<{ first: number; largest: number; there: number }>

const fronts: readonly Front[] = [
  { name: 'log-in', hash: '#/', device: laptop },
  { name: 'a clinician’s day', hash: '#/today', login: 'khan', device: laptop },
  { name: 'a patient’s first page, phone', hash: '#/', login: 'vale', device: phone },
]
const ways: readonly Way[] = [
  { name: 'as it is', slower: 1, isSlowLine: false },
  { name: 'processor 4 × slower', slower: 4, isSlowLine: false },
  { name: '4 × slower, slow 4G', slower: 4, isSlowLine: true },
]
const repetitions = 3
/** What is called good for most visits: https://web.dev/articles/fcp and https://web.dev/articles/lcp. */
const firstMs = 1800
const largestMs = 2500

/** As the browser's own tools slow a line down: 400 ms and more to the first byte, 1.4 Mbit/s. */
const slow4g = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.6e6 * 0.9) / 8,
  uploadThroughput: (0.75e6 * 0.9) / 8,
}

async function cookiesOf(browser: Browser, clinic: Clinic, login: Login): Promise<Cookies> {
  const context = await browser.newContext({ ...calm, baseURL: clinic.address })
  await logIn(await context.newPage(), clinic, login)
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

async function open(page: Page, address: string): Promise<Times> {
  // Otherwise the address differs after its "#" alone, and nothing is loaded.
  await page.goto('about:blank')
  await page.goto(address, { waitUntil: 'commit' })
  const there = await page.waitForFunction(
    () =>
      document.querySelector('h1') !== null &&
      document.querySelector('[aria-busy="true"]') === null &&
      ![...document.querySelectorAll('[role="status"]')].some((one) =>
        one.textContent?.includes('Loading'),
      ) &&
      performance.now(),
  )
  const painted = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  )
  const first = Number(await painted.jsonValue())
  await page.waitForTimeout(200)
  return { first, largest: (await seenOn(page)).largest, there: Number(await there.jsonValue()) }
}

/** The first visit with nothing kept, and the one after it. */
async function visits(
  browser: Browser,
  clinic: Clinic,
  front: Front,
  way: Way,
  cookies: Cookies,
): Promise<readonly [Times, Times]> {
  const context = await browser.newContext({
    ...calm,
    ...front.device,
    // A worker's own line cannot be slowed; without it the browser keeps the files itself.
    serviceWorkers: way.isSlowLine ? 'block' : 'allow',
  })
  await context.addCookies(cookies)
  const page = await context.newPage()
  await watched(page)
  const tools = await context.newCDPSession(page)
  await tools.send('Emulation.setCPUThrottlingRate', { rate: way.slower })
  if (way.isSlowLine) {
    await tools.send('Network.enable')
    await tools.send('Network.emulateNetworkConditions', slow4g)
  }
  const address = `${clinic.address}/${front.hash}`
  const cold = await open(page, address)
  const warm = await open(page, address)
  await context.close()
  return [cold, warm]
}

export async function loading(browser: Browser, clinic: Clinic): Promise<readonly Table[]> {
  const rows: string[][] = []
  for (const front of fronts) {
    const cookies = front.login ? await cookiesOf(browser, clinic, front.login) : []
    for (const way of ways) {
      const times: (readonly [Times, Times])[] = []
      for (let count = 0; count < repetitions; count += 1)
        times.push(await visits(browser, clinic, front, way, cookies))
      for (const [index, name] of ['first visit', 'again'].entries()) {
        const of = (what: keyof Times): readonly number[] =>
          times.flatMap((pair) => pair[index]?.[what] ?? [])
        rows.push([
          front.name,
          way.name,
          name,
          both(of('first')),
          against(of('first'), firstMs),
          both(of('largest')),
          against(of('largest'), largestMs),
          both(of('there')),
        ])
      }
    }
  }
  return [
    {
      title: 'From an address to a page',
      says:
        `Milliseconds, median / worst of ${String(repetitions)}. “First visit”: nothing kept in the browser; “again”: files kept, everything of the ` +
        'record fetched anew. The first paint is the program’s name, the largest the page. “All there”: nothing is loading any more. Slow 4G is the browser’s own ' +
        `(${slow4g.latency.toFixed(0)} ms a request, ${((slow4g.downloadThroughput * 8) / 1e6).toFixed(1)} Mbit/s). ` +
        `Wanted, as web.dev calls a visit good: first paint ${String(firstMs)} ms, largest paint ${String(largestMs)} ms.`,
      columns: [
        'page',
        'machine and line',
        'visit',
        'first contentful paint',
        `${String(firstMs)} ms`,
        'largest contentful paint',
        `${String(largestMs)} ms`,
        'all there',
      ],
      rows,
    },
  ]
}
