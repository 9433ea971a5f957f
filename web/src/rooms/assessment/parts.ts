// SPDX-License-Identifier: Apache-2.0
// The parts of the page, and which questions stand in which.
import { isAnswered } from '@/record/answers'
import { signOfFinding, spotOfFinding } from './correspondence'
import type { Answers, Question } from './wire'

export const partNames = [
  'check',
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
] as const
export type Part = (typeof partNames)[number]

export type Group = Readonly<{ name: string; questions: readonly Question[] }>
export type PartOf = Readonly<{ part: Part; questions: readonly Question[]; groups: readonly Group[] }>

/** Asked with the pain that the record keeps: how bad it was. */
const painFindings: readonly string[] = ['leg_pain_now']
/** Asked after a session alone (group of the library). */
const checkGroup = 'after_needling'

function partFor(question: Question): Part {
  if (question.isGiven) return 'particulars'
  if (question.group === checkGroup) return 'check'
  if (question.isEmergency && question.part === 'emergency') return 'emergency'
  if (signOfFinding(question)) return 'neurology'
  if (spotOfFinding(question.id)) return 'triggers'
  if (question.group === 'medicines') return 'medicines'
  if (question.group === 'trigger_points') return 'triggers'
  if (question.group === 'neurology' && question.part === 'examination') return 'neurology'
  if (painFindings.includes(question.id)) return 'pain'
  return question.part === 'examination' ? 'examination' : 'history'
}

function grouped(questions: readonly Question[]): readonly Group[] {
  const groups = new Map<string, Question[]>()
  for (const question of questions) {
    const known = groups.get(question.group)
    if (known) known.push(question)
    else groups.set(question.group, [question])
  }
  return [...groups].map(([name, those]) => ({ name, questions: those }))
}

/** Every part in its order; the check of a session only where there is one to check. */
export function partsOf(questions: readonly Question[], hasCheck: boolean): readonly PartOf[] {
  return partNames
    .filter((part) => part !== 'check' || hasCheck)
    .map((part) => {
      const those = questions.filter((question) => partFor(question) === part)
      return { part, questions: those, groups: grouped(those) }
    })
}

export type Count = Readonly<{ answered: number; of: number }>

/** How many of the questions are answered, on both sides where there are two; without those that nobody has to ask. */
export function countOf(
  questions: readonly Question[],
  answers: Answers,
  spared: ReadonlySet<string>,
): Count {
  const answered = questions.filter((question) => isAnswered(question, answers)).length
  const open = questions.filter(
    (question) => !isAnswered(question, answers) && !spared.has(question.id),
  ).length
  return { answered, of: answered + open }
}

/** Where a finding is asked; with its side or without. */
export function partWith(parts: readonly PartOf[], finding: string): Part | undefined {
  return parts.find((one) => one.questions.some((question) => question.id === finding))?.part
}

/** The groups of a part without what stands in its grid. */
export function besideGrid(groups: readonly Group[]): readonly Group[] {
  return groups
    .map((group) => ({
      ...group,
      questions: group.questions.filter(
        (question) => !signOfFinding(question) && !spotOfFinding(question.id),
      ),
    }))
    .filter((group) => group.questions.length > 0)
}
