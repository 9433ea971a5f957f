// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Refusal } from '@/api/refusal'
import { Button, Card, CheckGroup, Row, Segmented, SelectField, Stack, TextArea, TextField } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { stageOf } from '../needles'
import { targetName } from '../targets'
import type { Needle } from '../wire'
import {
  causes,
  durations,
  gradeWords,
  instantOf,
  localMoment,
  measures,
  outcomes,
  seriousness,
  severities,
  types,
  type EventDraft,
} from './wireEvent'
import styles from './events.module.css'

/** What happened, how bad, how long, what was done, and who has to know. */
export function EventForm({
  draft,
  onDraft,
  needles,
  refusal,
}: {
  readonly draft: EventDraft
  readonly onDraft: (change: EventDraft) => void
  readonly needles: readonly Needle[]
  readonly refusal?: Refusal | undefined
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const at = (field: string): string | undefined => refusal?.at(`/body/${field}`)
  const reports = draft.reports ?? []
  return (
    <div className={styles.form}>
      <Card title={t('session.whatHappened')}>
        <Stack>
          <SelectField
            label={t('session.eventType')}
            value={draft.type ?? ''}
            onValue={(type) => onDraft({ type: type || undefined })}
            empty={t('session.choose')}
            options={types.map((value) => ({ value, label: t.word(value) }))}
            error={at('type')}
            required
          />
          <TextArea
            label={t('session.inWords')}
            rows={3}
            value={draft.what ?? ''}
            onValue={(what) => onDraft({ what })}
            error={at('what')}
          />
          {needles.length > 0 && (
            <SelectField
              label={t('session.whichNeedle')}
              value={draft.needle === undefined ? '' : String(draft.needle)}
              onValue={(place) => onDraft({ needle: place === '' ? undefined : Number(place) })}
              empty={t('session.noNeedle')}
              options={needles.flatMap((needle, place) =>
                stageOf(needle) === 'in' || stageOf(needle) === 'out'
                  ? [
                      {
                        value: String(place),
                        label: `${String(place + 1)} · ${targetName(t, needle.target, needle.level)}`,
                      },
                    ]
                  : [],
              )}
              error={at('needle')}
            />
          )}
          <Row>
            <TextField
              type="datetime-local"
              label={t('session.eventBegan')}
              value={localMoment(draft.began, time)}
              onValue={(value) => onDraft({ began: instantOf(value, time) })}
              error={at('began')}
              required
            />
            <TextField
              type="datetime-local"
              label={t('session.noticed')}
              value={localMoment(draft.noticed, time)}
              onValue={(value) => onDraft({ noticed: instantOf(value, time) })}
              error={at('noticed')}
            />
          </Row>
        </Stack>
      </Card>
      <Card title={t('session.howBad')}>
        <Stack>
          <Segmented
            label={t('session.severity')}
            value={draft.severity ?? null}
            onValue={(severity) => onDraft({ severity: severity ?? undefined })}
            choices={severities.map((value) => ({ value, label: t.word(value) }))}
          />
          <Segmented
            label={t('session.duration')}
            value={draft.duration ?? null}
            onValue={(duration) => onDraft({ duration: duration ?? undefined })}
            choices={durations.map((value) => ({ value, label: t.word(value) }))}
          />
          <div className={styles.pairs}>
            <CheckGroup
              label={t('session.serious')}
              values={draft.serious ?? []}
              onValues={(serious) => onDraft({ serious: [...serious] })}
              choices={seriousness.map((value) => ({ value, label: t.word(`serious_${value}`) }))}
            />
          </div>
          <SelectField
            label={t('session.grade')}
            hint={t('session.gradeHint')}
            value={draft.grade ?? 'mild_or_none'}
            onValue={(grade) => onDraft({ grade: grade || 'mild_or_none' })}
            options={gradeWords.map((value) => ({
              value,
              label: value === 'mild_or_none' ? t('session.gradeLeast') : t.word(`grade_${value}`),
            }))}
            error={at('grade')}
          />
          <SelectField
            label={t('session.cause')}
            value={draft.cause ?? ''}
            onValue={(cause) => onDraft({ cause: cause || undefined })}
            empty={t('session.notSaid')}
            options={causes.map((value) => ({ value, label: t.word(`cause_${value}`) }))}
          />
        </Stack>
      </Card>
      <Card title={t('session.whatWasDone')}>
        <Stack>
          <div className={styles.pairs}>
            <CheckGroup
              label={t('session.measures')}
              hidesLabel
              values={draft.done ?? []}
              onValues={(done) => onDraft({ done: [...done] })}
              choices={measures.map((value) => ({ value, label: t.word(`done_${value}`) }))}
            />
          </div>
          <TextArea
            label={t('session.course')}
            rows={4}
            value={draft.course ?? ''}
            onValue={(course) => onDraft({ course })}
          />
          <SelectField
            label={t('session.outcome')}
            value={draft.outcome ?? ''}
            onValue={(outcome) =>
              onDraft({
                outcome: outcome || undefined,
                ...(outcome === 'resolved' ? {} : { resolvedAt: undefined }),
              })
            }
            empty={t('session.choose')}
            options={outcomes.map((value) => ({ value, label: t.word(`outcome_${value}`) }))}
            error={at('outcome')}
            required
          />
          {draft.outcome === 'resolved' && (
            <TextField
              type="datetime-local"
              label={t('session.resolvedAt')}
              value={localMoment(draft.resolvedAt, time)}
              onValue={(value) => onDraft({ resolvedAt: instantOf(value, time) })}
              error={at('resolvedAt')}
              required
            />
          )}
        </Stack>
      </Card>
      <Card title={t('session.duty')}>
        <Stack>
          <Segmented
            label={t('session.mustBeReported')}
            value={draft.mustBeReported === undefined ? null : draft.mustBeReported ? 'yes' : 'no'}
            onValue={(value) => onDraft({ mustBeReported: value === null ? undefined : value === 'yes' })}
            choices={[
              { value: 'yes', label: t('session.yes') },
              { value: 'no', label: t('session.no') },
            ]}
          />
          <p className={styles.hint}>{t('session.dutyHint')}</p>
          {draft.mustBeReported && (
            <>
              {reports.map((report, index) => (
                <Row key={index}>
                  <TextField
                    label={t('session.reportTo')}
                    value={report.to}
                    onValue={(to) =>
                      onDraft({
                        reports: reports.map((one, place) => (place === index ? { ...one, to } : one)),
                      })
                    }
                  />
                  <TextField
                    type="date"
                    label={t('session.reportOn')}
                    value={report.on}
                    onValue={(on) =>
                      onDraft({
                        reports: reports.map((one, place) => (place === index ? { ...one, on } : one)),
                      })
                    }
                  />
                  <TextField
                    label={t('session.reportNumber')}
                    value={report.number ?? ''}
                    onValue={(number) =>
                      onDraft({
                        reports: reports.map((one, place) => (place === index ? { ...one, number } : one)),
                      })
                    }
                  />
                </Row>
              ))}
              {at('reports') && <p className={styles.error}>{at('reports')}</p>}
              <Button onClick={() => onDraft({ reports: [...reports, { to: '', on: time.today() }] })}>
                {t('session.addReport')}
              </Button>
            </>
          )}
        </Stack>
      </Card>
    </div>
  )
}
