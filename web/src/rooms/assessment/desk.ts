// SPDX-License-Identifier: Apache-2.0
import { createContext, useContext } from 'react'
import type { Refusal } from '@/api/refusal'
import type { PartOf } from './parts'
import type { ScanFiles } from './scanFiles'
import type { Weighing } from './useWeighing'
import type { Answer, Answers, Body, Grading, Question } from './wire'

/** What the parts of the page share: the assessment as it stands, and the ways to change it. */
export type Desk = Readonly<{
  patient: string
  questions: readonly Question[]
  /** How signs are graded. */
  gradings: readonly Grading[]
  parts: readonly PartOf[]
  body: Body
  answers: Answers
  typed: Readonly<Record<string, string>>
  /** What the server says is wrong, by answer key. */
  errors: Readonly<Record<string, string>>
  /** What the server says is wrong at a place of the body: "/chart/0/intensity". */
  errorAt: (pointer: string) => string | undefined
  /** Keys of answers that the patient gave themselves. */
  fromPatient: ReadonlySet<string>
  spared: ReadonlySet<string>
  /** A spared question that was jumped to. */
  opened: string | undefined
  weighing: Weighing
  isReadOnly: boolean
  /** Keeps a scan with its files; what was refused of it, where it was. */
  keepScan: (files: ScanFiles) => Promise<Refusal | undefined>
  change: (how: (before: Body) => Body) => void
  onAnswer: (key: string, answer: Answer | undefined) => void
  onTyped: (key: string, text: string | undefined) => void
  /** Goes to where a finding is asked, and puts the focus there. */
  jump: (finding: string) => void
  /** Puts the focus at the first place of the part that is open. */
  enter: () => void
}>

const DeskContext = createContext<Desk | null>(null)
export const DeskProvider = DeskContext.Provider

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('useDesk outside an assessment')
  return desk
}
