// SPDX-License-Identifier: Apache-2.0
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { useText } from '@/text'
import { isAnswered, keysOf } from '@/record/answers'
import { useDesk } from '../desk'
import { groupName } from '../groups'
import { countOf, type Group } from '../parts'
import type { Question } from '../wire'
import { QuestionRow, type AtKey } from './QuestionRow'
import styles from './questions.module.css'

/** Questions under the headings of their groups. Those that would change nothing are folded away, and can be opened. */
export function QuestionGroups({
  groups,
  hidesHeads = false,
}: {
  readonly groups: readonly Group[]
  readonly hidesHeads?: boolean
}): ReactElement {
  const t = useText()
  const { answers, spared } = useDesk()
  return (
    <div className={styles.list}>
      {groups.map((group) => {
        const count = countOf(group.questions, answers, spared)
        return (
          <section key={group.name} className={styles.group} aria-label={groupName(t, group.name)}>
            {!hidesHeads && (
              <div className={styles.groupHead} id={`group-${group.name}`}>
                <h3>{groupName(t, group.name)}</h3>
                <span className={styles.groupCount}>
                  {t('assessment.count', { answered: count.answered, of: count.of })}
                </span>
              </div>
            )}
            <Rows questions={group.questions} />
          </section>
        )
      })}
    </div>
  )
}

function Rows({ questions }: { readonly questions: readonly Question[] }): ReactElement {
  const t = useText()
  const { answers, spared, opened } = useDesk()
  const [isOpen, setOpen] = useState(false)
  const isFolded = (question: Question): boolean =>
    spared.has(question.id) && !isAnyAnswered(question) && opened !== question.id
  const isAnyAnswered = (question: Question): boolean =>
    isAnswered(question, answers) || keysOf(question).some((key) => answers[key] !== undefined)
  const shown = questions.filter((question) => !isFolded(question))
  const folded = questions.filter(isFolded)
  return (
    <>
      {shown.map((question) => (
        <RowOf key={question.id} question={question} />
      ))}
      {folded.length > 0 && (
        <div className={styles.folded}>
          <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? <ChevronDown aria-hidden size={16} /> : <ChevronRight aria-hidden size={16} />}
            {t('assessment.spared', { count: folded.length })}
          </button>
          {isOpen && (
            <div className={styles.foldedBody}>
              {folded.map((question) => (
                <RowOf key={question.id} question={question} />
              ))}
            </div>
          )}
        </div>
      )}
    </>
  )
}

function RowOf({ question }: { readonly question: Question }): ReactElement {
  const { answers, typed, errors, fromPatient, spared, onAnswer, onTyped } = useDesk()
  const at = (key: string): AtKey => ({
    answer: answers[key],
    typed: typed[key],
    error: errors[key],
    isFromPatient: fromPatient.has(key),
  })
  const [first = question.id, second] = keysOf(question)
  return (
    <QuestionRow
      question={question}
      first={at(first)}
      second={second === undefined ? undefined : at(second)}
      isSpared={spared.has(question.id) && !isAnswered(question, answers)}
      onAnswer={onAnswer}
      onTyped={onTyped}
    />
  )
}
