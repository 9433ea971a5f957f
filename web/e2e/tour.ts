// SPDX-License-Identifier: Apache-2.0
// Walks through the main job as a clinician and as a patient, takes a picture at every stop, and writes docs/tour.md.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, goTo, logIn, phone, type Login } from './clinic'
import { pinClock, test } from './pinned'
import { bodyIsDrawn, draftOf, screenSession, signPlan, toTop } from './scenes'

const docs = fileURLToPath(new URL('../../docs/', import.meta.url))

type Stop = Readonly<{
  name: string
  title: string
  /** Two plain sentences. */
  says: string
  go: (page: Page) => Promise<void>
}>

type Walk = Readonly<{
  title: string
  says: string
  login: Login
  device: 'laptop' | 'phone'
  stops: readonly Stop[]
}>

const at =
  (hash: string) =>
  (page: Page): Promise<void> =>
    goTo(page, hash)

const clinician: Walk = {
  title: 'A clinician at work',
  says: 'As Samir Khan sees the demonstration clinic on a laptop.',
  login: 'khan',
  device: 'laptop',
  stops: [
    {
      name: 'today',
      title: 'The day',
      says: 'Who comes today stands beside what is waiting for somebody. What must not be missed stands above both.',
      go: at('#/today'),
    },
    {
      name: 'patient',
      title: 'A patient',
      says: 'Everything that happened to Shirin Vale is on one time line. How it went, and the next visit, stand beside it.',
      go: at('#/patients/p05'),
    },
    {
      name: 'assessment',
      title: 'The assessment',
      says: 'Questions are answered with one key each, and one that was not asked is not the same as a no. What the answers mean so far stands beside them, with the reason and the source.',
      go: at('#/patients/p01/assessments/p01-a/emergency'),
    },
    {
      name: 'plan',
      title: 'The plan',
      says: 'The planner drafts it, with the reason and the source of what it decides. The clinician changes what is to be changed, and signs.',
      go: async (page) => goTo(page, await draftOf(page, 'p03')),
    },
    {
      name: 'needle',
      title: 'A needle in this body',
      says: 'The needle can be dragged, or moved by keys, and the server answers with the layers it crosses and how near it comes to each nerve and vessel. Each point on the skin is an entry that was tried for this muscle, with its verdict as a colour and a shape.',
      go: async (page) => {
        await goTo(page, `${await draftOf(page, 'p03')}/needle/0`)
        await bodyIsDrawn(page)
        await toTop(page, page.locator('canvas').first())
      },
    },
    {
      name: 'consent',
      title: 'Consent',
      says: 'What has to be explained is listed from the library, in the words the patient reads. The answer is kept with who asked, when, and how.',
      go: async (page) => {
        const plan = await draftOf(page, 'p03')
        await goTo(page, plan)
        await signPlan(page)
        await goTo(page, `${plan}/consent`)
      },
    },
    {
      name: 'session',
      title: 'The session',
      says: 'Every needle has a card with where it enters, how deep it goes and what stops it. The session cannot be closed before as many needles are out as went in.',
      go: async (page) => {
        await goTo(page, '#/patients/p04/sessions/new/p04-plan')
        await screenSession(page)
      },
    },
    {
      name: 'help',
      title: 'When something goes wrong',
      says: 'What to do about a faint, a bleeding or a stuck needle is one tap away throughout the session. The steps are the library’s, and a stopwatch has begun.',
      go: async (page) => {
        await page.getByRole('link', { name: 'Faint' }).click()
        await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
      },
    },
    {
      name: 'outcomes',
      title: 'Did it help?',
      says: 'Each questionnaire is drawn over time, with the sessions marked. Whether a change is larger than chance is said in words, with the source of the threshold.',
      go: at('#/patients/p05/outcomes'),
    },
  ],
}

const patients: readonly Walk[] = [
  {
    title: 'A patient at home',
    says: 'As Shirin Vale sees her own pages on the phone, between two visits.',
    login: 'vale',
    device: 'phone',
    stops: [
      {
        name: 'home',
        title: 'What is next',
        says: 'What is to be done stands first, then the next visit. The way to help in an emergency is on every page.',
        go: at('#/'),
      },
      {
        name: 'risks',
        title: 'Risks as people',
        says: 'How often something happens is drawn as people out of a thousand. What nobody has counted is said to be unknown.',
        go: at('#/learn/risks'),
      },
    ],
  },
  {
    title: 'A patient before the first visit',
    says: 'As Imogen Ashdown fills in the form before she comes.',
    login: 'ashdown',
    device: 'phone',
    stops: [
      {
        name: 'question',
        title: 'One question a screen',
        says: 'The questions that could mean an emergency come first, in plain words. What is not known can be left open.',
        go: at('#/form/bladder_change'),
      },
      {
        name: 'go-now',
        title: 'Go now',
        says: 'An answer that means an emergency says so at once, says where to go, and tells the clinic. It stays one tap away on every page.',
        go: async (page) => {
          await page.getByRole('button', { name: 'Yes', exact: true }).click()
          await expect(page).toHaveURL(/go-now/)
        },
      },
    ],
  },
]

const walks = [clinician, ...patients]

test('the pictures of the tour', async ({ another, clinic, complaints }) => {
  complaints.expect(/^409 GET \/api\/v1\/assessments\/[^/]+\/body$/)
  test.setTimeout(900_000)
  for (const { login, device, stops } of walks) {
    const page = await another(device === 'phone' ? phone : { viewport: { width: 1280, height: 900 } })
    await pinClock(page)
    await logIn(page, clinic, login)
    for (const stop of stops) {
      await stop.go(page)
      await page.screenshot({
        path: `${docs}pictures/tour-${stop.name}.png`,
        animations: 'disabled',
        caret: 'hide',
      })
    }
  }
  writeFileSync(`${docs}tour.md`, written())
})

function written(): string {
  const lines = [
    '# A tour',
    '',
    'Written by `npm --prefix web run tour`, which takes the pictures too; do not edit. The pages are those of the',
    '[demonstration clinic](demonstration.md), in which everybody is invented; `make run` serves it.',
  ]
  for (const walk of walks) {
    lines.push('', `## ${walk.title}`, '', walk.says)
    for (const stop of walk.stops) {
      const picture = `pictures/tour-${stop.name}.png`
      lines.push('', `### ${stop.title}`, '', stop.says, '')
      lines.push(
        walk.device === 'phone'
          ? `<img src="${picture}" alt="${stop.title}" width="390">`
          : `![${stop.title}](${picture})`,
      )
    }
  }
  return `${lines.join('\n')}\n`
}
