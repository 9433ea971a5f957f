// SPDX-License-Identifier: Apache-2.0
// The same deeds by mouse, by keyboard alone, and by finger: a story is written once and told with each of them.
import { expect, type Locator, type Page } from '@playwright/test'

export type HandName = 'mouse' | 'keyboard' | 'touch'

export type Hand = Readonly<{
  name: HandName
  page: Page
  /** Presses a button, follows a link, ticks a box, chooses a radio button. */
  activate: (target: Locator) => Promise<void>
  /** Writes into a field, in the place of what stands there. */
  fill: (field: Locator, text: string) => Promise<void>
  /** Chooses from a list by the words of the option. */
  choose: (list: Locator, option: string) => Promise<void>
  /** Takes hold of something and drags it by so many pixels; by keys, presses the arrows that stand for that. */
  drag: (target: Locator, by: Readonly<{ x: number; y: number }>) => Promise<void>
}>

export function handOf(name: HandName, page: Page): Hand {
  switch (name) {
    case 'mouse':
      return {
        name,
        page,
        ...pointing((target) => target.click()),
        drag: (target, by) => dragByMouse(page, target, by),
      }
    case 'touch':
      return {
        name,
        page,
        ...pointing((target) => target.tap()),
        drag: (target, by) => dragByFinger(page, target, by),
      }
    case 'keyboard':
      return { name, page, ...keys(page) }
  }
}

/** What is pressed for a control that is drawn by its label: the label. */
async function pressable(target: Locator): Promise<Locator> {
  const isDrawnByLabel = await target.evaluate(
    (element) =>
      element instanceof HTMLInputElement &&
      ['radio', 'checkbox'].includes(element.type) &&
      element.closest('label') !== null,
  )
  return isDrawnByLabel ? target.locator('xpath=ancestor::label[1]') : target
}

function pointing(press: (target: Locator) => Promise<void>): Pick<Hand, 'activate' | 'fill' | 'choose'> {
  return {
    activate: async (target) => press(await pressable(target)),
    fill: async (field, text) => {
      await press(field)
      await field.fill(text)
    },
    choose: async (list, option) => {
      await list.selectOption({ label: option })
    },
  }
}

async function middleOf(target: Locator): Promise<Readonly<{ x: number; y: number }>> {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (!box) throw new Error('What is to be dragged is not drawn.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

const dragSteps = 6

async function dragByMouse(
  page: Page,
  target: Locator,
  by: Readonly<{ x: number; y: number }>,
): Promise<void> {
  const from = await middleOf(target)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + by.x, from.y + by.y, { steps: dragSteps })
  await page.mouse.up()
}

/** Playwright has no finger that moves; the browser's own protocol has. */
async function dragByFinger(
  page: Page,
  target: Locator,
  by: Readonly<{ x: number; y: number }>,
): Promise<void> {
  const from = await middleOf(target)
  const browser = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number): Promise<unknown> =>
    browser.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: from.x + by.x * share, y: from.y + by.y * share }],
    })
  await touch('touchStart', 0)
  for (let step = 1; step <= dragSteps; step += 1) await touch('touchMove', step / dragSteps)
  await touch('touchEnd', 1)
  await browser.detach()
}

const mostTabs = 400
const focusable =
  'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable="true"], audio[controls]'

/** Whether the focus is there; with radio buttons, in their group, which is one stop. */
function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const here = document.activeElement
    const isOfGroup =
      element instanceof HTMLInputElement &&
      here instanceof HTMLInputElement &&
      element.type === 'radio' &&
      here.type === 'radio' &&
      element.name === here.name
    return here === element || isOfGroup
  })
}

/** Which way is shorter; only the key is chosen by it, the way is gone by real presses. */
function keyTowards(target: Locator): Promise<'Tab' | 'Shift+Tab'> {
  return target.evaluate((element, selector) => {
    const stops = [...document.querySelectorAll<HTMLElement>(selector)].filter(
      (one) => one.tabIndex >= 0 && !one.hasAttribute('disabled'),
    )
    const here = stops.indexOf(document.activeElement as HTMLElement)
    const there = stops.indexOf(element as HTMLElement)
    return here >= 0 && there >= 0 && there < here ? 'Shift+Tab' : 'Tab'
  }, focusable)
}

/** Goes there by Tab, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  await expect(target).toBeEnabled()
  const key = await keyTowards(target)
  for (let presses = 0; presses < mostTabs; presses += 1) {
    if (await hasFocus(target)) return
    await page.keyboard.press(key)
  }
  throw new Error(`No way by ${key} to ${String(target)}`)
}

async function chooseRadio(page: Page, target: Locator): Promise<void> {
  const isHere = (): Promise<boolean> => target.evaluate((element) => document.activeElement === element)
  const isAfter = await target.evaluate((element) => {
    const here = document.activeElement
    return here !== null && (here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  })
  for (let presses = 0; presses < mostTabs && !(await isHere()); presses += 1)
    await page.keyboard.press(isAfter ? 'ArrowRight' : 'ArrowLeft')
  if (!(await target.isChecked())) await page.keyboard.press('Space')
}

/** Within a menu arrows move; Tab leaves it. */
async function arrowTo(page: Page, item: Locator): Promise<void> {
  await expect(item).toBeVisible()
  for (let presses = 0; presses < mostTabs; presses += 1) {
    if (await hasFocus(item)) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`No way by arrows to ${String(item)}`)
}

function keys(page: Page): Pick<Hand, 'activate' | 'fill' | 'choose' | 'drag'> {
  return {
    activate: async (target) => {
      const what = await target.evaluate((element) =>
        element instanceof HTMLInputElement
          ? element.type
          : (element.getAttribute('role') ?? element.tagName),
      )
      await (what === 'menuitem' ? arrowTo : tabTo)(page, target)
      if (what === 'radio') await chooseRadio(page, target)
      else await page.keyboard.press(what === 'checkbox' ? 'Space' : 'Enter')
    },
    fill: async (field, text) => {
      await tabTo(page, field)
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type(text)
    },
    choose: async (list, option) => {
      await tabTo(page, list)
      const places = await list.evaluate((element, words) => {
        if (!(element instanceof HTMLSelectElement)) throw new Error('This is no list.')
        const there = [...element.options].findIndex((one) => one.label.trim() === words)
        if (there < 0) throw new Error(`The list has no “${words}”.`)
        return there - element.selectedIndex
      }, option)
      for (let step = 0; step < Math.abs(places); step += 1)
        await page.keyboard.press(places > 0 ? 'ArrowDown' : 'ArrowUp')
    },
    drag: async (target, by) => {
      await tabTo(page, target)
      const pixelsPerPress = 10
      const press = async (key: string, pixels: number): Promise<void> => {
        for (let gone = 0; gone < Math.abs(pixels); gone += pixelsPerPress) await page.keyboard.press(key)
      }
      await press(by.x > 0 ? 'ArrowRight' : 'ArrowLeft', by.x)
      await press(by.y > 0 ? 'ArrowDown' : 'ArrowUp', by.y)
    },
  }
}
