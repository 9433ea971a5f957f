// SPDX-License-Identifier: Apache-2.0
// Consent, the session at the couch, and whether it helped.
import { expect, type Locator } from '@playwright/test'
import type { Hand } from '../hands'

/** Explains everything, and has the patient agree: by a signature where there is a pointer, else in words. */
export async function consent(hand: Hand): Promise<void> {
  const { page } = hand
  await hand.activate(page.getByRole('link', { name: 'Obtain consent' }))
  await expect(page.getByRole('heading', { level: 1, name: 'Consent' })).toBeVisible()
  const allTold = page.getByRole('button', { name: 'All of this was explained' })
  await expect(allTold.first()).toBeVisible()
  for (const button of await allTold.all()) await hand.activate(button)
  await hand.activate(page.getByRole('radio', { name: 'Yes, I agree' }))
  if (hand.name === 'keyboard') await hand.activate(page.getByRole('radio', { name: 'Spoken' }))
  else {
    await hand.activate(page.getByRole('radio', { name: 'On this screen' }))
    await hand.drag(page.getByLabel('Empty place for a signature'), { x: 60, y: 20 })
    await expect(page.getByLabel('A signature was drawn')).toBeVisible()
  }
  await hand.activate(page.getByRole('checkbox', { name: 'The patient was given a copy' }))
  await hand.activate(page.getByRole('button', { name: 'Keep the consent' }))
  await expect(page.getByText('The consent is kept')).toBeVisible()
}

/** Begins the session, goes through its steps, and closes it with as many needles out as in. */
export async function treat(hand: Hand): Promise<void> {
  const { page } = hand
  await hand.activate(page.getByRole('link', { name: 'Begin a session' }))
  await treatAgain(hand)
}

/** The same, from the page on which the plan to carry out is chosen. */
export async function treatAgain(hand: Hand): Promise<void> {
  const { page } = hand
  await hand.activate(page.getByRole('button', { name: 'Begin the session' }))
  await checkBefore(hand)
  await hand.activate(page.getByRole('radio', { name: 'On the front', exact: true }))
  await hand.fill(page.getByLabel('How long needles stay in'), '10')
  await hand.activate(page.getByRole('link', { name: 'On to the needles' }))
  await needle(hand)
  await hand.activate(page.getByRole('link', { name: 'On to afterwards' }))
  await close(hand)
}

export async function checkBefore(hand: Hand): Promise<void> {
  const { page } = hand
  await expect(page.getByRole('heading', { name: 'Before the first needle' })).toBeVisible()
  for (const done of await page.getByRole('radio', { name: 'Done', exact: true }).all())
    await hand.activate(done)
  await hand.activate(
    page
      .getByRole('group', { name: 'Leg', exact: true })
      .first()
      .getByRole('radio', { name: '6', exact: true }),
  )
  await hand.activate(page.getByRole('button', { name: /^I asked all of these/ }))
  await hand.activate(page.getByRole('button', { name: 'Screen with these answers' }))
  await expect(page.getByText('Needling is open, within what stands here.')).toBeVisible()
  await hand.activate(page.getByRole('link', { name: 'On to the position' }))
}

/** Every planned needle goes in from its lot, twitches, and comes out. */
export async function needle(hand: Hand): Promise<void> {
  const { page } = hand
  const cards = page.getByRole('article')
  await expect(cards.first()).toBeVisible()
  for (const card of await cards.all()) {
    const lot = card.getByLabel('Lot')
    const first = await lot.getByRole('option').nth(1).innerText()
    await hand.choose(lot, first.trim())
    await hand.activate(card.getByRole('button', { name: 'In', exact: true }))
    await hand.activate(card.getByRole('button', { name: 'Twitch', exact: true }))
    await hand.activate(card.getByRole('button', { name: 'Differs from plan' }))
    const sheet = page.getByRole('dialog')
    // The plan may say it already; what is chosen is taken back by a press.
    const still = sheet.getByRole('radio', { name: 'Left still' })
    if (!(await still.isChecked())) await hand.activate(still)
    await hand.activate(sheet.getByRole('button', { name: 'Done' }))
  }
  for (const card of await cards.all())
    await hand.activate(card.getByRole('button', { name: 'Out', exact: true }))
  await expect(page.getByText('none in the patient')).toBeVisible()
}

/** The hand counts, and the session is signed. */
export async function close(hand: Hand): Promise<void> {
  const { page } = hand
  const needles = Number(
    await page
      .locator('header')
      .getByText(/ in, .* out/)
      .innerText()
      .then((text) => /\d+/.exec(text)?.[0]),
  )
  expect(needles).toBeGreaterThan(0)
  const sign = page.getByRole('button', { name: 'Sign and close' })
  await expect(sign).toBeDisabled()
  for (const what of ['Went in', 'Came out'])
    for (let count = 0; count < needles; count += 1)
      await hand.activate(page.getByRole('button', { name: `${what}: one more` }))
  await hand.activate(
    page
      .getByRole('group', { name: 'Leg', exact: true })
      .first()
      .getByRole('radio', { name: '3', exact: true }),
  )
  await hand.activate(page.getByRole('radio', { name: 'Well', exact: true }))
  await hand.activate(page.getByRole('button', { name: 'All of it was said' }))
  await hand.activate(page.getByRole('checkbox', { name: 'Spoken' }))
  await hand.activate(sign)
  await expect(page.getByText('The session is signed and closed')).toBeVisible()
}

/** Fills in how strong the leg pain is now, and reads the course of it. */
export async function review(hand: Hand): Promise<void> {
  const { page } = hand
  await hand.activate(page.getByRole('link', { name: 'Did it help?' }))
  await expect(page.getByRole('heading', { level: 1, name: 'Did it help?' })).toBeVisible()
  const card = (): Locator =>
    page.locator('section', { has: page.getByRole('heading', { name: 'Leg pain, 0 to 10' }) })
  await hand.activate(card().getByRole('link', { name: 'Fill in' }))
  await hand.activate(
    page
      .getByRole('group', { name: /^How strong was the pain/ })
      .getByRole('radio', { name: '3', exact: true }),
  )
  await hand.activate(page.getByRole('button', { name: 'Save the answers' }))
  await expect(page.getByText(/^Saved/)).toBeVisible()
  await expect(card().getByRole('table')).toContainText('The patient')
}
