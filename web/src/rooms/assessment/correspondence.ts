// SPDX-License-Identifier: Apache-2.0
// Where the record and the library have a place each for the same sign: what is typed once is written to both.
// It says which is the same sign, and judges nothing. This is the only place.
import type { Answer, Answers, Body, Question, Side, Sign, Spot, SpotFinding } from './wire'
import type { SignLevel, SignTest } from '@/record'
import { findingOf, sideOf, withAnswer } from '@/record/answers'

export type SignPlace = Readonly<{ test: SignTest; level: SignLevel }>

/** The cell of the grid that is the same sign as a finding. */
export function signOfFinding(question: Pick<Question, 'sign'>): SignPlace | undefined {
  return question.sign
}

/** The finding that is the same sign as a cell. */
export function findingOfSign(questions: readonly Question[], place: SignPlace): Question | undefined {
  return questions.find((question) => {
    const one = signOfFinding(question)
    return one?.test === place.test && one.level === place.level
  })
}

function answerOfGrade(finding: Question, grade: number): Answer {
  return finding.sign?.answers?.[grade] ?? grade
}

function gradeOfAnswer(finding: Question, answer: Answer): number | undefined {
  if (typeof answer === 'number') return answer
  const place = finding.sign?.answers?.indexOf(String(answer)) ?? -1
  return place < 0 ? undefined : place
}

/** The grade of a cell: as the record has it; as it was answered where the record has none or another. */
export function gradeAt(
  body: Body,
  finding: Question | undefined,
  place: SignPlace,
  side: Side,
): number | undefined {
  const sign = body.neurology?.find(
    (one) => one.test === place.test && one.level === place.level && one.side === side,
  )
  const answer = finding ? body.answers?.[`${finding.id}.${side}`] : undefined
  if (!finding || answer === undefined) return sign?.grade
  if (sign?.grade !== undefined && answerOfGrade(finding, sign.grade) === answer) return sign.grade
  return gradeOfAnswer(finding, answer)
}

/** With a grade in a cell and as the answer of its finding; without one it was not tested. */
export function withGrade(
  body: Body,
  finding: Question | undefined,
  place: SignPlace,
  side: Side,
  grade: number | undefined,
): Body {
  const isThis = (one: Sign): boolean =>
    one.test === place.test && one.level === place.level && one.side === side
  const before = body.neurology?.find(isThis)
  const others = (body.neurology ?? []).filter((one) => !isThis(one))
  const neurology = grade === undefined ? others : [...others, { ...before, ...place, side, grade }]
  const answers = finding
    ? withAnswer(
        (body.answers ?? {}) as Answers,
        `${finding.id}.${side}`,
        grade === undefined ? undefined : answerOfGrade(finding, grade),
      )
    : body.answers
  return { ...body, neurology, ...(answers ? { answers: answers as NonNullable<Body['answers']> } : {}) }
}

export const spotSigns = ['tender', 'band', 'familiar'] as const
export type SpotSign = (typeof spotSigns)[number]
const spotFindings: Readonly<Record<SpotSign, SpotFinding>> = {
  tender: 'tender',
  band: 'taut_band',
  familiar: 'recognised_pain',
}
/** What a spot of the record can have that the library does not ask. */
export const furtherSpotFindings: readonly SpotFinding[] = ['referred_pain', 'twitch', 'short_range']

/** The muscle and the sign that a trigger point finding asks for. */
export function spotOfFinding(finding: string): Readonly<{ muscle: string; sign: SpotSign }> | undefined {
  const found = /^trp_(.+)_(tender|band|familiar)$/.exec(finding)
  return found ? { muscle: found[1] as string, sign: found[2] as SpotSign } : undefined
}

/** With an answer to a trigger point finding, in the answers and in the spots of the record. A spot of which nothing is
 *  left goes; what it has beyond the answers stays. */
export function withSpotAnswer(body: Body, key: string, answer: boolean | undefined): Body {
  const answers = withAnswer((body.answers ?? {}) as Answers, key, answer) as NonNullable<Body['answers']>
  const finding = findingOf(key)
  const side = sideOf(key)
  const spot = spotOfFinding(finding)
  if (!spot || !side) return { ...body, answers }
  const muscle = `${spot.muscle}.${side}`
  const sign = spotFindings[spot.sign]
  const isThis = (one: Spot): boolean => one.muscle === muscle
  const before = body.triggerPoints?.find(isThis)
  const others = (before?.findings ?? []).filter((one) => one !== sign)
  const findings = answer === true ? [...others, sign] : others
  const rest = (body.triggerPoints ?? []).filter((one) => !isThis(one))
  const triggerPoints = findings.length > 0 ? [...rest, { ...before, muscle, findings }] : rest
  return { ...body, answers, triggerPoints }
}
