// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react'
import type { Entry } from '@/api/entries'
import { useText } from '@/text'
import { inWords, keysOf, sideOf, sides } from './answers'
import { figures, views } from './chart/figure'
import { FigureView } from './chart/FigureView'
import { markInWords } from './chart/marks'
import { findingOfSign, gradeAt, levels, tests } from './correspondence'
import { useDesk } from './desk'
import { groupName } from './groups'
import { useSpotName } from './parts/Spots'
import type { PartOf } from './parts'
import type { Body, Question, View } from './wire'
import styles from './summary.module.css'

const worded: readonly PartOf['part'][] = [
  'check',
  'emergency',
  'history',
  'medicines',
  'pain',
  'examination',
]

/** The whole assessment in words: how it is printed, and how one that was signed is read. What was not asked is said. */
export function Summary({
  patient,
  by,
}: {
  readonly patient: Entry<'patient'>
  /** Who examined. */
  readonly by: string
}): ReactElement {
  const t = useText()
  const { body, parts, weighing } = useDesk()
  const screening = weighing.weighed?.screening
  const name = [...(patient.body.given ?? []), patient.body.family].join(' ')
  return (
    <article className={styles.summary}>
      <header className={styles.printHead}>
        <h2>{t('assessment.titleOf', { name })}</h2>
        <p>
          {[patient.body.birthDate, patient.body.sex && t.word(patient.body.sex), body.on, by]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      {body.screening && (
        <p>
          {t('screening.whenWritten', {
            decision: t.word(body.screening.decision),
            at: (body.screening.at ?? body.on).slice(0, 10),
          })}
        </p>
      )}
      {screening && (
        <Section title={t('screening.title')}>
          <p>
            <strong>{t.word(screening.decision)}</strong>{' '}
            {t(screening.mayNeedle ? 'screening.mayNeedle' : 'screening.mayNotNeedle')}
          </p>
          <ul>
            {screening.findings
              .filter((note) => note.known)
              .map((note) => (
                <li key={note.ruleId}>
                  {note.what} ({t.word(note.level)}). {note.do}
                  {note.decided !== undefined && ` ${t('screening.decided', { who: note.decided })}`}
                </li>
              ))}
            {screening.restraint.map((held) => (
              <li key={held.text}>{held.text}</li>
            ))}
          </ul>
          {screening.toAsk.length > 0 && (
            <p>{t('screening.toAskCount', { count: screening.toAsk.length })}</p>
          )}
        </Section>
      )}
      {body.impression !== undefined && (
        <Section title={t('assessment.part_impression')}>
          <p className={styles.text}>{body.impression}</p>
        </Section>
      )}
      <Section title={t('assessment.part_pain')}>
        <p>
          {(['leg', 'back'] as const)
            .map((where) => {
              const value = body.pain?.[where]
              return `${t(`assessment.pain_${where}`)}: ${value === undefined ? t('assessment.notAsked') : t('assessment.ofTen', { value })}`
            })
            .join(' · ')}
        </p>
      </Section>
      {(body.chart ?? []).length > 0 && (
        <Section title={t('assessment.part_chart')}>
          <div className={styles.figures}>
            {viewsIn(body).map((view) => (
              <FigureView
                key={view}
                view={view}
                marks={body.chart ?? []}
                ghosts={[]}
                selected={undefined}
                isDrawing={false}
                isReadOnly
                onTap={() => undefined}
                onDrawn={() => undefined}
              />
            ))}
          </div>
          <ol>
            {(body.chart ?? []).map((mark, index) => (
              <li key={index}>{markInWords(mark, t)}</li>
            ))}
          </ol>
        </Section>
      )}
      <Signs />
      <SpotList />
      {body.medicines !== undefined && (
        <Section title={t('assessment.medicineList')}>
          <p className={styles.text}>{body.medicines}</p>
        </Section>
      )}
      {parts
        .filter((part) => worded.includes(part.part))
        .flatMap((part) => part.groups.map((group) => ({ ...group, key: `${part.part} ${group.name}` })))
        .map((group) => (
          <Answered key={group.key} title={groupName(t, group.name)} questions={group.questions} />
        ))}
      <DecisionList />
      <p className={styles.sign}>{t('assessment.signatureLine')}</p>
    </article>
  )
}

function Section({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

/** The views on which there is something to see. */
function viewsIn(body: Body): readonly View[] {
  const drawn = new Set((body.chart ?? []).map((mark) => mark.view))
  const isChosen = (body.chart ?? []).some((mark) => mark.drawn === undefined)
  return views
    .filter((view) => (isChosen && (view === 'front' || view === 'back')) || drawn.has(view))
    .filter((view) => view in figures)
}

function Answered({
  title,
  questions,
}: {
  readonly title: string
  readonly questions: readonly Question[]
}): ReactElement | null {
  const t = useText()
  const { answers, fromPatient } = useDesk()
  const words = { yes: t('assessment.yes'), no: t('assessment.no') }
  const asked = questions.filter((question) => keysOf(question).some((key) => answers[key] !== undefined))
  const notAsked = questions.length - asked.length
  if (questions.length === 0) return null
  return (
    <Section title={title}>
      {asked.length > 0 && (
        <dl className={styles.answers}>
          {asked.map((question) => (
            <div key={question.id}>
              <dt>{question.ask ?? question.examine}</dt>
              <dd>
                {keysOf(question)
                  .map((key) => {
                    const answer = answers[key]
                    const side = sideOf(key)
                    const said =
                      answer === undefined ? t('assessment.notAsked') : inWords(question, answer, words)
                    const from = fromPatient.has(key) ? ` (${t('assessment.fromPatient')})` : ''
                    return `${side ? `${t.word(side)}: ` : ''}${said}${from}`
                  })
                  .join(' · ')}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {notAsked > 0 && <p className={styles.open}>{t('assessment.notAskedCount', { count: notAsked })}</p>}
    </Section>
  )
}

function Signs(): ReactElement | null {
  const t = useText()
  const { body, questions } = useDesk()
  const at = (test: (typeof tests)[number], level: (typeof levels)[number], side: 'right' | 'left') =>
    gradeAt(body, findingOfSign(questions, { test, level }), { test, level }, side)
  const tested = levels.filter((level) =>
    tests.some((test) => sides.some((side) => at(test, level, side) !== undefined)),
  )
  if (tested.length === 0) return null
  return (
    <Section title={t('assessment.part_neurology')}>
      <table className={styles.signs}>
        <thead>
          <tr>
            <td />
            {tests.map((test) => (
              <th key={test} colSpan={2} scope="colgroup">
                {t(`assessment.test_${test}`)}
              </th>
            ))}
          </tr>
          <tr>
            <td />
            {tests.flatMap((test) =>
              sides.map((side) => (
                <th key={`${test} ${side}`} scope="col">
                  {t(`assessment.${side}Letter`)}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {tested.map((level) => (
            <tr key={level}>
              <th scope="row">{level.toUpperCase()}</th>
              {tests.flatMap((test) =>
                sides.map((side) => <td key={`${test} ${side}`}>{at(test, level, side) ?? '–'}</td>),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function SpotList(): ReactElement | null {
  const t = useText()
  const { body } = useDesk()
  const nameOf = useSpotName()
  const spots = body.triggerPoints ?? []
  if (spots.length === 0) return null
  return (
    <Section title={t('assessment.spotsFound')}>
      <ul>
        {spots.map((spot, index) => (
          <li key={index}>
            {[
              [nameOf(spot.muscle), spot.level?.toUpperCase()].filter(Boolean).join(' '),
              (spot.findings ?? []).map((finding) => t.word(`spot_${finding}`)).join(', '),
              spot.refersTo,
            ]
              .filter(Boolean)
              .join(': ')}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function DecisionList(): ReactElement | null {
  const t = useText()
  const { body } = useDesk()
  const all = [...(body.clearances ?? []), ...(body.overrides ?? [])]
  if (all.length === 0) return null
  return (
    <Section title={t('screening.decisions')}>
      <ul>
        {all.map((one) => (
          <li key={one.rule}>
            {one.rule}: {t('screening.decidedBy', { by: one.by, on: one.on ?? body.on })}: {one.reason}
          </li>
        ))}
      </ul>
    </Section>
  )
}
