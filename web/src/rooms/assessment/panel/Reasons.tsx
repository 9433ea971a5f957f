// SPDX-License-Identifier: Apache-2.0
import { ArrowRight, LockKeyhole } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Badge, Button, Notice } from '@/design'
import { useText } from '@/text'
import { sideOf } from '@/record/answers'
import { useDesk } from '../desk'
import { findingWords } from '../findingWords'
import { useRules } from '../library'
import type { Asked, Consultation, Note } from '../wire'
import { DecisionDialog, type Deciding } from './DecisionDialog'
import { Decisions } from './Decisions'
import { toneOf } from './levels'
import { Sources } from './Sources'
import styles from './panel.module.css'

const shownOpen = 6

/** The rules that hold, how needling is held back, and what has to be asked before anybody is needled. */
export function Reasons({ consultation }: { readonly consultation: Consultation }): ReactElement {
  const t = useText()
  const { screening } = consultation
  const [deciding, setDeciding] = useState<Deciding>()
  const known = screening.findings.filter((note) => note.known)
  return (
    <div className={styles.reasons}>
      {screening.unfinished !== undefined && (
        <Notice tone="caution" title={t('screening.unfinished')}>
          <p>{screening.unfinished}</p>
        </Notice>
      )}
      {known.length > 0 && (
        <section aria-label={t('screening.holding')}>
          <h3 className={styles.head}>{t('screening.holding')}</h3>
          <ul className={styles.notes}>
            {known.map((note) => (
              <li key={note.ruleId}>
                <NoteOf note={note} onDecide={setDeciding} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <OpenQuestions questions={screening.toAsk} />
      {screening.restraint.length > 0 && (
        <section aria-label={t('screening.restraint')}>
          <h3 className={styles.head}>{t('screening.restraint')}</h3>
          <ul className={styles.plain}>
            {screening.restraint.map((held) => (
              <li key={held.text}>{held.text}</li>
            ))}
          </ul>
        </section>
      )}
      {known.length === 0 && screening.toAsk.length === 0 && <p>{t('screening.nothingHolds')}</p>}
      <Decisions />
      {deciding && <DecisionDialog deciding={deciding} onClose={() => setDeciding(undefined)} />}
    </div>
  )
}

function NoteOf({
  note,
  onDecide,
}: {
  readonly note: Note
  readonly onDecide: (deciding: Deciding) => void
}): ReactElement {
  const t = useText()
  const { isReadOnly, jump, questions } = useDesk()
  const canClear = note.needling === 'clear' && note.decided === undefined
  const rules = useRules()
  const rule = rules.state === 'ready' ? rules.data.items.find((one) => one.id === note.ruleId) : undefined
  // Of the rules that modify, the library says which must be known first: those are not overridden.
  const canOverride = note.needling === 'modify' && note.decided === undefined && rule?.locks === false
  return (
    <details className={styles.note} data-tone={toneOf[note.level]}>
      <summary>
        <span className={styles.noteWhat}>{note.what}</span>
        <Badge tone={toneOf[note.level]}>{t.word(note.level)}</Badge>
      </summary>
      <div className={styles.noteBody}>
        <p className={styles.do}>{note.do}</p>
        {note.tellPatient !== undefined && (
          <p className={styles.tell}>
            <span>{t('screening.tell')}</span> {note.tellPatient}
          </p>
        )}
        <p className={styles.because}>{note.because}</p>
        {note.answers.length > 0 && (
          <p className={styles.found}>
            <span>{t('screening.found')}</span>
            {note.answers.map((finding) => {
              const isAsked = questions.some((one) => one.id === finding.replace(/\.(right|left)$/, ''))
              return isAsked ? (
                <button key={finding} type="button" className={styles.jump} onClick={() => jump(finding)}>
                  {findingWords(t, finding)}
                </button>
              ) : (
                <span key={finding}>{findingWords(t, finding)}</span>
              )
            })}
          </p>
        )}
        <Sources keys={note.sources} mark={note.mark} />
        {note.decided !== undefined && (
          <Badge tone="info">{t('screening.decided', { who: note.decided })}</Badge>
        )}
        {!isReadOnly && (canClear || canOverride) && (
          <Button
            size="small"
            onClick={() => onDecide({ note, kind: canClear ? 'clearances' : 'overrides' })}
          >
            {t(canClear ? 'screening.clear' : 'screening.override')}
          </Button>
        )}
      </div>
    </details>
  )
}

function OpenQuestions({ questions }: { readonly questions: readonly Asked[] }): ReactElement | null {
  const t = useText()
  const desk = useDesk()
  const [isAll, setAll] = useState(false)
  if (questions.length === 0) return null
  const shown = isAll ? questions : questions.slice(0, shownOpen)
  return (
    <section aria-label={t('screening.toAsk')}>
      <h3 className={styles.head}>
        <LockKeyhole aria-hidden size={14} />
        {t('screening.toAskCount', { count: questions.length })}
      </h3>
      <ul className={styles.asks}>
        {shown.map((one) => {
          const side = sideOf(one.finding)
          return (
            <li key={one.finding}>
              <button type="button" className={styles.askJump} onClick={() => desk.jump(one.finding)}>
                <span>
                  {one.ask}
                  {side && ` (${t.word(side)})`}
                </span>
                <ArrowRight aria-hidden size={14} />
              </button>
            </li>
          )
        })}
      </ul>
      {questions.length > shownOpen && (
        <Button size="small" tone="quiet" onClick={() => setAll(!isAll)}>
          {isAll ? t('screening.fewer') : t('screening.more', { count: questions.length - shownOpen })}
        </Button>
      )}
    </section>
  )
}
