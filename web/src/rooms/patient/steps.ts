// SPDX-License-Identifier: Apache-2.0
// The screens of a form, one after another. Which questions there are, and which can be left out after
// what was answered, the server says; here they are only put in a row.
import type { Answers, Question } from './wire'

export type Side = 'right' | 'left'

/** Screens that are no question of the library. */
export type OwnScreen = 'body' | 'feel' | 'pain' | 'medicines' | 'size' | 'end'

export type Step =
  | Readonly<{ what: 'question'; id: string; question: Question; side?: Side }>
  | Readonly<{ what: OwnScreen; id: string }>

/** Its place in the address. The library has a question "medicines" as well: no question's id has a hyphen. */
export const ownId = (what: OwnScreen): string => `own-${what}`

const screen = (what: OwnScreen): Step => ({ what, id: ownId(what) })

function stepsOf(questions: readonly Question[]): readonly Step[] {
  return questions.flatMap((question): readonly Step[] =>
    question.hasSides
      ? (['right', 'left'] as const).map((side) => ({
          what: 'question',
          id: `${question.id}.${side}`,
          question,
          side,
        }))
      : [{ what: 'question', id: question.id, question }],
  )
}

const isAsked = (one: Question): boolean =>
  one.ask !== undefined && !one.isGiven && one.part !== 'examination'
const checkGroup = 'after_needling'

/** The form before a visit: what could be an emergency first, then where it hurts, then the rest. */
export function formSteps(questions: readonly Question[]): readonly Step[] {
  const asked = questions.filter((one) => isAsked(one) && one.group !== checkGroup)
  const first = asked.filter((one) => one.part === 'emergency')
  const rest = asked.filter((one) => one.part !== 'emergency')
  return [
    ...stepsOf(first),
    screen('body'),
    screen('feel'),
    screen('pain'),
    ...stepsOf(rest),
    screen('medicines'),
    screen('size'),
    screen('end'),
  ]
}

/** The check after a session. `alsoAsked`: what the server found still open in the answers it has. */
export function checkSteps(questions: readonly Question[], alsoAsked: readonly string[]): readonly Step[] {
  const asked = questions.filter((one) => isAsked(one) && (one.isAtCheck || alsoAsked.includes(one.id)))
  const ofCheck = asked.filter((one) => one.group === checkGroup)
  const others = asked.filter((one) => one.group !== checkGroup)
  return [...stepsOf(ofCheck), ...stepsOf(others), screen('end')]
}

export type Known = Readonly<{
  answers: Answers
  /** Said to be not known: asked, and no answer. */
  skipped: readonly string[]
  /** What decides nothing any more, by the server. */
  spared: readonly string[]
  /** Where somebody drew something. */
  hasMarks: boolean
}>

/** Whether a screen is shown: what decides nothing any more is not asked. */
export function isShown(step: Step, known: Known): boolean {
  if (step.what === 'feel') return known.hasMarks
  if (step.what !== 'question') return true
  const isOpen = known.answers[step.id] === undefined && !known.skipped.includes(step.id)
  return !(isOpen && (known.spared.includes(step.id) || known.spared.includes(step.question.id)))
}

export function shownSteps(steps: readonly Step[], known: Known, current: string): readonly Step[] {
  return steps.filter((step) => step.id === current || isShown(step, known))
}

export function isDone(step: Step, known: Known): boolean {
  return step.what === 'question' && (known.answers[step.id] !== undefined || known.skipped.includes(step.id))
}

/** The screen after one; the last one is followed by itself. */
export function after(steps: readonly Step[], id: string): Step | undefined {
  const at = steps.findIndex((step) => step.id === id)
  return steps[Math.min(at + 1, steps.length - 1)]
}

export function before(steps: readonly Step[], id: string): Step | undefined {
  const at = steps.findIndex((step) => step.id === id)
  return at > 0 ? steps[at - 1] : undefined
}

/** Where somebody who comes back goes on. */
export function firstOpen(steps: readonly Step[], known: Known): Step | undefined {
  return steps.find((step) => step.what === 'question' && !isDone(step, known)) ?? steps.at(-1)
}
