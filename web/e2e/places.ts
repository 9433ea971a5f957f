// SPDX-License-Identifier: Apache-2.0
// Where somebody can go in the demonstration, and who goes there. `accessible.spec.ts` fails when a room is missing here.
import type { Api } from './api'
import type { Login } from './clinic'

export type Place = Readonly<{ at: string; who: readonly Login[] }>

const staff: readonly Login[] = ['khan', 'desk', 'lead']
const clinical: readonly Login[] = ['khan', 'lead']
const khan: readonly Login[] = ['khan']
const lead: readonly Login[] = ['lead']

const assessmentParts = [
  'particulars',
  'emergency',
  'history',
  'medicines',
  'pain',
  'chart',
  'examination',
  'neurology',
  'triggers',
  'impression',
]

const places: readonly Place[] = [
  { at: '#/today', who: [...staff, 'reyes'] },
  { at: '#/patients', who: staff },
  { at: '#/patients/p01', who: staff },
  { at: '#/patients/p05', who: staff },
  { at: '#/patients/p07', who: khan },
  { at: '#/patients/p13', who: khan },
  { at: '#/patients/new', who: khan },
  { at: '#/patients/p05/details', who: ['khan', 'desk'] },
  { at: '#/patients/p05/messages', who: khan },
  { at: '#/patients/p07/letters/p07-letter', who: khan },
  { at: '#/patients/p05/entries/p05-s1', who: khan },
  ...assessmentParts.map((part) => ({ at: `#/patients/p01/assessments/p01-a/${part}`, who: khan })),
  { at: '#/patients/p03/assessments/p03-a', who: clinical },
  { at: '#/patients/p03/assessments/p03-a/neurology', who: khan },
  { at: '#/patients/p02/assessments/p02-a', who: khan },
  { at: '#/patients/p04/plans/p04-plan', who: clinical },
  { at: '#/patients/p04/plans/p04-plan/consent', who: clinical },
  { at: '#/patients/p11/plans/p11-plan/consent', who: khan },
  { at: '#/patients/p04/sessions/new', who: clinical },
  { at: '#/patients/p05/sessions/p05-s4/check', who: khan },
  { at: '#/patients/p07/events/p07-event', who: clinical },
  { at: '#/patients/p08/events/p08-event', who: khan },
  { at: '#/patients/p08/events/new', who: khan },
  { at: '#/patients/p05/outcomes', who: clinical },
  { at: '#/patients/p13/outcomes', who: khan },
  { at: '#/diary', who: staff },
  { at: '#/diary/book', who: ['khan', 'desk'] },
  { at: '#/diary/book/p13', who: ['desk'] },
  { at: '#/library', who: clinical },
  ...['evidence', 'evidence/evidence.acupuncture_or_sham_leg_pain', 'claims', 'sources'].map((tab) => ({
    at: `#/library/${tab}`,
    who: khan,
  })),
  ...['add', 'own-table'].map((part) => ({ at: `#/library/evidence/${part}`, who: lead })),
  { at: '#/stock', who: staff },
  ...['', '/practitioners', '/roles'].map((tab) => ({ at: `#/people${tab}`, who: lead })),
  { at: '#/figures', who: lead },
  { at: '#/audit', who: lead },
  { at: '#/settings', who: staff },
  ...['clinic', 'rooms', 'hours'].map((tab) => ({ at: `#/settings/${tab}`, who: lead })),
]

const topics = ['sciatica', 'needling', 'compare', 'risks', 'care', 'questions']
const ownScreens = ['own-body', 'own-feel', 'own-pain', 'own-medicines', 'own-size', 'own-end']

/** Vale has been treated; Ashdown has only booked, and finds most pages empty. */
export const placesOfPatients: readonly Place[] = [
  ...['/', '/plan', '/visits', '/visits/book', '/diary', '/record', '/messages'].map((at) => ({
    at: `#${at}`,
    who: ['vale', 'ashdown'] as const,
  })),
  ...['', '/bladder_change', ...ownScreens.map((screen) => `/${screen}`)].map((screen) => ({
    at: `#/form${screen}`,
    who: ['ashdown'] as const,
  })),
  ...[
    '/emergency',
    '/go-now',
    '/learn',
    ...topics.map((topic) => `/learn/${topic}`),
    '/visits/move/p05-5',
    '/visits/waiting',
    '/visits/calendar',
    '/check/p05-s4',
    '/check/p05-s4/bladder_change',
    '/after',
    '/diary/new',
    '/record/sheet',
    '/me',
    '/me/data',
    '/me/account',
    '/nowhere',
  ].map((at) => ({ at: `#${at}`, who: ['vale'] as const })),
]

/** The assessment that asks how it went after a session, begun here: the demonstration has none that is open. */
async function checkOf(api: Api, session: string): Promise<string> {
  const { patient, episode, practitioner } = (await api.read('sessions', session)).body
  const id = `check-${session}`
  const known = await api.find('assessments', { patient: String(patient), state: 'open' })
  if (!known.some((one) => one.id === id)) {
    const body = {
      patient,
      episode,
      practitioner,
      on: new Date().toISOString().slice(0, 10),
      checks: session,
    }
    await api.ask('POST', 'assessments', { id, state: 'open', body })
  }
  return id
}

/** With those whose names the server chose. */
export async function placesOf(api: Api): Promise<readonly Place[]> {
  const draft = (await api.find('plans', { patient: 'p03' }))[0]
  const { entries } = await api.ask<{ entries: readonly { id: string }[] }>('GET', 'instruments?limit=1')
  return [
    ...places,
    { at: `#/patients/p05/assessments/${await checkOf(api, 'p05-s4')}/check`, who: khan },
    { at: `#/patients/p03/plans/${draft?.id ?? 'none'}`, who: khan },
    { at: `#/patients/p03/plans/${draft?.id ?? 'none'}/needle/0`, who: khan },
    { at: `#/patients/p05/outcomes/new/${entries[0]?.id ?? 'none'}`, who: khan },
  ]
}
