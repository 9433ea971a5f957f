// SPDX-License-Identifier: Apache-2.0
import { changed } from '@/api/changed'
import { useState, type ReactElement } from 'react'
import { ask } from '@/api/client'
import { asRefusal, type Body, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { Badge, Button, Card, Failed, Notice, Row, Stack, type Tone } from '@/design'
import { isAnswered, keysOf } from '@/record/answers'
import { useText } from '@/text'
import { AskedAgain } from './AskedAgain'
import { answersToday, askedToday, changesInWords, keptScreening } from './screeningAgain'
import type { StepProps } from './SessionMode'
import type { Answers, Consultation, Decision, QuestionShelf } from './wire'
import styles from './session.module.css'

export const decisionTones: Readonly<Record<Decision, Tone>> = {
  go: 'go',
  caution: 'caution',
  ask: 'ask',
  refer_routine: 'caution',
  refer_urgent: 'stop',
  emergency_today: 'emergency',
}

/** The questions of every visit, asked again, and what the server decides on the answers. */
export function ScreeningToday({
  session,
  note,
  setNote,
  assessment,
  shelf,
}: StepProps & {
  readonly assessment: Entry<'assessment'>
  readonly shelf: QuestionShelf
}): ReactElement {
  const t = useText()
  const [weighed, setWeighed] = useState<Consultation>()
  const [refusal, setRefusal] = useState<Refusal>()
  const [isBusy, setBusy] = useState(false)
  const asked = askedToday(shelf.questions)
  const before = (assessment.body.answers ?? {}) as Answers
  const open = asked.filter((question) => !isAnswered(question, note.today))
  const words = { yes: t('session.yes'), no: t('session.no') }
  const setToday = (change: (before: Answers) => Answers): void => {
    setNote((now) => ({ ...now, today: change(now.today) }))
    // An answer was changed: what was decided on the one before does not hold any more.
    setWeighed(undefined)
    if (session.body.screening)
      session.set((body) => changed(body, { screening: undefined, answers: undefined }))
  }
  const sameForAll = (): void =>
    setToday((today) => ({
      ...Object.fromEntries(
        asked.flatMap(keysOf).flatMap((key) => (before[key] !== undefined ? [[key, before[key]]] : [])),
      ),
      ...today,
    }))

  const screen = async (): Promise<void> => {
    setBusy(true)
    setRefusal(undefined)
    const { patient, heightCm, weightKg, clearances, overrides } = assessment.body
    const sent = {
      patient,
      ...(heightCm !== undefined ? { heightCm } : {}),
      ...(weightKg !== undefined ? { weightKg } : {}),
      answers: answersToday(before, note.today, asked),
      ...(clearances ? { clearances } : {}),
      ...(overrides ? { overrides } : {}),
    }
    try {
      const answer = await ask<Consultation>('POST', '/api/v1/consultations', { body: sent })
      const screening = await keptScreening(answer.screening, sent, shelf.knowledge, new Date().toISOString())
      const changes = changesInWords(before, note.today, asked, words)
      setWeighed(answer)
      session.set((body) => ({
        ...body,
        // What counts is what the server makes of these answers when it keeps them.
        answers: note.today as NonNullable<Body<'session'>['answers']>,
        screening,
        ...(changes.length > 0
          ? { note: withToday(body.note ?? '', t('session.todayDiffers'), changes) }
          : {}),
      }))
    } catch (thrown) {
      setRefusal(asRefusal(thrown))
    }
    setBusy(false)
  }

  const kept = session.body.screening
  return (
    <Card
      title={t('session.askedAgain')}
      actions={
        <span className={styles.small}>
          {t('session.answeredOf', { done: asked.length - open.length, all: asked.length })}
        </span>
      }
    >
      <Stack>
        <p className={styles.hint}>{t('session.askedAgainHint')}</p>
        <AskedAgain asked={asked} before={before} today={note.today} onToday={setToday} />
        {open.length > 0 && (
          <Row>
            <Button onClick={sameForAll}>{t('session.sameForAll')}</Button>
          </Row>
        )}
        <Row>
          <Button
            tone={kept ? 'plain' : 'primary'}
            size="large"
            isBusy={isBusy}
            onClick={() => void screen()}
          >
            {t('session.screen')}
          </Button>
          {open.length > 0 && (
            <span className={styles.small}>{t('session.stillOpen', { count: open.length })}</span>
          )}
        </Row>
        {refusal?.kind === 'offline' ? (
          <Notice tone="stop" title={t('session.screenOffline')} isLive>
            <p>{t('session.screenOfflineHint')}</p>
          </Notice>
        ) : (
          refusal && <Failed refusal={refusal} />
        )}
        {kept && (
          <Notice tone={decisionTones[kept.decision]} title={t.word(kept.decision)} isLive>
            <p>{kept.mayNeedle ? t('session.mayNeedle') : t('session.mayNotNeedle')}</p>
            {kept.restraint?.map((text) => (
              <p key={text}>{text}</p>
            ))}
            {kept.rules && kept.rules.length > 0 && !weighed && (
              <p className={styles.small}>{kept.rules.map((rule) => rule.id).join(', ')}</p>
            )}
          </Notice>
        )}
        {weighed && weighed.screening.findings.length > 0 && (
          <ul className={styles.findings}>
            {weighed.screening.findings.map((finding) => (
              <li key={finding.ruleId}>
                <Row gap={2}>
                  <strong>{finding.what}</strong>
                  <Badge tone={finding.known ? toneOf(finding.level) : 'ask'}>
                    {finding.known ? t.word(finding.level) : t('session.notKnown')}
                  </Badge>
                </Row>
                <p>{finding.do}</p>
                <p className={styles.small}>{finding.because}</p>
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </Card>
  )
}

function toneOf(level: string): Tone {
  return decisionTones[level as Decision] ?? 'neutral'
}

/** The note with what differs today; said once, however often it is screened. */
function withToday(note: string, title: string, changes: readonly string[]): string {
  const lines = note.split('\n').filter((line) => line !== '' && !line.startsWith(title))
  return [...lines, `${title} ${changes.join(' · ')}`].join('\n')
}
