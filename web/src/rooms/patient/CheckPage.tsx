// SPDX-License-Identifier: Apache-2.0
import { useMemo, type ReactElement } from 'react'
import { allLoaded, useEntries, useEntry, type Entry } from '@/api/entries'
import { Await, LinkButton, Page, Stack } from '@/design'
import { useText } from '@/text'
import { CheckEnd } from './CheckEnd'
import { useHouse, useZone } from './house'
import { useQuestions } from './library'
import { Runner } from './Runner'
import { checksOf, sheetOf, type About } from './sheet'
import { checkSteps, firstOpen, isShown, ownId, type Known } from './steps'
import { useTimes, useToday } from './times'
import { useSheet } from './useSheet'
import type { Question } from './wire'
import styles from './FormPage.module.css'

/** How it went after a session: the same one question a screen, and what the server makes of it. */
export function CheckPage({
  session,
  step,
}: {
  readonly session: string
  readonly step: string
}): ReactElement {
  const { self } = useHouse()
  const questions = useQuestions()
  const done = useEntry('session', session)
  const own = useEntries('assessment', { patient: self, state: 'open' })
  type Wanted = [readonly Question[], Entry<'session'>, { entries: readonly Entry<'assessment'>[] }]
  return (
    <Await of={allLoaded<Wanted>(questions, done, own)} lines={6}>
      {([asked, about, drafts]) => (
        <Check
          key={session}
          questions={asked}
          session={about}
          begun={drafts.entries.find((one) => checksOf(one.body) === session) ?? null}
          step={step}
        />
      )}
    </Await>
  )
}

function Check({
  questions,
  session,
  begun,
  step,
}: {
  readonly questions: readonly Question[]
  readonly session: Entry<'session'>
  readonly begun: Entry<'assessment'> | null
  readonly step: string
}): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const zone = useZone()
  const times = useTimes(zone)
  const on = useToday(zone)
  const { episode, practitioner, began } = session.body
  const about = useMemo<About>(
    () => ({ patient: self, episode, practitioner, checks: session.id, on }),
    [self, episode, practitioner, session.id, on],
  )
  const filling = useSheet(`patient.${self}.check.${session.id}`, about, begun ? sheetOf(begun) : null)
  const { sheet, told, written } = filling
  const screening = (written ?? begun)?.body.screening
  const steps = useMemo(() => checkSteps(questions, screening?.toAsk ?? []), [questions, screening?.toAsk])
  const known: Known = {
    answers: sheet.answers,
    skipped: sheet.skipped,
    spared: told?.spared ?? [],
    hasMarks: false,
  }
  const home = `/check/${session.id}`
  const shown = steps.filter((one) => isShown(one, known))
  const open = shown.filter((one) => one.what === 'question' && sheet.answers[one.id] === undefined)
  if (step !== '' && steps.some((one) => one.id === step))
    return (
      <Runner
        home={home}
        steps={steps}
        at={step}
        filling={filling}
        title={t('patient.checkTitle')}
        end={
          <CheckEnd
            home={home}
            open={open}
            tell={told?.tell ?? []}
            decision={screening?.decision}
            isSent={filling.sending.state !== 'waiting' && filling.sending.state !== 'sending'}
          />
        }
      />
    )
  const isBegun = Object.keys(sheet.answers).length + sheet.skipped.length > 0
  const start = isBegun ? firstOpen(shown, known) : steps[0]
  return (
    <Page title={t('patient.checkTitle')} width="text">
      <Stack gap={5}>
        <div className={styles.words}>
          <p>{began ? t('patient.checkWhy', { day: times.day(began) }) : t('patient.checkWhyNoDay')}</p>
          <p>{t('patient.formSaved')}</p>
        </div>
        <LinkButton tone="primary" size="large" to={`${home}/${start?.id ?? ownId('end')}`}>
          {isBegun ? t('patient.goOn') : t('patient.begin')}
        </LinkButton>
      </Stack>
    </Page>
  )
}
