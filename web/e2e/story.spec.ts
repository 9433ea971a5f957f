// SPDX-License-Identifier: Apache-2.0
// The whole story of a treatment, from the invitation to whether it helped: by mouse, by keyboard alone, by finger.
import { Sheet } from './answers'
import { expect, laptop, phone, test } from './clinic'
import { handOf, type HandName } from './hands'
import { enter, examine, examineNerves, findTriggerPoint, invite, plan } from './steps/clinician'
import { accept, checkAfterwards, fillInForm } from './steps/patient'
import { consent, review, treat } from './steps/treatment'

const account = { login: 'rowan.tester', password: 'a sentence for the story' }
const devices = { mouse: laptop, keyboard: laptop, touch: phone } as const

for (const name of ['mouse', 'keyboard', 'touch'] as const satisfies readonly HandName[])
  test(`a treatment from the invitation to the review, by ${name}`, async ({ another, clinic }) => {
    test.setTimeout(600_000)
    const api = await clinic.api('khan')
    const sheet = await Sheet.of(api)
    const clinician = handOf(name, await another(devices[name]))
    const patient = handOf(name, await another(devices[name]))
    const { page } = clinician

    await enter(clinician, clinic, 'khan')
    const invitation = await invite(clinician, 'Rowan Tester', '2/5/1980')
    await accept(patient, invitation, account)
    await fillInForm(patient, sheet)

    await clinician.activate(page.getByRole('button', { name: 'Go on with the assessment' }))
    await examine(clinician, sheet)
    await examineNerves(clinician, sheet)
    await findTriggerPoint(clinician)
    await plan(clinician)
    await consent(clinician)
    await treat(clinician)

    await checkAfterwards(patient, sheet)
    await review(clinician)

    const [rowan] = await api.find('patients', { name: 'Tester' })
    const [session] = await api.find('sessions', { patient: rowan?.id ?? '' })
    const needles = session?.body['needles'] as readonly { timeIn?: string; timeOut?: string }[]
    expect(needles.length).toBeGreaterThan(0)
    expect(needles.filter((one) => one.timeIn)).toHaveLength(needles.length)
    expect(needles.filter((one) => one.timeOut)).toHaveLength(needles.length)
    expect(session?.state).toBe('signed')
    expect(session?.body['countedIn']).toBe(session?.body['countedOut'])
  })
