// SPDX-License-Identifier: Apache-2.0
// For tests: a few questions as the library has them, and a server that keeps one assessment.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactElement, ReactNode } from 'react'
import { vi } from 'vitest'
import { Route, Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { SessionProvider, useSession } from '@/app/session'
import { Toasts } from '@/design'
import { AssessmentRoom } from './AssessmentRoom'
import type { Answers, AssessmentEntry, Body, Consultation, Grading, Note, Question } from './wire'

const plain = {
  hasSides: false,
  isEmergency: false,
  locks: false,
  isGiven: false,
  isAskedEachVisit: false,
  isAtCheck: false,
  sources: [] as string[],
}

export const bladder: Question = {
  ...plain,
  id: 'bladder_change',
  group: 'cauda_equina',
  part: 'emergency',
  ask: 'In the last two weeks, has passing water become any different?',
  kind: 'yes_no',
  isEmergency: true,
  locks: true,
  sources: ['CES-ASK'],
  neededBy: ['red_flag.bladder: Changed bladder (emergency_today) [GIRFT23]'],
}
export const bowel: Question = {
  ...bladder,
  id: 'bowel_change',
  ask: 'In the last two weeks, have you lost control of the bowels?',
}
export const medicines: Question = {
  ...plain,
  id: 'medicines',
  group: 'medicines',
  part: 'history',
  ask: 'Do you take a blood thinner?',
  kind: 'choices',
  choices: [
    { id: 'aspirin', text: 'aspirin' },
    { id: 'warfarin', text: 'warfarin or the like' },
    { id: 'none', text: 'none of these' },
  ],
  locks: true,
}
export const inr: Question = {
  ...plain,
  id: 'inr',
  group: 'medicines',
  part: 'history',
  ask: 'What was your last INR?',
  kind: 'number',
  low: 0.5,
  high: 15,
}
export const weakness: Question = {
  ...plain,
  id: 'leg_pain_side',
  group: 'complaint',
  part: 'history',
  ask: 'Which leg hurts, if any?',
  kind: 'choice',
  choices: [
    { id: 'right', text: 'the right' },
    { id: 'left', text: 'the left' },
    { id: 'none', text: 'neither' },
  ],
}
export const monthly: Question = {
  ...plain,
  id: 'monthly_pain',
  group: 'pain',
  part: 'history',
  ask: 'Does the pain come with the monthly period?',
  kind: 'yes_no',
}
export const thrust: Question = {
  ...plain,
  id: 'sij_thigh_thrust',
  group: 'sacroiliac',
  part: 'examination',
  examine: 'Press along the thigh.',
  kind: 'yes_no',
  hasSides: true,
}
export const powerL5: Question = {
  ...plain,
  id: 'power_l5',
  group: 'neurology',
  part: 'examination',
  examine: 'L5: pull the big toe up against your finger.',
  kind: 'number',
  unit: 'MRC',
  low: 0,
  high: 5,
  hasSides: true,
  sign: { test: 'myotome', level: 'l5' },
}
const three = [
  { id: 'normal', text: 'normal' },
  { id: 'reduced', text: 'reduced' },
  { id: 'absent', text: 'absent' },
]
export const reflexAnkle: Question = {
  ...powerL5,
  id: 'reflex_ankle',
  examine: 'Ankle jerk (S1).',
  kind: 'choice',
  choices: [...three, { id: 'brisk', text: 'brisk' }],
  sign: { test: 'reflex', level: 's1', answers: ['absent', 'reduced', 'normal', 'brisk', 'brisk'] },
}
export const piriformisTender: Question = {
  ...thrust,
  id: 'trp_piriformis_tender',
  group: 'trigger_points',
  examine: 'Press along piriformis.',
}
export const piriformisFamiliar: Question = { ...piriformisTender, id: 'trp_piriformis_familiar' }
const signs: readonly Grading[] = [
  { test: 'dermatome', highest: 2, normal: 2, sources: [] },
  { test: 'myotome', highest: 5, normal: 5, sources: [] },
  { test: 'reflex', highest: 4, normal: 2, sources: [] },
]
export const questions: readonly Question[] = [
  bladder,
  bowel,
  weakness,
  monthly,
  medicines,
  inr,
  thrust,
  powerL5,
  reflexAnkle,
  piriformisTender,
  piriformisFamiliar,
]

const emergency: Note = {
  ruleId: 'red_flag.bladder',
  what: 'Changed bladder',
  known: true,
  level: 'emergency_today',
  needling: 'stop',
  because: 'It may be the cauda equina compressed.',
  do: 'Send to the emergency department today.',
  tellPatient: 'Please go to the emergency department now.',
  mark: 'seen',
  sources: ['GIRFT23'],
  answers: ['bladder_change'],
  missing: [],
}
const warfarin: Note = {
  ...emergency,
  ruleId: 'contra.warfarin',
  what: 'Warfarin or a similar tablet',
  level: 'caution',
  needling: 'clear',
  do: 'Ask the prescriber.',
  tellPatient: 'We ask the doctor who prescribes it.',
  answers: ['medicines'],
}

/** What a server would say of these answers: decided here for the tests alone. */
export function consultation(answers: Answers, decided = false): Consultation {
  const isEmergency = answers['bladder_change'] === true
  const taken = answers['medicines']
  const isThinned = Array.isArray(taken) && taken.includes('warfarin')
  const toAsk = [bladder, bowel, medicines].filter((question) => answers[question.id] === undefined)
  return {
    screening: {
      decision: isEmergency ? 'emergency_today' : toAsk.length > 0 ? 'ask' : isThinned ? 'caution' : 'go',
      mayNeedle: !isEmergency && toAsk.length === 0,
      toAsk: toAsk.map((question) => ({ finding: question.id, ask: question.ask ?? '' })),
      notAsked: [],
      restraint: isThinned ? [{ text: 'No needle thicker than 0.25 mm.', rules: ['contra.warfarin'] }] : [],
      answered: [],
      findings: [
        ...(isEmergency ? [emergency] : []),
        ...(isThinned ? [decided ? { ...warfarin, decided: 'Dr Pell: agreed' } : warfarin] : []),
      ],
    },
    spared: ['monthly_pain'],
    tally: { asked: questions.length, answered: Object.keys(answers).length, spared: 1, open: toAsk.length },
    causes: [
      {
        id: 'disc',
        name: 'Disc herniation with a root',
        inPlainWords: 'A disc presses on a nerve root.',
        probability: { value: 0.42, low: 0.3, high: 0.6 },
        mayLead: 'yes',
        whatNext: 'Raise the straight leg.',
        for: [],
        against: [],
        notTested: [
          { what: 'power of L5', missing: ['power_l5.right'], expectedChange: 0.1, couldChangeLead: true },
        ],
        sources: ['NASS12'],
        status: 'signed',
      },
    ],
    next: [
      {
        missing: ['power_l5.right'],
        what: 'power of L5',
        cause: 'disc',
        expectedChange: 0.1,
        couldChangeLead: true,
        source: 'NASS12',
        mark: 'seen',
      },
    ],
    care: [
      {
        id: 'exercise',
        name: 'Exercise',
        inPlainWords: 'Moving, led by a therapist.',
        isNeedling: false,
        standing: 'divided',
        suits: 'yes',
        certainty: 'low',
        certaintyWhy: 'Small trials.',
        burden: 1,
        because: 'It helps some.',
        whatToDo: 'Offer it.',
        positions: [
          {
            body: 'NICE',
            dated: '2020',
            about: 'sciatica',
            isOnSciatica: true,
            stance: 'for',
            says: 'Consider exercise.',
            source: 'NG59',
            mark: 'seen',
          },
          {
            body: 'Another',
            dated: '2019',
            about: 'back pain',
            isOnSciatica: false,
            stance: 'against',
            says: 'Do not offer it.',
            source: 'OTHER',
            mark: 'recalled',
          },
        ],
        answers: [],
        missing: [],
        sources: ['NG59'],
        mark: 'seen',
        status: 'signed',
      },
    ],
    targets: [],
    restraint: [],
  }
}

const body: Body = { patient: 'p1', episode: 'e1', practitioner: 'pr1', on: '2026-11-30' }
export const opened: AssessmentEntry = {
  id: 'a1',
  kind: 'assessment',
  version: 1,
  state: 'open',
  patient: 'p1',
  at: '2026-11-30T09:00:00.000Z',
  by: 'khan',
  body,
}

export type Clinic = {
  entry: AssessmentEntry
  history: AssessmentEntry[]
  earlier: AssessmentEntry[]
  /** What was written, in its order. */
  written: Body[]
  /** Answers a PUT or a consultation with this, once. */
  refusal: { path: string; status: number; body: unknown } | undefined
  weighed: unknown[]
}

const problem = (code: string, detail: string, pointer: string) => ({
  code,
  detail,
  hint: '',
  pointer,
  problems: [{ code, detail, hint: '', pointer }],
})

/** A clinic with one patient and one assessment, as the server would answer. */
export function clinicWith(part: Partial<Clinic> = {}): Clinic {
  const clinic: Clinic = {
    entry: opened,
    history: [],
    earlier: [],
    written: [],
    refusal: undefined,
    weighed: [],
    ...part,
  }
  const json = (status: number, value: unknown): Response =>
    new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } })
  const answer = (path: string, init: RequestInit): Response => {
    const sent = (init.body ? JSON.parse(init.body as string) : {}) as Record<string, unknown>
    const name = path.split('?')[0] ?? ''
    if (clinic.refusal?.path === `${init.method ?? 'GET'} ${name}`) {
      const refused = clinic.refusal
      clinic.refusal = undefined
      return json(refused.status, refused.body)
    }
    if (name === '/api/v1/me')
      return json(200, {
        account: 'khan',
        login: 'khan',
        role: 'clinician',
        person: 'pr1',
        csrfToken: 'x',
        rights: { assessment: { see: 'any', create: 'any', change: 'any', sign: 'any' } },
      })
    if (name === '/api/v1/library/questions') return json(200, { knowledge: 'k', questions, signs })
    if (name.startsWith('/api/v1/library/')) return json(200, { knowledge: 'k', items: [] })
    if (name === '/api/v1/consultations') {
      clinic.weighed.push(sent)
      const answers = sent['answers'] as Answers
      if (typeof answers['inr'] === 'number' && answers['inr'] > 15)
        return json(422, problem('case.range', 'An INR lies between 0.5 and 15.', '/answers/inr'))
      return json(200, consultation(answers, sent['clearances'] !== undefined))
    }
    if (name === '/api/v1/assessments/a1/history') return json(200, { entries: clinic.history })
    if (name === '/api/v1/assessments/a1/sign') {
      clinic.entry = { ...clinic.entry, state: 'signed', version: clinic.entry.version + 1 }
      return json(200, clinic.entry)
    }
    if (name === '/api/v1/assessments/a1' && init.method === 'PUT') {
      const follows = new Headers(init.headers).get('If-Match')
      if (follows !== `"${String(clinic.entry.version)}"`)
        return json(412, problem('record.conflict', 'Somebody wrote meanwhile.', ''))
      clinic.written.push(sent['body'] as Body)
      clinic.entry = { ...clinic.entry, version: clinic.entry.version + 1, body: sent['body'] as Body }
      return json(200, clinic.entry)
    }
    if (name === '/api/v1/assessments/a1') return json(200, clinic.entry)
    if (name === '/api/v1/assessments') return json(200, { entries: clinic.earlier })
    if (name === '/api/v1/patients/p1')
      return json(200, {
        ...opened,
        id: 'p1',
        kind: 'patient',
        body: { family: 'Oduya', given: ['Marguerite'], birthDate: '1985-01-19', sex: 'female' },
      })
    if (name.startsWith('/api/v1/practitioners/'))
      return json(200, {
        ...opened,
        id: 'pr1',
        kind: 'practitioner',
        body: { family: 'Khan', given: ['Samir'] },
      })
    return json(404, problem('request.not_found', `Nothing at ${name}.`, ''))
  }
  // jsdom has no CSS.supports, which a dialog asks.
  vi.stubGlobal('CSS', { supports: () => false, escape: (text: string) => text })
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => Promise.resolve(answer(path, init)))
  return clinic
}

function Inside({ children }: { readonly children: ReactNode }): ReactNode {
  const { who } = useSession()
  return who.state === 'somebody' ? children : null
}

/** The room at a part of the assessment. */
export function renderAt(part: string): { queries: QueryClient; at: () => string } {
  const location = memoryLocation({ path: `/patients/p1/assessments/a1/${part}`, record: true })
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const page: ReactElement = (
    <QueryClientProvider client={queries}>
      <SessionProvider>
        <Router hook={location.hook}>
          <Toasts>
            <Inside>
              <Route path="/patients/:patient/assessments/:assessment/*?">
                <AssessmentRoom />
              </Route>
            </Inside>
          </Toasts>
        </Router>
      </SessionProvider>
    </QueryClientProvider>
  )
  render(page)
  return { queries, at: () => location.history.at(-1) ?? '' }
}
