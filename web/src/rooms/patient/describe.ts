// SPDX-License-Identifier: Apache-2.0
// An entry of the record in a line that a patient understands.
import type { Text, TextKey } from '@/text'
import { sentence } from '@/text/sentence'
import { muscleName, visitName } from './plain'
import type { Times } from './times'
import type { AnyEntry } from './wire'

const kinds: Readonly<Record<string, TextKey>> = {
  patient: 'patient.kindPatient',
  episode: 'patient.kindEpisode',
  assessment: 'patient.kindAssessment',
  plan: 'patient.kindPlan',
  consent: 'patient.kindConsent',
  session: 'patient.kindSession',
  adverseEvent: 'patient.kindAdverseEvent',
  outcome: 'patient.kindOutcome',
  task: 'patient.kindTask',
  appointment: 'patient.kindAppointment',
  waitingEntry: 'patient.kindWaiting',
  message: 'patient.kindMessage',
  letter: 'patient.kindLetter',
}

export function kindName(kind: string, t: Text): string {
  const key = kinds[kind]
  return key ? t(key) : t.word(kind)
}

const dated = ['began', 'madeAt', 'start', 'sentAt', 'on', 'at', 'askedAt', 'due'] as const

/** The day it is about; else the day it was written. */
export function dayOfEntry({ body, at }: AnyEntry): string {
  for (const name of dated) {
    const value = body[name]
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)) return value
  }
  return at
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

/** What it says, in one line; "" where its name says enough. */
export function summaryOf({ kind, body }: AnyEntry, t: Text, times: Times): string {
  switch (kind) {
    case 'episode':
      return text(body['reason'])
    case 'assessment':
      return body['checks'] === undefined ? text(body['impression']) : t('patient.ofCheck')
    case 'plan':
      return list(body['targets'])
        .map((one) => muscleName(text(member(one, 'target')), t))
        .join('; ')
    case 'consent':
      return body['answer'] === 'given' ? t('patient.consentGiven') : t('patient.consentRefused')
    case 'session':
      return t('patient.needlesUsed', { count: list(body['needles']).length })
    case 'outcome':
      return outcomeWords(body, t)
    case 'appointment':
      return t('patient.visitLine', {
        what: visitName((text(body['visit']) || 'other') as 'other', t),
        day: times.day(text(body['start'])),
        time: times.time(text(body['start'])),
      })
    case 'task':
      return text(body['text']) || t.word(`task_${text(body['what'])}`)
    case 'message':
    case 'letter':
      return text(body['subject'])
    case 'adverseEvent':
      return text(body['text']) || t.word(text(body['what']))
    default:
      return ''
  }
}

function outcomeWords(body: AnyEntry['body'], t: Text): string {
  const answers = body['answers']
  const pain = member(answers, 'pain')
  if (body['code'] === 'nprs_leg') return t('patient.legPainIs', { value: Number(pain) })
  if (body['code'] === 'nprs_back') return t('patient.backPainIs', { value: Number(pain) })
  if (body['code'] === 'chosen_activities')
    return [1, 2, 3, 4, 5]
      .flatMap((place) => {
        const name = member(answers, `activity_${String(place)}`)
        const rating = member(answers, `rating_${String(place)}`)
        return typeof name === 'string' && typeof rating === 'number' ? [`${name}: ${String(rating)}`] : []
      })
      .join('; ')
  return t.word(text(body['code']))
}

/** "painBefore" and "pain_before" as "Pain before". */
export function spoken(name: string): string {
  return sentence(
    name
      .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll(/[_.]/g, ' ')
      .toLocaleLowerCase(),
  )
}
