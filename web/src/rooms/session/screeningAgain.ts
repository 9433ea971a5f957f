// SPDX-License-Identifier: Apache-2.0
// The screening of a visit: what is asked at every visit is asked anew; the server decides on it.
import { sha256 } from '@/api/digest'
import type { Body } from '@/api/entries'
import { findingOf, inWords, keysOf } from '@/record/answers'
import type { Answer, Answers, Question, Screening } from './wire'

/** What is asked again today, in the order of a consultation: what could mean an emergency, and what rules want to know
 *  at every visit, as far as the patient can be asked it. */
export function askedToday(questions: readonly Question[]): readonly Question[] {
  const today = questions.filter(
    (question) => question.ask && !question.isGiven && (question.isEmergency || question.isAskedEachVisit),
  )
  return [...today.filter((one) => one.isEmergency), ...today.filter((one) => !one.isEmergency)]
}

/** The assessment's answers with today's in their place. What is asked again and was not answered today is not known. */
export function answersToday(before: Answers, today: Answers, asked: readonly Question[]): Answers {
  const again = new Set(asked.map((question) => question.id))
  const kept = Object.entries(before).filter(([key]) => !again.has(findingOf(key)))
  return { ...Object.fromEntries(kept), ...today }
}

/** What differs from last time, in the questions' own words: for the note. */
export function changesInWords(
  before: Answers,
  today: Answers,
  asked: readonly Question[],
  words: Readonly<{ yes: string; no: string }>,
): string[] {
  return asked.flatMap((question) =>
    keysOf(question)
      .filter((key) => today[key] !== undefined && JSON.stringify(today[key]) !== JSON.stringify(before[key]))
      .map((key) => `${question.ask ?? key} ${inWords(question, today[key] as Answer, words)}`),
  )
}

/** The server's decision as the session keeps it. */
export async function keptScreening(
  screening: Screening,
  sent: object,
  knowledge: string,
  at: string,
): Promise<NonNullable<Body<'session'>['screening']>> {
  const open = screening.findings.filter((note) => !note.known && note.level === 'emergency_today')
  return {
    decision: screening.decision,
    mayNeedle: screening.mayNeedle,
    rules: screening.findings.map((note) => ({
      id: note.ruleId,
      level: note.level,
      needling: note.needling,
      isKnown: note.known,
    })),
    toAsk: screening.toAsk.map((one) => one.finding),
    unansweredEmergency: [...new Set(open.flatMap((note) => note.missing))],
    restraint: screening.restraint.map((one) => one.text),
    inputs: await sha256(JSON.stringify(sent)),
    ...(knowledge ? { knowledge } : {}),
    at,
  }
}
