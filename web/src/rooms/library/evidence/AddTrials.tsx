// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { asRefusal, newId, useCreate } from '@/api/entries'
import { may, useMe } from '@/app/session'
import { Badge, Button, Card, Failed, Notice, Row, Stack, TextArea, useToast } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { Additions } from './Additions'
import { printed } from './numbers'
import { certaintyTones } from './QuestionList'
import { TableFaults, TableField } from './TableField'
import { usePreview } from './useEvidence'
import type { Changed, Preview } from './wire'
import styles from './evidence.module.css'

/** New trials: what they would change, before anything is written; then the lead signs them. */
export function AddTrials(): ReactElement {
  const t = useText()
  const me = useMe()
  const preview = usePreview()
  const [rows, setRows] = useState('')
  const [isTried, setTried] = useState(false)
  const refusal = preview.error ? asRefusal(preview.error) : null
  const problems = refusal?.problems.filter((one) => one.pointer === '/rows') ?? []
  const change = (typed: string): void => {
    setRows(typed)
    preview.reset() // what was shown was of other rows
  }
  return (
    <Stack gap={5}>
      <p className={styles.lead}>{t('evidence.addIntro')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (rows.trim() !== '') preview.mutate(rows)
        }}
      >
        <Stack>
          <TableField
            label={t('evidence.newRows')}
            hint={t('evidence.newRowsHint')}
            value={rows}
            onValue={change}
            error={isTried && rows.trim() === '' ? t('evidence.rowsMissing') : undefined}
          />
          <TableFaults problems={problems} />
          {refusal && problems.length === 0 && <Failed refusal={refusal} />}
          <Row gap={2}>
            <Button tone={preview.data ? 'plain' : 'primary'} submits isBusy={preview.isPending}>
              {t('evidence.preview')}
            </Button>
          </Row>
        </Stack>
      </form>
      {preview.data && <Changes preview={preview.data} />}
      {preview.data && may(me, 'trialAddition', 'create') && (
        <Keep key={preview.data.rows} rows={preview.data.rows} onKept={() => change('')} />
      )}
      {preview.data && !may(me, 'trialAddition', 'create') && (
        <Notice tone="info">{t('evidence.leadKeeps')}</Notice>
      )}
      <Additions />
    </Stack>
  )
}

function Changes({ preview }: { readonly preview: Preview }): ReactElement {
  const t = useText()
  return (
    <section className={styles.changes} aria-label={t('evidence.changes')}>
      <h2>{t('evidence.changes')}</h2>
      <p className={styles.soft} role="status">
        {t('evidence.changesHint', { count: preview.changes.length })}
      </p>
      {preview.changes.map((one) => (
        <ChangeCard key={one.question} change={one} />
      ))}
    </section>
  )
}

function ChangeCard({ change }: { readonly change: Changed }): ReactElement {
  const t = useText()
  return (
    <Card title={change.asks} level={3}>
      <Stack gap={3}>
        <dl className={styles.beforeAfter}>
          <dt>{t('evidence.before')}</dt>
          <dd>{printed(change.before.words)}</dd>
          <dt>{t('evidence.after')}</dt>
          <dd>
            <strong>{printed(change.after.words)}</strong>
          </dd>
        </dl>
        {!change.isChanged && <p>{t('evidence.sameResult')}</p>}
        {change.leftOut.map((one) => (
          <p key={one.label}>
            {t('evidence.leftOutLine', { line: one.line, label: one.label, why: one.why })}
          </p>
        ))}
        {change.warnings.length > 0 && (
          <Notice tone="caution" title={t('evidence.takeCare')}>
            <ul>
              {change.warnings.map((one) => (
                <li key={one}>{printed(one)}</li>
              ))}
            </ul>
          </Notice>
        )}
        <p>
          <Badge tone={certaintyTones[change.certainty]}>
            {t('evidence.certaintyIs', { certainty: t.word(`certainty_${change.certainty}`) })}
          </Badge>{' '}
          {t('evidence.signAfter', { informs: change.informs.join(', ') })}
        </p>
      </Stack>
    </Card>
  )
}

/** Keeps the rows as a draft, or signs them: then they count in this clinic. */
function Keep({ rows, onKept }: { readonly rows: string; readonly onKept: () => void }): ReactElement {
  const t = useText()
  const me = useMe()
  const time = useClinicTime()
  const say = useToast()
  const create = useCreate('trialAddition')
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const [signs, setSigns] = useState(false)
  const refusal = create.error ? asRefusal(create.error) : null
  const atReason = refusal?.at('/body/reason')
  const send = (isSigned: boolean): void => {
    setTried(true)
    setSigns(isSigned)
    if (reason.trim() === '') return
    create.mutate(
      {
        id,
        state: isSigned ? 'signed' : 'open',
        body: { rows, reason: reason.trim(), practitioner: me.person ?? '', on: time.today() },
      },
      {
        onSuccess: () => {
          say({ text: t(isSigned ? 'evidence.keptSigned' : 'evidence.keptDraft'), tone: 'go' })
          onKept()
        },
      },
    )
  }
  return (
    <form
      noValidate
      className={styles.keep}
      onSubmit={(event) => {
        event.preventDefault()
        send(true)
      }}
    >
      <Stack>
        <TextArea
          label={t('evidence.reason')}
          hint={t('evidence.reasonHint')}
          rows={2}
          value={reason}
          onValue={setReason}
          error={atReason ?? (isTried && reason.trim() === '' ? t('evidence.reasonMissing') : undefined)}
          required
        />
        {refusal && atReason === undefined && <Failed refusal={refusal} />}
        <Row gap={2}>
          {may(me, 'trialAddition', 'sign') && (
            <Button tone="primary" submits isBusy={create.isPending && signs}>
              {t('evidence.sign')}
            </Button>
          )}
          <Button onClick={() => send(false)} isBusy={create.isPending && !signs}>
            {t('evidence.keepDraft')}
          </Button>
        </Row>
      </Stack>
    </form>
  )
}
