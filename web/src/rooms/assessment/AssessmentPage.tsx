// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { FilePen, PenLine, Printer, ShieldAlert } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { may, useMe } from '@/app/session'
import { asRefusal, newId, useCreate, useEntry, useStep, type Entry } from '@/api/entries'
import { Badge, Button, Dialog, Failed, LinkButton, Notice, Page, useToast } from '@/design'
import { useText } from '@/text'
import { findingOf, withAnswer } from './answers'
import { ClashDialog } from './ClashDialog'
import { DeskProvider, type Desk } from './desk'
import { FindQuestion } from './FindQuestion'
import { useFromPatient } from './fromPatient'
import { Emergency } from './panel/Emergency'
import { Strip, Verdict } from './panel/Strip'
import { without } from './merge'
import { PartContent } from './PartContent'
import { PartList } from './PartList'
import { partNames, partsOf, partWith, type Part } from './parts'
import { findStop, focusStop, stopProps } from './questions/stops'
import { SaveState } from './SaveState'
import { Summary } from './Summary'
import { usePrinting } from './usePrinting'
import { useMakePlan } from './useMakePlan'
import { useWeighing } from './useWeighing'
import { useWork } from './useWork'
import type { Answers, Body, Question } from './wire'
import styles from './room.module.css'

const noAnswers: Answers = {}
/** The first place of a part to answer at. */
const firstStop = ''

/** An assessment while it is made, and as it was signed. */
export function AssessmentPage({
  entry,
  patient,
  questions,
  part: wanted,
}: {
  readonly entry: Entry<'assessment'>
  readonly patient: Entry<'patient'>
  readonly questions: readonly Question[]
  readonly part: string
}): ReactElement {
  const t = useText()
  const me = useMe()
  const say = useToast()
  const [, go] = useLocation()
  const work = useWork(entry)
  const { change, typed, setTyped, saving } = work
  // One that is signed is shown as it was signed, whatever was typed here.
  const body = entry.state === 'open' ? work.body : entry.body
  const weighing = useWeighing(body)
  const answers = (body.answers as Answers | undefined) ?? noAnswers
  const isReadOnly = entry.state !== 'open' || !may(me, 'assessment', 'change')
  const fromPatient = useFromPatient(entry.id, answers)
  const practitioner = useEntry('practitioner', body.practitioner)
  const step = useStep('assessment')
  const create = useCreate('assessment')
  const main = useRef<HTMLDivElement>(null)
  const pending = useRef<string>(undefined)
  const [opened, setOpened] = useState<string>()
  const [jumps, setJumps] = useState(0)
  const [isStripOpen, setStripOpen] = useState(false)

  const isPrinting = usePrinting()

  const home = `/patients/${patient.id}/assessments/${entry.id}`
  const hasCheck = 'checks' in body
  const parts = useMemo(
    () => partsOf(questions, hasCheck ? ({ checks: '' } as unknown as Body) : ({} as Body)),
    [hasCheck, questions],
  )
  const part: Part =
    partNames.find((one) => one === wanted && parts.some((of) => of.part === one)) ??
    (hasCheck ? 'check' : 'emergency')
  const spared = useMemo(() => new Set(weighing.weighed?.spared ?? []), [weighing.weighed])

  const jump = useCallback(
    (finding: string) => {
      setStripOpen(false)
      setOpened(findingOf(finding))
      pending.current = finding
      const to = partWith(parts, findingOf(finding)) ?? 'particulars'
      if (to !== part) go(`${home}/${to}`)
      setJumps((before) => before + 1)
    },
    [go, home, part, parts],
  )
  const enter = useCallback(() => {
    pending.current = firstStop
    setJumps((before) => before + 1)
  }, [])
  useEffect(() => {
    const finding = pending.current
    if (finding === undefined) return
    // After the frame has scrolled a new page to its top.
    const timer = window.setTimeout(() => {
      pending.current = undefined
      const home = main.current
      if (!home) return
      const stop =
        finding === firstStop ? home.querySelector<HTMLElement>('[data-stop]') : findStop(home, finding)
      if (stop) focusStop(stop)
    }, 30)
    return () => window.clearTimeout(timer)
  }, [jumps, part])

  const saveLatest = useRef(work.save)
  saveLatest.current = work.save
  // Leaving a part writes what was typed in it.
  useEffect(() => () => void saveLatest.current(), [part])

  const refusal = saving.state === 'refused' ? saving.refusal : undefined
  const errorAt = useCallback(
    (pointer: string) => {
      // What is wrong with the body sent, or with the assessment itself, as the library reads it.
      return refusal?.at(`/body${pointer}`) ?? refusal?.at(pointer) ?? weighing.refusal?.at(pointer)
    },
    [refusal, weighing.refusal],
  )
  const errors = useMemo(() => {
    const found: Record<string, string> = { ...weighing.wrong }
    for (const problem of refusal?.problems ?? []) {
      const key = /^(?:\/body)?\/answers\/(.+)$/.exec(problem.pointer)?.[1]
      if (key !== undefined) found[key] ??= [problem.detail, problem.hint].filter(Boolean).join(' ')
    }
    return found
  }, [refusal, weighing.wrong])

  const onAnswer = useCallback<Desk['onAnswer']>(
    (key, answer) =>
      change((before) => ({
        ...before,
        answers: withAnswer((before.answers ?? {}) as Answers, key, answer) as NonNullable<Body['answers']>,
      })),
    [change],
  )
  const desk: Desk = {
    patient: patient.id,
    questions,
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
    change,
    onAnswer,
    onTyped: setTyped,
    jump,
    enter,
  }

  const saved = async (): Promise<Entry<'assessment'> | undefined> => {
    if (Object.keys(typed).length > 0) {
      say({ text: t('assessment.notAllNumbers'), tone: 'caution' })
      return undefined
    }
    return work.save()
  }
  const sign = async (): Promise<void> => {
    const stored = await saved()
    if (stored) step.mutate({ id: entry.id, follows: stored.version, step: 'sign' })
  }
  const amend = (): void => {
    const kept = without(work.isChanged ? work.body : entry.body, 'screening', 'causes')
    create.mutate(
      {
        id: newId(),
        body: { ...kept, amends: entry.id, practitioner: me.person ?? kept.practitioner },
      },
      {
        onSuccess: (made) => {
          work.forget()
          go(`/patients/${patient.id}/assessments/${made.id}`)
        },
      },
    )
  }
  const plan = useMakePlan({
    patient: patient.id,
    assessment: entry.id,
    save: async () => (isReadOnly ? true : (await saved()) !== undefined),
  })

  const name = [...(patient.body.given ?? []), patient.body.family].join(' ')
  const by =
    practitioner.state === 'ready'
      ? [practitioner.data.body.title, ...(practitioner.data.body.given ?? []), practitioner.data.body.family]
          .filter(Boolean)
          .join(' ')
      : ''
  const index = parts.findIndex((one) => one.part === part)
  const next = parts[index + 1]
  const failed = step.error ?? create.error
  return (
    <DeskProvider value={desk}>
      <Page
        title={t('assessment.titleOf', { name })}
        width="full"
        back={{ to: `/patients/${patient.id}`, label: t('assessment.toPatient') }}
        subtitle={
          <span className={styles.subtitle}>
            <span>{body.on}</span>
            {by !== '' && <span>{by}</span>}
            <Badge tone={entry.state === 'signed' ? 'go' : 'neutral'}>{t.word(entry.state)}</Badge>
            {!isReadOnly && <SaveState saving={saving} onSave={() => void work.save()} />}
          </span>
        }
        actions={
          <span className={styles.actions}>
            <Button tone="quiet" icon={<Printer aria-hidden />} onClick={() => window.print()}>
              {t('assessment.print')}
            </Button>
            {entry.state === 'signed' && may(me, 'assessment', 'create') && (
              <Button icon={<FilePen aria-hidden />} isBusy={create.isPending} onClick={amend}>
                {t('assessment.amend')}
              </Button>
            )}
            {plan.button}
            {!isReadOnly && may(me, 'assessment', 'sign') && (
              <Button
                tone="primary"
                icon={<PenLine aria-hidden />}
                isBusy={step.isPending}
                onClick={() => void sign()}
              >
                {t('assessment.sign')}
              </Button>
            )}
          </span>
        }
      >
        <div className={styles.screenOnly}>
          <div className={styles.notices}>
            {plan.progress}
            {failed && <Failed refusal={asRefusal(failed)} />}
            {refusal && refusal.kind !== 'offline' && refusal.kind !== 'conflict' && (
              <Failed refusal={refusal} />
            )}
            {work.isRestored && saving.state !== 'saved' && (
              <Notice tone="info" title={t('assessment.restored')} />
            )}
            {entry.state !== 'open' && work.isChanged && (
              <Notice tone="caution" title={t('assessment.signedMeanwhile')}>
                <p>{t('assessment.signedMeanwhileHint')}</p>
              </Notice>
            )}
            {body.amends !== undefined && (
              <Notice
                tone="info"
                title={t('assessment.amends')}
                actions={
                  <LinkButton size="small" to={`/patients/${patient.id}/assessments/${body.amends}`}>
                    {t('assessment.toAmended')}
                  </LinkButton>
                }
              />
            )}
            {fromPatient.size > 0 && !isReadOnly && (
              <Notice tone="info" title={t('assessment.fromPatientCount', { count: fromPatient.size })}>
                <p>{t('assessment.fromPatientHint')}</p>
              </Notice>
            )}
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
                <section className={styles.sheet} aria-label={t(`assessment.part_${part}`)} data-stops>
                  <header className={styles.sheetHead}>
                    <h2>{t(`assessment.part_${part}`)}</h2>
                    <FindQuestion />
                  </header>
                  <PartContent part={part} patient={patient} />
                  {next && (
                    <div className={styles.onward} {...stopProps('next')}>
                      <LinkButton to={`${home}/${next.part}`}>
                        {t('assessment.nextPart', { part: t(`assessment.part_${next.part}`) })}
                      </LinkButton>
                    </div>
                  )}
                </section>
              )}
            </div>
            <aside className={styles.aside} aria-label={t('screening.title')}>
              <Strip />
            </aside>
          </div>
          <div className={styles.bar}>
            <button type="button" onClick={() => setStripOpen(true)} aria-haspopup="dialog">
              {weighing.weighed ? (
                <Verdict consultation={weighing.weighed} />
              ) : (
                <span>
                  <ShieldAlert aria-hidden size={18} /> {t('screening.title')}
                </span>
              )}
              <span className={styles.barOpen}>{t('screening.open')}</span>
            </button>
          </div>
          {isStripOpen && (
            <Dialog title={t('screening.title')} isOpen shape="side" onClose={() => setStripOpen(false)}>
              <Strip />
            </Dialog>
          )}
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
