// SPDX-License-Identifier: Apache-2.0
import { ArrowLeft, Bell, BellOff, LifeBuoy } from 'lucide-react'
import { clsx } from 'clsx'
import { useEffect, type ReactElement } from 'react'
import { Link, Redirect, useLocation } from 'wouter'
import { Await, Button, IconButton, Notice } from '@/design'
import { useClinicTime } from '@/record'
import { useText, type TextKey } from '@/text'
import { AfterStep } from './AfterStep'
import { CheckStep } from './CheckStep'
import { ConflictNotice } from './ConflictNotice'
import { Done } from './Done'
import { EventStep } from './events/EventStep'
import { HelpStep, helpButtons } from './HelpStep'
import { NeedleStep } from './NeedleStep'
import { PositionStep } from './PositionStep'
import { SyncSign } from './SyncSign'
import { TallyBoard } from './TallyBoard'
import { personName } from './targets'
import { useAlarm } from './useAlarm'
import { useSessionData, useSessionNote, type DeviceNote, type SessionData } from './useSessionMode'
import { wakeSound } from './chime'
import styles from './session.module.css'

const steps = ['check', 'position', 'needles', 'after'] as const
type Step = (typeof steps)[number]
const stepNames: Readonly<Record<Step, TextKey>> = {
  check: 'session.check',
  position: 'session.position',
  needles: 'session.needles',
  after: 'session.after',
}

/** What every step of session mode is given. */
export type StepProps = SessionData &
  Readonly<{
    home: string
    note: DeviceNote
    setNote: (change: (before: DeviceNote) => DeviceNote) => void
  }>

/** A session as it is carried out, at the couch: large, one thing at a time, and help one tap away. */
export function SessionMode({
  patient,
  session,
  step,
  part,
}: {
  readonly patient: string
  readonly session: string
  readonly step: string
  readonly part: string
}): ReactElement {
  const t = useText()
  const home = `/patients/${patient}/sessions/${session}`
  const data = useSessionData(patient, session)
  const [note, setNote, isRead] = useSessionNote(session)
  useEffect(() => {
    window.addEventListener('pointerdown', wakeSound)
    window.addEventListener('keydown', wakeSound)
    return () => {
      window.removeEventListener('pointerdown', wakeSound)
      window.removeEventListener('keydown', wakeSound)
    }
  }, [])
  useEffect(() => {
    document.title = `${t('session.title')} · Filiform`
  }, [t])
  if (step === '') return <Redirect to={`${home}/check`} replace />
  return (
    <div className={styles.mode}>
      {data.state === 'ready' && isRead ? (
        <Frame {...data.data} home={home} note={note} setNote={setNote} step={step} part={part} />
      ) : (
        <main id="content" className={styles.lonely}>
          <h1>{t('session.title')}</h1>
          <Await of={data} lines={8}>
            {() => null}
          </Await>
          <p>
            <Link href={`/patients/${patient}`}>{t('session.toPatient')}</Link>
          </p>
        </main>
      )}
    </div>
  )
}

function Frame({
  step,
  part,
  ...props
}: StepProps & { readonly step: string; readonly part: string }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const [, go] = useLocation()
  const { session, patient, home, note, setNote, advice } = props
  const alarm = useAlarm(props)
  const isOver = session.state === 'signed' && session.sync === 'saved'
  // A step begins at its beginning, however far down the one before was left.
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [step, part])
  return (
    <>
      <header className={styles.top}>
        <Link
          href={`/patients/${session.body.patient}`}
          className={styles.leave}
          aria-label={t('session.leave')}
        >
          <ArrowLeft aria-hidden />
        </Link>
        <div className={styles.who}>
          <p className={styles.name}>{personName(patient.body)}</p>
          <p className={styles.small}>
            {patient.body.birthDate
              ? t('session.born', { day: time.day(patient.body.birthDate, 'year') })
              : ''}
          </p>
        </div>
        <nav aria-label={t('session.steps')} className={styles.steps}>
          {steps.map((one, index) => (
            <Link
              key={one}
              href={`${home}/${one}`}
              className={styles.step}
              aria-current={one === step ? 'step' : undefined}
            >
              <span className={styles.stepNumber} aria-hidden>
                {index + 1}
              </span>
              {t(stepNames[one])}
            </Link>
          ))}
        </nav>
        <TallyBoard session={session.body} />
        <SyncSign sync={session.sync} />
        <IconButton
          label={note.isMuted ? t('session.soundOn') : t('session.soundOff')}
          aria-pressed={note.isMuted}
          icon={note.isMuted ? <BellOff aria-hidden /> : <Bell aria-hidden />}
          onClick={() => setNote((before) => ({ ...before, isMuted: !before.isMuted }))}
        />
      </header>
      {alarm}
      {session.theirs && <ConflictNotice session={session} theirs={session.theirs} />}
      <main id="content" tabIndex={-1} className={styles.content}>
        <h1 className="visually-hidden">{t('session.title')}</h1>
        {isOver && step !== 'help' && step !== 'event' ? (
          <Done {...props} />
        ) : (
          <StepOf step={step} part={part} {...props} />
        )}
      </main>
      <nav className={styles.help} aria-label={t('session.somethingWrong')}>
        <Button
          tone="danger"
          size="large"
          icon={<LifeBuoy aria-hidden />}
          className={clsx(styles.helpAll)}
          onClick={() => go(`${home}/help`)}
        >
          {t('session.help')}
        </Button>
        {helpButtons(advice).map(({ id, name }) => (
          <Link key={id} href={`${home}/help/${id}`} className={styles.helpLink}>
            {name ? t(name) : id}
          </Link>
        ))}
      </nav>
    </>
  )
}

function StepOf({
  step,
  part,
  ...props
}: StepProps & { readonly step: string; readonly part: string }): ReactElement {
  const t = useText()
  switch (step) {
    case 'check':
      return <CheckStep {...props} />
    case 'position':
      return <PositionStep {...props} />
    case 'needles':
      return <NeedleStep {...props} />
    case 'after':
      return <AfterStep {...props} />
    case 'help':
      return <HelpStep {...props} event={part} />
    case 'event':
      return <EventStep {...props} about={part} />
    default:
      return <Notice tone="ask" title={t('app.notFound')} />
  }
}
