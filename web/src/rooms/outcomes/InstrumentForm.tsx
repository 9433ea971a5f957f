// SPDX-License-Identifier: Apache-2.0
import { changed } from '@/api/changed'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { useDraft } from '@/api/draft'
import { asRefusal, newId, useCreate } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { tidy } from '@/api/sameBody'
import { Button, Card, Failed, Row, Segmented, Stack, TextField, useToast } from '@/design'
import { useText } from '@/text'
import { InstrumentItem } from './InstrumentItem'
import { namesFromBefore, type Answers, type Instrument, type Outcome } from './series'
import styles from './outcomes.module.css'

const givers = ['patient', 'clinician', 'proxy'] as const
type Draft = Readonly<{ answers: Answers; givenBy: (typeof givers)[number]; note: string }>

/** Any instrument of the record, item by item. The server works out the score. */
export function InstrumentForm({
  instrument,
  last,
  patient,
  episode,
  home,
}: {
  readonly instrument: Instrument
  readonly last: Outcome | undefined
  readonly patient: string
  readonly episode: string | undefined
  readonly home: string
}): ReactElement {
  const t = useText()
  const say = useToast()
  const [, go] = useLocation()
  const create = useCreate('outcome')
  const [refusal, setRefusal] = useState<Refusal>()
  const [id] = useState(newId)
  const { body } = instrument
  const {
    value: draft,
    set,
    clear,
  } = useDraft<Draft>(`outcome ${patient} ${instrument.id}`, {
    answers: namesFromBefore(instrument, last),
    givenBy: 'patient',
    note: '',
  })
  const save = async (submitted: FormEvent): Promise<void> => {
    submitted.preventDefault()
    setRefusal(undefined)
    try {
      const saved = await create.mutateAsync({
        id,
        state: 'signed',
        body: tidy({
          patient,
          ...(episode ? { episode } : {}),
          instrument: instrument.id,
          code: body.code,
          version: body.version,
          on: new Date().toISOString(),
          answers: draft.answers,
          givenBy: draft.givenBy,
          at: 'clinic' as const,
          note: draft.note,
        }),
      })
      clear()
      say({
        text:
          saved.body.score === undefined
            ? t('outcomes.savedPlain')
            : t('outcomes.saved', { score: saved.body.score }),
        tone: 'go',
      })
      go(home)
    } catch (thrown) {
      setRefusal(asRefusal(thrown))
    }
  }
  return (
    <form onSubmit={(submitted) => void save(submitted)} noValidate>
      <Card title={body.title}>
        <Stack gap={5}>
          {body.about && <p className={styles.hint}>{body.about}</p>}
          {body.items.map((item) => (
            <InstrumentItem
              key={item.linkId}
              item={item}
              value={draft.answers[item.linkId]}
              error={refusal?.at(`/body/answers/${item.linkId}`)}
              onValue={(answer) =>
                set((before) => ({
                  ...before,
                  answers: changed<Answers>(before.answers, { [item.linkId]: answer }),
                }))
              }
            />
          ))}
          <Segmented
            label={t('outcomes.by')}
            value={draft.givenBy}
            canClear={false}
            onValue={(givenBy) => set((before) => ({ ...before, givenBy: givenBy ?? 'patient' }))}
            choices={givers.map((value) => ({ value, label: t.word(value) }))}
          />
          <TextField
            label={t('outcomes.note')}
            value={draft.note}
            onValue={(note) => set((before) => ({ ...before, note }))}
          />
          {refusal && <Failed refusal={refusal} />}
          <Row>
            <Button tone="primary" submits isBusy={create.isPending}>
              {t('outcomes.save')}
            </Button>
          </Row>
          <p className={styles.source}>{body.licence}</p>
        </Stack>
      </Card>
    </form>
  )
}
