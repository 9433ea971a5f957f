// SPDX-License-Identifier: Apache-2.0
// What runs within the page, before anything of ours does, and notes what happens there.
import type { Page } from '@playwright/test'

type Frame = Readonly<{ at: number; ms: number }>
/** From the hand to the number: when the hand moved, when the number was on the page, when its frame was made. */
export type Told = Readonly<{ moved: number; told: number; painted: number }>

export type Seen = {
  largest: number
  /** of each event that belongs to something a person did: how long until the page's code had done with it, and until the
   *  next paint */
  interactions: { code: number; paint: number }[]
  /** in which something was drawn in 3D; how long the page's own code took */
  frames: Frame[]
  numbers: Told[]
  /** what is held at the graphics card */
  graphics: { contexts: number; buffers: number; textures: number }
  /** Without it everything is done but the drawing itself. */
  isDrawn: boolean
}

declare global {
  interface Window {
    seen: Seen
    waiting: Promise<number>
  }
}

/** Given to the browser as text: it may use nothing from outside. */
function watch(): void {
  const seen: Seen = {
    largest: 0,
    interactions: [],
    frames: [],
    numbers: [],
    graphics: { contexts: 0, buffers: 0, textures: 0 },
    isDrawn: true,
  }
  window.seen = seen
  performance.setResourceTimingBufferSize(5000)

  new PerformanceObserver((list) => {
    seen.largest = list.getEntries().at(-1)?.startTime ?? seen.largest
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId: number })[])
      if (entry.interactionId > 0)
        seen.interactions.push({ code: entry.processingEnd - entry.startTime, paint: entry.duration })
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)

  let drew = false
  const nextFrame = window.requestAnimationFrame.bind(window)
  window.requestAnimationFrame = (callback) =>
    nextFrame((now) => {
      drew = false
      const began = performance.now()
      callback(now)
      if (drew) seen.frames.push({ at: now, ms: performance.now() - began })
    })

  const keepMeasure = performance.measure.bind(performance)
  performance.measure = (name, options, end) => {
    const entry = keepMeasure(name, options as PerformanceMeasureOptions, end)
    if (name === 'filiform.handToNumber')
      nextFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () =>
          seen.numbers.push({
            moved: entry.startTime,
            told: entry.startTime + entry.duration,
            painted: performance.now(),
          })
        channel.port2.postMessage(0)
      })
    return entry
  }

  type Any = (this: unknown, ...given: unknown[]) => unknown
  const gl = WebGL2RenderingContext.prototype as unknown as Record<string, Any>
  const around = (name: string, make: (own: Any) => Any): void => {
    const own = gl[name]
    if (own) gl[name] = make(own)
  }
  for (const name of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced'])
    around(
      name,
      (own) =>
        function (...given) {
          drew = true
          return seen.isDrawn ? own.apply(this, given) : undefined
        },
    )
  const held = new WeakMap<object, { buffers: number; textures: number }>()
  const count = (context: unknown, what: 'buffers' | 'textures', by: number): void => {
    const mine = held.get(context as object) ?? { buffers: 0, textures: 0 }
    mine[what] += by
    held.set(context as object, mine)
    seen.graphics[what] += by
  }
  for (const [what, one] of [
    ['buffers', 'Buffer'],
    ['textures', 'Texture'],
  ] as const) {
    around(
      `create${one}`,
      (own) =>
        function (...given) {
          count(this, what, 1)
          return own.apply(this, given)
        },
    )
    around(
      `delete${one}`,
      (own) =>
        function (...given) {
          if (given[0]) count(this, what, -1)
          return own.apply(this, given)
        },
    )
  }
  const getContext = HTMLCanvasElement.prototype.getContext as unknown as Any
  const known = new WeakSet<object>()
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
    const context = getContext.apply(this, given)
    if (context instanceof WebGL2RenderingContext && !known.has(context)) {
      known.add(context)
      seen.graphics.contexts += 1
      const gone = new WeakRef(context)
      this.addEventListener(
        'webglcontextlost',
        () => {
          const mine = gone.deref() && held.get(gone.deref() as object)
          seen.graphics.contexts -= 1
          seen.graphics.buffers -= mine?.buffers ?? 0
          seen.graphics.textures -= mine?.textures ?? 0
          if (mine) Object.assign(mine, { buffers: 0, textures: 0 })
        },
        { once: true },
      )
    }
    return context
  } as typeof HTMLCanvasElement.prototype.getContext
}

export async function watched(page: Page): Promise<void> {
  await page.addInitScript(watch)
}

/** What was noted so far. */
export const seenOn = (page: Page): Promise<Seen> => page.evaluate(() => window.seen)

/** Notes begin anew. */
export const forget = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.assign(window.seen, { interactions: [], frames: [], numbers: [] })
    performance.clearResourceTimings()
  })

/** What is waited for: the page stands, nothing is loading, and what is named is there, or is no longer what it was. */
export type Sign = Readonly<{ selector: string; text?: string; differs?: string }>

/** Begins to wait for the sign; what is answered tells how long after the next press of a key or button it was there. */
export async function watchFor(page: Page, sign: Sign): Promise<() => Promise<number>> {
  await page.evaluate(({ selector, text, differs }) => {
    const giveUpMs = 20_000
    window.waiting = new Promise<number>((told, fail) => {
      setTimeout(() => fail(new Error(`${selector} ${text ?? ''} did not come.`)), giveUpMs)
      const isThere = (): boolean =>
        [...document.querySelectorAll(selector)].some(({ textContent }) => {
          const words = textContent ?? ''
          return (text === undefined || words.includes(text)) && words !== differs
        }) &&
        document.querySelector('[aria-busy="true"]') === null &&
        ![...document.querySelectorAll('[role="status"]')].some((one) => one.textContent?.includes('Loading'))
      const kinds = ['pointerup', 'keydown'] as const
      const began = (event: Event): void => {
        for (const kind of kinds) removeEventListener(kind, began, true)
        const look = (): void => {
          if (isThere()) told(performance.now() - event.timeStamp)
          else requestAnimationFrame(look)
        }
        // What the press itself changes is there with the next frame.
        requestAnimationFrame(look)
      }
      for (const kind of kinds) addEventListener(kind, began, true)
    })
    window.waiting.catch(() => undefined)
  }, sign)
  return () => page.evaluate(() => window.waiting)
}
