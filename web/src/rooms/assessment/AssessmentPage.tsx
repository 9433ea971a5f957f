// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { may, useMe } from '@/app/session'
import { useEntry, type Entry } from '@/api/entries'
import { Badge, Page } from '@/design'
import { fullName, useClinicTime } from '@/record'
import { useText } from '@/text'
import { withAnswer } from '@/record/answers'
import { ClashDialog } from './ClashDialog'
import { DeskProvider, type Desk } from './desk'
import { useFromPatient } from './fromPatient'
import { Notices } from './Notices'
import { PageActions } from './PageActions'
import { Emergency } from './panel/Emergency'
import { Strip } from './panel/Strip'
import { PartList } from './PartList'
import { PartSheet } from './PartSheet'
import { partNames, partsOf, type Part } from './parts'
import { SaveState } from './SaveState'
import { Summary } from './summary/Summary'
import { useJump } from './useJump'
import { useMakePlan } from './useMakePlan'
import { usePrinting } from './usePrinting'
import { useScan } from './useScan'
import { useSteps } from './useSteps'
import { useWeighing } from './useWeighing'
import { useWork } from './useWork'
import { useWrongs } from './useWrongs'
import { VerdictBar } from './VerdictBar'
import type { Answers, Body, Grading, QuestionShelf } from './wire'
import styles from './room.module.css'

const noAnswers: Answers = {}
const noGradings: readonly Grading[] = []

/** An assessment while it is made, and as it was signed. */
export function AssessmentPage({
  entry,
  patient,
  shelf,
  part: wanted,
}: {
  readonly entry: Entry<'assessment'>
  readonly patient: Entry<'patient'>
  readonly shelf: QuestionShelf
  readonly part: string
}): ReactElement {
  const t = useText()
  const me = useMe()
  const time = useClinicTime()
  const { questions, signs: gradings = noGradings } = shelf
  const work = useWork(entry)
  const { change, typed, setTyped, saving } = work
  // One that is signed is shown as it was signed, whatever was typed here.
  const body = entry.state === 'open' ? work.body : entry.body
  const weighing = useWeighing(body)
  const answers = (body.answers as Answers | undefined) ?? noAnswers
  const isReadOnly = entry.state !== 'open' || !may(me, 'assessment', 'change')
  const fromPatient = useFromPatient(entry.id, answers)
  const practitioner = useEntry('practitioner', body.practitioner)
  const main = useRef<HTMLDivElement>(null)
  const [isStripOpen, setStripOpen] = useState(false)
  const isPrinting = usePrinting()
  const home = `/patients/${patient.id}/assessments/${entry.id}`
  const hasCheck = 'checks' in body
  const parts = useMemo(() => partsOf(questions, hasCheck), [hasCheck, questions])
  const part: Part =
    partNames.find((one) => one === wanted && parts.some((of) => of.part === one)) ??
    (hasCheck ? 'check' : 'emergency')
  const spared = useMemo(() => new Set(weighing.weighed?.spared ?? []), [weighing.weighed])

  const { jump, enter, opened } = useJump({
    main,
    parts,
    part,
    home,
    onJump: useCallback(() => setStripOpen(false), []),
  })

  const saveLatest = useRef(work.save)
  saveLatest.current = work.save
  // Leaving a part writes what was typed in it.
  useEffect(() => () => void saveLatest.current(), [part])

  const refusal = saving.state === 'refused' ? saving.refusal : undefined
  const { errors, errorAt } = useWrongs(refusal, weighing)

  const onAnswer = useCallback<Desk['onAnswer']>(
    (key, answer) =>
      change((before) => ({
        ...before,
        answers: withAnswer((before.answers ?? {}) as Answers, key, answer) as NonNullable<Body['answers']>,
      })),
    [change],
  )
  const keepScan = useScan(entry, work)
  const desk: Desk = {
    patient: patient.id,
    questions,
    gradings,
    parts,
    body,
    answers,
    typed,
    errors,
    errorAt,
    fromPatient,
    spared,
    opened,
    weighing,
    isReadOnly,
    keepScan,
    change,
    onAnswer,
    onTyped: setTyped,
    jump,
    enter,
  }

  const steps = useSteps(entry, work)
  const plan = useMakePlan({
    patient: patient.id,
    assessment: entry.id,
    save: async () => isReadOnly || (await steps.saved()) !== undefined,
  })

  const by = practitioner.state === 'ready' ? fullName(practitioner.data.body) : ''
  return (
    <DeskProvider value={desk}>
      <Page
        title={t('assessment.titleOf', { name: fullName(patient.body) })}
        width="full"
        back={{ to: `/patients/${patient.id}`, label: t('assessment.toPatient') }}
        subtitle={
          <span className={styles.subtitle}>
            <span>{time.day(body.on, 'year')}</span>
            {by !== '' && <span>{by}</span>}
            <Badge tone={entry.state === 'signed' ? 'go' : 'neutral'}>{t.word(entry.state)}</Badge>
            {!isReadOnly && <SaveState saving={saving} onSave={() => void work.save()} />}
          </span>
        }
        actions={<PageActions entry={entry} steps={steps} isReadOnly={isReadOnly} planning={plan.button} />}
      >
        <div className={styles.screenOnly}>
          <div className={styles.notices}>
            {plan.progress}
            <Notices
              entry={entry}
              work={work}
              error={steps.error}
              fromPatient={isReadOnly ? 0 : fromPatient.size}
            />
          </div>
          <div className={clsx(styles.desk, isReadOnly && styles.isRead)}>
            {!isReadOnly && <PartList home={home} current={part} />}
            <div className={styles.middle} ref={main}>
              <Emergency />
              {isReadOnly ? (
                <section className={styles.sheet}>
                  <Summary patient={patient} by={by} />
                </section>
              ) : (
                <PartSheet part={part} patient={patient} home={home} />
              )}
            </div>
            <aside className={styles.aside} aria-label={t('screening.title')}>
              <Strip />
            </aside>
          </div>
          <VerdictBar isOpen={isStripOpen} onOpen={setStripOpen} />
        </div>
        {!isReadOnly && isPrinting && (
          <div className={styles.printOnly}>
            <Summary patient={patient} by={by} />
          </div>
        )}
        {work.clash && <ClashDialog clash={work.clash} onSettle={work.settle} />}
      </Page>
    </DeskProvider>
  )
}
