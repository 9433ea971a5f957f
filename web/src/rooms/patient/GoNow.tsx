// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import { Printer, Siren } from 'lucide-react'
import { useEffect, type ReactElement } from 'react'
import { Button, Empty, LinkButton, Page, Skeleton } from '@/design'
import { useText, type Text } from '@/text'
import { CallClinic, EmergencyNote } from './CallClinic'
import { useHouse, useZone, type Alarm } from './house'
import { ofParts, useAdvice, useQuestions } from './library'
import { usePatient } from './own'
import { Said } from './Said'
import { useTimes } from './times'
import { tellOf } from './useSheet'
import type { Answer, Question } from './wire'
import styles from './GoNow.module.css'

/** The answers mean an emergency: what to do, whom to call, and why. It stays until the answers say something else. */
export function GoNow(): ReactElement {
  const t = useText()
  const { alarm } = useHouse()
  if (!alarm)
    return (
      <Page title={t('patient.isEmergency')} width="text">
        <Empty
          title={t('patient.noAlarm')}
          action={<LinkButton to="/emergency">{t('patient.toSigns')}</LinkButton>}
        />
      </Page>
    )
  return <Now alarm={alarm} />
}

function Now({ alarm }: { readonly alarm: Alarm }): ReactElement {
  const t = useText()
  const { self, dismiss } = useHouse()
  const times = useTimes(useZone())
  const patient = usePatient()
  const advice = useAdvice()
  const again = useQuery({
    queryKey: ['told', alarm.answers],
    queryFn: () => tellOf({ answers: alarm.answers, height: '', weight: '' }, self),
    enabled: alarm.tell.length === 0,
  })
  const tell = alarm.tell.length > 0 ? alarm.tell : (again.data?.tell ?? [])
  useEffect(() => {
    document.title = `${t('patient.goNow')} · Filiform`
  }, [t])
  const body = patient.state === 'ready' ? patient.data.body : undefined
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Siren aria-hidden size={40} />
        <div>
          <h1 tabIndex={-1}>{t('patient.goNow')}</h1>
          <p>{t('patient.goNowCalm')}</p>
        </div>
      </header>
      <div role="alert" className={styles.tell}>
        {tell.length === 0 && again.isFetching && <Skeleton lines={2} />}
        {tell.map((one) => (
          <p key={one.ruleId}>{one.text}</p>
        ))}
      </div>
      <section className={styles.part}>
        <h2>{t('patient.whomToCall')}</h2>
        <EmergencyNote />
        <CallClinic isLoud />
        <p className={styles.small}>{t('patient.clinicKnows')}</p>
      </section>
      <section className={styles.part}>
        <h2>{t('patient.showThis')}</h2>
        {body && (
          <p>
            {t('patient.whoIs', {
              name: [...(body.given ?? []), body.family].join(' '),
              born: body.birthDate ? times.date(body.birthDate) : t('patient.notKnown'),
            })}
          </p>
        )}
        <p>{t('patient.answeredAt', { day: times.day(alarm.at), time: times.time(alarm.at) })}</p>
        <AnsweredHere alarm={alarm} />
      </section>
      {advice.state === 'ready' && (
        <section className={styles.part}>
          <h2>{t('patient.signs')}</h2>
          <Said sentences={ofParts(advice.data, 'emergency')} asList />
        </section>
      )}
      <div className={styles.actions}>
        <Button size="large" icon={<Printer aria-hidden />} onClick={() => window.print()}>
          {t('patient.print')}
        </Button>
        {alarm.back !== undefined && (
          <LinkButton size="large" to={alarm.back}>
            {t('patient.goOnForm')}
          </LinkButton>
        )}
        <Button size="large" onClick={dismiss}>
          {t('patient.gotHelp')}
        </Button>
      </div>
      {alarm.back !== undefined && <p className={styles.small}>{t('patient.wrongAnswer')}</p>}
    </div>
  )
}

function answerWords(question: Question, answer: Answer, t: Text): string {
  if (answer === true) return t('patient.yes')
  if (answer === false) return t('patient.no')
  const chosen = typeof answer === 'object' ? answer : [String(answer)]
  return chosen.map((id) => question.choices?.find((one) => one.id === id)?.text ?? id).join('; ')
}

/** The emergency questions as they were answered, for whoever looks after the patient next. */
function AnsweredHere({ alarm }: { readonly alarm: Alarm }): ReactElement | null {
  const t = useText()
  const questions = useQuestions()
  if (questions.state !== 'ready') return null
  const shown = questions.data.flatMap((question) => {
    const ids = question.hasSides ? [`${question.id}.right`, `${question.id}.left`] : [question.id]
    return ids.flatMap((id) => {
      const answer = alarm.answers[id]
      return question.isEmergency && question.ask && answer !== undefined ? [{ id, question, answer }] : []
    })
  })
  return (
    <dl className={styles.answers}>
      {shown.map(({ id, question, answer }) => (
        <div key={id}>
          <dt>{question.ask}</dt>
          <dd>{answerWords(question, answer, t)}</dd>
        </div>
      ))}
    </dl>
  )
}
