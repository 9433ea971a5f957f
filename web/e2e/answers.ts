// SPDX-License-Identifier: Apache-2.0
// What the person in the stories would say to every question, and what an examination would find.
import type { Api } from './api'

export type Answer = boolean | number | string | readonly string[]
export type Answers = Readonly<Record<string, Answer>>

export type Question = Readonly<{
  id: string
  group: string
  part: string
  ask?: string
  kind: 'yes_no' | 'number' | 'choice' | 'choices'
  low?: number
  high?: number
  choices?: readonly Readonly<{ id: string; text: string }>[]
  hasSides: boolean
  isEmergency: boolean
  isGiven: boolean
}>

/** The questions of the library, and the answers of somebody of the demonstration whose right gluteus medius hurts and who
 *  has nothing else: as p04 was found. */
export class Sheet {
  private constructor(
    private readonly questions: readonly Question[],
    private readonly answers: Answers,
  ) {}

  static async of(api: Api, changed: Answers = {}): Promise<Sheet> {
    const { questions } = await api.ask<{ questions: Question[] }>('GET', 'library/questions')
    const { body } = await api.read('assessments', 'p04-a')
    return new Sheet(questions, { ...(body['answers'] as Answers), ...changed })
  }

  /** The question that a patient is asked in these words. */
  asked(words: string): Question {
    const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()
    const found = this.questions.find((one) => one.ask !== undefined && plain(one.ask) === plain(words))
    if (!found) throw new Error(`The library asks nothing like “${words}”.`)
    return found
  }

  /** What they say to it; after a needling nothing is wrong with them, which its choices name first. */
  answerTo({ id, group, kind, choices }: Question, key = id): Answer | undefined {
    const known = this.answers[key]
    if (known !== undefined || group !== 'after_needling') return known
    const [none] = choices ?? []
    return none === undefined ? false : kind === 'choices' ? [none.id] : none.id
  }

  /** The question of an answer's key: "power_l5.right" belongs to power_l5. */
  questionOf(key: string): Question | undefined {
    const id = key.replace(/\.(right|left)$/, '')
    return this.questions.find((one) => one.id === id)
  }
}
