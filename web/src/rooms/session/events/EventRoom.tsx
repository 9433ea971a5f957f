// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { useLocation, useParams } from 'wouter'
import { useDraft } from '@/api/draft'
import { asRefusal, newId, useCreate, useEntry, useStep, useWrite, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { tidy } from '@/api/sameBody'
import { mendGrade } from '@/api/useOutbox'
import { useMe } from '@/app/session'
import {
  Await,
  Badge,
  Button,
  Card,
  Facts,
  Failed,
  Notice,
  Page,
  Row,
  Stack,
  TextField,
  useToast,
  type Tone,
} from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { needlesOf } from '../needles'
import { personName } from '../targets'
import { EventForm } from './EventForm'
import type { EventBody, EventDraft } from './wireEvent'
import styles from './events.module.css'

const gradeTones: Readonly<Record<EventBody['grade'], Tone>> = {
  mild_or_none: 'info',
  moderate: 'caution',
  major: 'stop',
  serious: 'emergency',
}

/** /patients/:patient/events/:event, or "new", then the session it belongs to: /events/new/SESSION */
export function EventRoom(): ReactElement {
  const t = useText()
  const {
    patient = '',
    event = '',
    '*': session = '',
  } = useParams<{ patient: string; event: string; '*': string }>()
  const person = useEntry('patient', patient)
  const entry = useEntry('adverseEvent', event === 'new' ? '' : event)
  return (
    <Page
      title={t('session.event')}
      subtitle={person.state === 'ready' ? personName(person.data.body) : ''}
      back={{ to: `/patients/${patient}`, label: t('session.toPatient') }}
    >
      {event === 'new' ? (
        <EventEditor patient={patient} session={session} />
      ) : (
        <Await of={entry}>
          {(found) =>
            found.state === 'open' ? (
              <EventEditor
                key={found.version}
                patient={patient}
                session={found.body.session ?? ''}
                entry={found}
              />
            ) : (
              <EventShown entry={found} />
            )
          }
        </Await>
      )}
    </Page>
  )
}

function EventEditor({
  patient,
  session,
  entry,
}: {
  readonly patient: string
  readonly session: string
  readonly entry?: Entry<'adverseEvent'>
}): ReactElement {
  const t = useText()
  const me = useMe()
  const say = useToast()
  const [, go] = useLocation()
  const visit = useEntry('session', session)
  const create = useCreate('adverseEvent')
  const write = useWrite('adverseEvent')
  const step = useStep('adverseEvent')
  const [id] = useState(() => entry?.id ?? newId())
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<Refusal>()
  const {
    value: draft,
    set,
    clear,
  } = useDraft<EventDraft>(
    `event ${patient} ${entry?.id ?? 'new'} ${String(entry?.version ?? 0)}`,
    entry?.body ?? {
      patient,
      ...(session ? { session } : {}),
      ...(me.person ? { practitioner: me.person } : {}),
      noticed: new Date().toISOString(),
      grade: 'mild_or_none',
    },
  )
  const save = async (submitted: FormEvent): Promise<void> => {
    submitted.preventDefault()
    setRefusal(undefined)
    let body = tidy({ ...draft, patient }) as EventBody
    for (;;) {
      try {
        const saved = entry
          ? await write.mutateAsync({ id, follows: entry.version, body })
          : await create.mutateAsync({ id, body })
        clear()
        say({ text: t('session.eventSavedAs', { grade: t.word(`grade_${saved.body.grade}`) }), tone: 'go' })
        if (!entry) go(`/patients/${patient}/events/${saved.id}`, { replace: true })
        return
      } catch (thrown) {
        const refused = asRefusal(thrown)
        // The server says when a grade is milder than the definitions allow; the next one is tried.
        const mended = mendGrade({ body }, refused)
        if (!mended) {
          setRefusal(refused)
          return
        }
        body = mended as EventBody
      }
    }
  }
  const sign = async (): Promise<void> => {
    if (!entry) return
    setRefusal(undefined)
    try {
      await step.mutateAsync({ id, follows: entry.version, step: 'sign', ...(reason ? { reason } : {}) })
    } catch (thrown) {
      setRefusal(asRefusal(thrown))
    }
  }
  return (
    <form onSubmit={(submitted) => void save(submitted)} noValidate>
      <Stack>
        {entry && (
          <Row>
            <Badge tone={gradeTones[entry.body.grade]}>{t.word(`grade_${entry.body.grade}`)}</Badge>
            <span className={styles.hint}>{t('session.gradeByServer')}</span>
          </Row>
        )}
        <EventForm
          draft={draft}
          onDraft={(change) => set((before) => ({ ...before, ...change }))}
          needles={visit.state === 'ready' ? needlesOf(visit.data.body) : []}
          refusal={refusal}
        />
        {refusal && <Failed refusal={refusal} />}
        <Row>
          <Button tone="primary" submits isBusy={create.isPending || write.isPending}>
            {t('session.saveEvent')}
          </Button>
        </Row>
        {entry && (
          <Card title={t('session.closeEvent')}>
            <Stack>
              <p className={styles.hint}>{t('session.closeEventHint')}</p>
              <TextField label={t('session.reason')} value={reason} onValue={setReason} />
              <Row>
                <Button isBusy={step.isPending} onClick={() => void sign()}>
                  {t('session.signEvent')}
                </Button>
              </Row>
            </Stack>
          </Card>
        )}
      </Stack>
    </form>
  )
}

function EventShown({ entry }: { readonly entry: Entry<'adverseEvent'> }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { body } = entry
  const moment = (instant: string | undefined): string => (instant ? time.moment(instant) : '–')
  return (
    <Stack>
      <Notice tone={gradeTones[body.grade]} title={`${t.word(body.type)}: ${t.word(`grade_${body.grade}`)}`}>
        <p>{body.what}</p>
      </Notice>
      <Card title={t('session.whatHappened')}>
        <Facts
          items={[
            [t('session.eventBegan'), moment(body.began)],
            [t('session.noticed'), moment(body.noticed)],
            [t('session.severity'), body.severity ? t.word(body.severity) : t('session.notSaid')],
            [t('session.duration'), body.duration ? t.word(body.duration) : t('session.notSaid')],
            [
              t('session.serious'),
              (body.serious ?? []).map((one) => t.word(`serious_${one}`)).join(', ') || '–',
            ],
            [t('session.cause'), body.cause ? t.word(`cause_${body.cause}`) : t('session.notSaid')],
            [
              t('session.whatWasDone'),
              (body.done ?? []).map((one) => t.word(`done_${one}`)).join(', ') || '–',
            ],
            [t('session.course'), body.course ?? '–'],
            [t('session.outcome'), t.word(`outcome_${body.outcome}`)],
            [t('session.resolvedAt'), moment(body.resolvedAt)],
            [
              t('session.mustBeReported'),
              body.mustBeReported === undefined
                ? t('session.notSaid')
                : t(body.mustBeReported ? 'session.yes' : 'session.no'),
            ],
            ...(body.reports ?? []).map(
              (report) =>
                [
                  report.to,
                  [report.on && time.day(report.on, 'year'), report.number].filter(Boolean).join(', '),
                ] as const,
            ),
          ]}
        />
      </Card>
    </Stack>
  )
}
