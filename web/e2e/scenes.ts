// SPDX-License-Identifier: Apache-2.0
// How pictures come to what they show.
import { expect, type Locator, type Page } from '@playwright/test'
import { isSettled } from './clinic'

/** The address of the draft of somebody's plan, whose name the server chose. */
export async function draftOf(page: Page, patient: string): Promise<string> {
  const id = await page.evaluate(async (whose) => {
    const answer = await fetch(`/api/v1/plans?patient=${whose}`)
    const { entries } = (await answer.json()) as { entries: readonly { id: string }[] }
    return entries[0]?.id
  }, patient)
  expect(id, `${patient} has no plan`).toBeDefined()
  return `#/patients/${patient}/plans/${id ?? ''}`
}

/** The body is made by the server and drawn, and the needle is judged where it stands. */
export async function bodyIsDrawn(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Entry on the skin/ })).toBeVisible({ timeout: 120_000 })
  await expect(page.getByText(/Enter .* of the /).first()).toBeVisible({ timeout: 60_000 })
  await isSettled(page)
  // Until the first frame is drawn nothing is in its place: the handle waits in the corner.
  await expect
    .poll(
      async () => {
        const [handle, canvas] = await Promise.all([
          page.getByRole('button', { name: /^Entry on the skin/ }).boundingBox(),
          page.locator('canvas').first().boundingBox(),
        ])
        return handle && canvas ? handle.x - canvas.x : 0
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(40)
}

/** Begins a session, asks what is asked on the day, and goes on to the needles. */
export async function screenSession(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Begin the session' }).click()
  await expect(page.getByRole('heading', { name: 'Before the first needle' })).toBeVisible()
  await page.getByRole('button', { name: /^I asked all of these/ }).click()
  await page.getByRole('button', { name: 'Screen with these answers' }).click()
  await expect(page.getByText('Needling is open, within what stands here.')).toBeVisible()
  await page.getByRole('navigation', { name: 'Steps of the session' }).getByText('Needles').click()
  await expect(page.getByRole('article').first()).toBeVisible()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await isSettled(page)
}

/** Signs the draft that is on the page. */
export async function signPlan(page: Page): Promise<void> {
  const sign = { name: 'Sign the plan' }
  await page.getByRole('button', sign).click()
  await page.getByRole('dialog').getByRole('button', sign).click()
  const said = page.getByText('The plan is signed.')
  await said.locator('..').getByRole('button').click()
  await expect(said).toHaveCount(0)
}

/** Scrolls until something stands below the bar at the top, with what belongs to it. */
export async function toTop(page: Page, target: Locator): Promise<void> {
  await target.evaluate((element) => {
    const above = 190
    window.scrollTo(0, window.scrollY + element.getBoundingClientRect().top - above)
  })
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}
