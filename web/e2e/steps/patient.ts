// SPDX-License-Identifier: Apache-2.0
// What a patient does on their own pages.
import { expect } from '@playwright/test'
import type { Sheet } from '../answers'
import type { Hand } from '../hands'

export type NewAccount = Readonly<{ login: string; password: string }>

/** Follows the invitation, chooses a password, and logs in. */
export async function accept(hand: Hand, invitation: string, { login, password }: NewAccount): Promise<void> {
  const { page } = hand
  await page.goto(invitation)
  await hand.fill(page.getByLabel('Password', { exact: true }), password)
  await hand.fill(page.getByLabel('The same password again'), password)
  await hand.activate(page.getByRole('button', { name: 'Set the password' }))
  await expect(page.getByText(`Your log-in name is ${login}.`)).toBeVisible()
  await hand.activate(page.getByRole('link', { name: 'Log in' }))
  await hand.fill(page.getByLabel('Name', { exact: true }), login)
  await hand.fill(page.getByLabel('Password', { exact: true }), password)
  await hand.activate(page.getByRole('button', { name: 'Log in' }))
  await expect(page.getByRole('heading', { level: 1, name: /Hello/ })).toBeVisible()
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Answers the question that is on the page, or says that it is not known. */
async function answerQuestion(hand: Hand, words: string, sheet: Sheet): Promise<void> {
  const { page } = hand
  const question = sheet.asked(words)
  const isLeft = question.hasSides && (await page.getByText('On your left side', { exact: true }).isVisible())
  const side = isLeft ? 'left' : 'right'
  const answer = sheet.answerTo(question, question.hasSides ? `${question.id}.${side}` : question.id)
  const press = (name: string): Promise<void> =>
    hand.activate(page.getByRole('button', { name, exact: true }))
  const textOf = (id: string): string =>
    sentence(question.choices?.find((one) => one.id === id)?.text ?? `no choice ${id}`)
  if (answer === undefined) await press("I don't know")
  else if (typeof answer === 'boolean') await press(answer ? 'Yes' : 'No')
  else if (typeof answer === 'string') await press(textOf(answer))
  else if (typeof answer === 'number') {
    if (question.low === 0 && question.high === 10) await press(String(answer))
    else {
      await hand.fill(page.getByRole('main').getByRole('textbox'), String(answer))
      await press('Next')
    }
  } else {
    for (const id of answer)
      await hand.activate(page.getByRole('checkbox', { name: textOf(id), exact: true }))
    await press('Next')
  }
}

/** The screens that are no question of the library, by their headings. */
const ownScreens: Readonly<Record<string, (hand: Hand) => Promise<void>>> = {
  'Where does it hurt?': async ({ page, activate }) => {
    await activate(page.getByRole('checkbox', { name: 'buttock, right side' }))
    await expect(page.getByRole('list', { name: 'Marked parts' })).toContainText('buttock, right side')
  },
  'How does it feel there?': ({ page, activate }) => activate(page.getByRole('checkbox', { name: 'Aching' })),
  'How strong is the pain right now?': ({ page, activate }) =>
    activate(page.getByRole('group', { name: 'In the leg' }).getByRole('button', { name: '6', exact: true })),
  'Which medicines do you take?': ({ page, fill }) => fill(page.getByLabel('Names and how much'), 'None'),
  'How tall and heavy are you?': async ({ page, fill }) => {
    await fill(page.getByLabel('Height'), '168')
    await fill(page.getByLabel('Weight'), '74')
  },
}

const mostScreens = 150

/** Goes through a form from where it stands, screen by screen, until a page with another purpose comes. Answers how many
 *  screens there were. */
export async function answerAll(hand: Hand, sheet: Sheet, end: RegExp): Promise<number> {
  const { page } = hand
  const heading = page.getByRole('heading', { level: 1 })
  for (let screens = 0; screens < mostScreens; screens += 1) {
    const words = (await heading.innerText()).trim()
    if (end.test(words)) return screens
    const before = page.url()
    const own = ownScreens[words]
    if (own) {
      await own(hand)
      await hand.activate(page.getByRole('button', { name: 'Next', exact: true }))
    } else await answerQuestion(hand, words, sheet)
    await expect(page).not.toHaveURL(before)
  }
  throw new Error('The form has no end.')
}

/** Fills in the form before the visit, from the start page on. */
export async function fillInForm(hand: Hand, sheet: Sheet): Promise<void> {
  const { page } = hand
  await hand.activate(page.getByRole('link', { name: 'Tell us how you are' }))
  await hand.activate(page.getByRole('link', { name: 'Begin', exact: true }))
  const screens = await answerAll(hand, sheet, /Thank you, that was all/)
  expect(screens).toBeGreaterThan(20)
  await expect(page.getByText('Sent to the clinic')).toBeVisible()
  await hand.activate(page.getByRole('link', { name: 'Go to the start page' }))
}

/** Answers how it went after the needling. */
export async function checkAfterwards(hand: Hand, sheet: Sheet): Promise<void> {
  const { page } = hand
  await hand.activate(page.getByRole('link', { name: /How did it go\?/ }))
  await hand.activate(page.getByRole('link', { name: 'Begin', exact: true }))
  await answerAll(hand, sheet, /Thank you. All clear|Not sent yet|Please do this|open/)
  await expect(page.getByRole('heading', { level: 1, name: 'Thank you. All clear.' })).toBeVisible()
}
