// SPDX-License-Identifier: Apache-2.0
// The body in 3D: how soon it is there, how smoothly it moves, and how soon a number follows the hand.
import type { Browser, Locator, Page } from '@playwright/test'
import { goTo, isSettled, laptop, logIn, type Clinic } from '../clinic'
import { calm } from '../devices'
import { bodyIsDrawn, draftOf } from '../scenes'
import { against, both, written, median, type Table } from './figures'
import { forget, seenOn, watched, type Seen } from './watch'

const wantedMs = 50
const openings = 5
const movesEveryMs = 16
const movedForMs = 4000
const singleMoves = 25
const restMs = 350
const askedAlone = 60

type Answered = Readonly<{ start: number; sent: number; first: number; end: number }>
/** What the processor worked, in ms: for the page, and for drawing it. */
type Worked = Readonly<{ page: number; drawing: number }>
type Moving = Readonly<{ seen: Seen; asked: readonly Answered[]; forMs: number; worked: Worked }>

/** From the click that goes there until the first frame is drawn, the card's own work included. */
function opened(page: Page, hash: string): Promise<Readonly<{ drawn: number; judged: number }>> {
  return page.evaluate(
    (to) =>
      new Promise<{ drawn: number; judged: number }>((told) => {
        const began = performance.now()
        let drawn = 0
        const isDrawn = (): boolean => {
          const canvas = document.querySelector('canvas')
          const handle = document.querySelector('button[aria-label^="Entry on the skin"]')
          if (!canvas || !handle || window.seen.frames.length === 0) return false
          if (handle.getBoundingClientRect().x - canvas.getBoundingClientRect().x <= 40) return false
          // What was asked of the card is done when a pixel can be read.
          const gl = canvas.getContext('webgl2')
          gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4))
          return true
        }
        const isJudged = (): boolean => /Enter .* of the /.test(document.body.textContent ?? '')
        const look = (): void => {
          if (drawn === 0 && isDrawn()) drawn = performance.now() - began
          if (drawn > 0 && isJudged()) told({ drawn, judged: performance.now() - began })
          else requestAnimationFrame(look)
        }
        window.seen.frames = []
        window.location.hash = to
        look()
      }),
    hash,
  )
}

async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox()
  if (!box) throw new Error('What is to be moved is not drawn.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

async function asked(page: Page): Promise<readonly Answered[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((one) => one.name.endsWith('/api/v1/needle'))
      .map((one) => one as PerformanceResourceTiming)
      .map((one) => ({
        start: one.startTime,
        sent: one.requestStart,
        first: one.responseStart,
        end: one.responseEnd,
      })),
  )
}

async function workedOf(page: Page): Promise<Worked> {
  const tools = await page.context().browser()?.newBrowserCDPSession()
  const told = await tools?.send('SystemInfo.getProcessInfo')
  await tools?.detach()
  const of = (kind: string): number =>
    (told?.processInfo ?? [])
      .filter(({ type }) => type === kind)
      .reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0)
  return { page: of('renderer'), drawing: of('GPU') }
}

async function workedSince(page: Page, before: Worked): Promise<Worked> {
  const now = await workedOf(page)
  return { page: now.page - before.page, drawing: now.drawing - before.drawing }
}

/** A hand that holds something and moves in small circles, as often as a mouse tells of it. */
async function moved(page: Page, from: { x: number; y: number }, radius: number): Promise<Moving> {
  const tools = await page.context().newCDPSession(page)
  const tell = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', angle: number): Promise<unknown> =>
    tools.send('Input.dispatchMouseEvent', {
      type,
      x: from.x + radius * Math.sin(angle),
      y: from.y + radius * (1 - Math.cos(angle)),
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
    })
  await page.mouse.move(from.x, from.y)
  await forget(page)
  const before = await workedOf(page)
  await tell('mousePressed', 0)
  const began = Date.now()
  const all: Promise<unknown>[] = []
  for (let step = 1; Date.now() - began < movedForMs; step += 1) {
    all.push(tell('mouseMoved', step * 0.15))
    await new Promise((next) => setTimeout(next, movesEveryMs))
  }
  await Promise.all(all)
  const forMs = Date.now() - began
  const seen = await seenOn(page)
  const worked = await workedSince(page, before)
  await tell('mouseReleased', 0)
  await tools.detach()
  await page.waitForTimeout(600)
  await isSettled(page)
  return { seen: { ...seen, numbers: (await seenOn(page)).numbers }, asked: await asked(page), forMs, worked }
}

/** Moves by a pixel or two, with a rest after each: nothing waits for anything before it. */
async function movedSingly(page: Page, from: { x: number; y: number }): Promise<Moving> {
  await page.mouse.move(from.x, from.y)
  await forget(page)
  const before = await workedOf(page)
  await page.mouse.down()
  const began = Date.now()
  for (let count = 0; count < singleMoves; count += 1) {
    await page.mouse.move(from.x + (count % 5) * 2, from.y + (count % 3) * 2)
    await page.waitForTimeout(restMs)
  }
  const forMs = Date.now() - began
  const worked = await workedSince(page, before)
  await page.mouse.up()
  const seen = await seenOn(page)
  await isSettled(page)
  return { seen, asked: await asked(page), forMs, worked }
}

type Split = Readonly<{ before: number; server: number; after: number; paint: number }>

/** Where the time went: before the question was sent, with the server, from its answer to the number, and to its frame. */
function splitOf({ seen, asked: all }: Moving): readonly Split[] {
  return seen.numbers.flatMap(({ moved: at, told, painted }) => {
    const answer = [...all].reverse().find((one) => one.start >= at && one.end <= told)
    if (!answer) return []
    return [
      {
        before: answer.sent - at,
        server: answer.end - answer.sent,
        after: told - answer.end,
        paint: painted - told,
      },
    ]
  })
}

const perSecond = ({ seen, forMs }: Moving): string => written((seen.frames.length / forMs) * 1000)

/** The longest waits between two frames are what one sees as a jerk. */
function gapsOf({ seen }: Moving): readonly number[] {
  return seen.frames.slice(1).map((frame, index) => frame.at - (seen.frames[index]?.at ?? frame.at))
}

const drawing = (page: Page, isDrawn: boolean): Promise<void> =>
  page.evaluate((on) => {
    window.seen.isDrawn = on
  }, isDrawn)

async function alone(page: Page, hash: string): Promise<readonly number[]> {
  const [plan = ''] = /(?<=plans\/)[^/]+/.exec(hash) ?? []
  // The question of the page itself, asked again with nothing else going on.
  const request = page.waitForRequest((one) => one.url().endsWith('/api/v1/needle'))
  await page.getByRole('button', { name: /^Entry on the skin/ }).press('ArrowUp')
  const sent = await request
  const [body, headers] = [sent.postData() ?? '', await sent.allHeaders()]
  await isSettled(page)
  await goTo(page, `#/patients/p03/plans/${plan}`)
  const token = headers['x-csrf-token'] ?? ''
  return page.evaluate(
    async ({ text, csrf, count }) => {
      const times: number[] = []
      for (let index = 0; index < count; index += 1) {
        const began = performance.now()
        const answer = await fetch('/api/v1/needle', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf },
          body: text,
        })
        await answer.text()
        times.push(performance.now() - began)
      }
      return times
    },
    { text: body, csrf: token, count: askedAlone },
  )
}

export async function needle(browser: Browser, clinic: Clinic): Promise<readonly Table[]> {
  const context = await browser.newContext({ ...calm, ...laptop, baseURL: clinic.address })
  const page = await context.newPage()
  await watched(page)
  await logIn(page, clinic, 'khan')
  const hash = `${await draftOf(page, 'p03')}/needle/0`

  const times: { drawn: number; judged: number }[] = []
  for (let count = 0; count <= openings; count += 1) {
    await goTo(page, '#/today')
    times.push(await opened(page, hash))
    await bodyIsDrawn(page)
    await page.waitForTimeout(1000)
  }
  const [first, ...again] = times
  const renderer = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2')
    const about = gl?.getExtension('WEBGL_debug_renderer_info')
    const name = about ? String(gl?.getParameter(about.UNMASKED_RENDERER_WEBGL)) : 'unknown'
    gl?.getExtension('WEBGL_lose_context')?.loseContext()
    return name
  })

  const canvas = page.locator('canvas').first()
  await canvas.scrollIntoViewIfNeeded()
  const entry = page.getByRole('button', { name: /^Entry on the skin/ })
  const aim = page.getByRole('button', { name: /^Handle of the needle/ })
  const tip = page.getByRole('button', { name: /^Tip of the needle/ })
  const frames: string[][] = []
  const numbers: string[][] = []
  const splits: string[][] = []
  const note = (name: string, way: string, moving: Moving, isDragged: boolean): void => {
    frames.push([
      name,
      way,
      perSecond(moving),
      both(gapsOf(moving)),
      both(moving.seen.frames.map(({ ms }) => ms)),
      `${written(moving.worked.page / moving.seen.frames.length)} + ${written(moving.worked.drawing / moving.seen.frames.length)}`,
    ])
    if (!isDragged) return
    const told = moving.seen.numbers.map((one) => one.told - one.moved)
    const painted = moving.seen.numbers.map((one) => one.painted - one.moved)
    const split = splitOf(moving)
    numbers.push([
      name,
      way,
      String(told.length),
      both(told),
      against(told, wantedMs),
      both(painted),
      against(painted, wantedMs),
    ])
    splits.push([
      name,
      way,
      both(split.map(({ before }) => before)),
      both(split.map(({ server }) => server)),
      both(split.map(({ after }) => after)),
      both(split.map(({ paint }) => paint)),
    ])
  }
  for (const isDrawn of [true, false]) {
    await drawing(page, isDrawn)
    const way = isDrawn ? 'drawn by the processor' : 'drawing left out'
    const box = await canvas.boundingBox()
    if (!box) throw new Error('There is no canvas.')
    note(
      'turning the body',
      way,
      await moved(page, { x: box.x + box.width * 0.75, y: box.y + box.height * 0.7 }, 60),
      false,
    )
    note('dragging the entry', way, await moved(page, await middleOf(entry), 10), true)
    note('turning the needle', way, await moved(page, await middleOf(aim), 10), true)
    note('changing the depth', way, await moved(page, await middleOf(tip), 10), true)
    note('one move, then a rest', way, await movedSingly(page, await middleOf(entry)), true)
  }
  await drawing(page, true)
  const server = await alone(page, hash)
  await context.close()

  return [
    {
      title: 'The body: until it is there',
      says: `Milliseconds, from going to a needle’s page; the drawing is waited for. The first time the server makes the body and the browser fetches the code; then ${String(openings)} times again, median / worst.`,
      columns: ['', 'body drawn', 'needle judged'],
      rows: [
        ['the first time', written(first?.drawn ?? NaN), written(first?.judged ?? NaN)],
        ['again', both(again.map(({ drawn }) => drawn)), both(again.map(({ judged }) => judged))],
      ],
    },
    {
      title: 'The body: frames while something moves',
      says:
        `Drawn without a graphics card, by “${renderer}”: the processor that runs the page and the server draws every pixel too, so the frames a second ` +
        'are those of this machine and not of one with a card. What a card would not take away is the page’s own code in a frame, the column before the last. ' +
        'The last column is what the processor worked, all threads together and whatever else the machine does: for the page (answers from the server and their numbers too), and for drawing it. “Drawing left out” does everything but the drawing: what a card that costs nothing would show.',
      columns: [
        'what',
        'how',
        'frames a second',
        'ms between frames',
        'ms of the page’s code in a frame',
        'processor ms a frame: page + drawing',
      ],
      rows: frames,
    },
    {
      title: 'From the hand to the number',
      says:
        `Milliseconds, median / worst; wanted: ${String(wantedMs)} ms. From the moment of the pointer’s move to the changed numbers in the page, and to the ` +
        `end of the frame that shows them. A move every ${String(movesEveryMs)} ms; the page asks one question at a time, and always the newest.`,
      columns: [
        'what',
        'how',
        'answers',
        'number in the page',
        `${String(wantedMs)} ms`,
        'in a frame',
        `${String(wantedMs)} ms`,
      ],
      rows: numbers,
    },
    {
      title: 'Where that time goes',
      says: `Milliseconds, median / worst. The server alone, asked ${String(askedAlone)} times one after the other with nothing else going on, answers in ${both(server)} ms (median ${written(median(server))}).`,
      columns: ['what', 'how', 'until asked', 'with the server', 'answer to number', 'number to frame'],
      rows: splits,
    },
  ]
}
