// SPDX-License-Identifier: Apache-2.0
import { CircleAlert } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { asRefusal, newId, useChange, type Body, type OneWrite } from '@/api/entries'
import { useMe } from '@/app/session'
import { Button, Failed, Row, Segmented, SelectField, Stack, TextArea, useToast } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import {
  stricterLevels,
  stricterNeedlings,
  type NamedLevel,
  type NamedNeedling,
  type Reviewed,
  type Words,
} from './reviews'
import styles from './library.module.css'

type Verdict = NonNullable<Body<'ruleReview'>['verdict']>

/** A lead agrees, disputes, or makes a rule stricter. Kept as a draft, it counts for nothing until it is signed. */
export function ReviewForm({
  statement,
  words,
  onDone,
}: {
  readonly statement: Reviewed
  readonly words: Words
  readonly onDone: () => void
}): ReactElement {
  const t = useText()
  const me = useMe()
  const time = useClinicTime()
  const say = useToast()
  const change = useChange()
  const before = words.draft?.body
  const [id] = useState(() => words.draft?.id ?? newId())
  const [verdict, setVerdict] = useState<Verdict | null>(before?.verdict ?? null)
  const [level, setLevel] = useState<NamedLevel | ''>(before?.level ?? '')
  const [needling, setNeedling] = useState<NamedNeedling | ''>(before?.needling ?? '')
  const [reason, setReason] = useState(before?.reason ?? '')
  const [isTried, setTried] = useState(false)
  const [signs, setSigns] = useState(false)
  const { rule } = statement
  const levels = rule ? stricterLevels(rule) : []
  const needlings = rule ? stricterNeedlings(rule) : []
  const isStricter = verdict === 'stricter'
  const refusal = change.error ? asRefusal(change.error) : null
  const at = (field: string): string | undefined =>
    refusal?.at(`/writes/0/body/${field}`) ?? refusal?.at(`/body/${field}`)
  const verdictError =
    at('verdict') ??
    (isTried && verdict === null
      ? t('library.verdictMissing')
      : isTried && isStricter && level === '' && needling === ''
        ? t('library.howMissing')
        : undefined)
  const reasonError = at('reason') ?? (isTried && reason.trim() === '' ? t('library.whyMissing') : undefined)
  const isAtField = ['verdict', 'level', 'needling', 'reason'].some((field) => at(field) !== undefined)

  const send = (isSigned: boolean): void => {
    setTried(true)
    setSigns(isSigned)
    if (verdict === null || reason.trim() === '') return
    if (isStricter && level === '' && needling === '') return
    const write: OneWrite = {
      kind: 'ruleReview',
      id,
      ...(words.draft ? { follows: words.draft.version } : {}),
      state: isSigned ? 'signed' : 'open',
      body: {
        rule: statement.id,
        text: statement.digest,
        verdict,
        ...(isStricter && level !== '' ? { level } : {}),
        ...(isStricter && needling !== '' ? { needling } : {}),
        reason: reason.trim(),
        practitioner: me.person ?? '',
        on: time.today(),
      },
    }
    // One word of the clinic stands at a time: the new one takes the old one's place.
    const replaced: readonly OneWrite[] =
      isSigned && words.signed
        ? [
            {
              kind: 'ruleReview',
              id: words.signed.id,
              follows: words.signed.version,
              state: 'superseded',
              body: words.signed.body,
            },
          ]
        : []
    change.mutate(
      { writes: [write, ...replaced] },
      {
        onSuccess: () => {
          say({ text: t(isSigned ? 'library.signedNow' : 'library.draftKept'), tone: 'go' })
          onDone()
        },
      },
    )
  }

  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        send(true)
      }}
    >
      <Stack>
        <div>
          <Segmented<Verdict>
            label={t('library.yourWord')}
            value={verdict}
            onValue={setVerdict}
            choices={[
              { value: 'agreed', label: t('library.agree'), tone: 'go' },
              { value: 'disputed', label: t('library.dispute'), tone: 'ask' },
              ...(levels.length + needlings.length > 0
                ? [{ value: 'stricter' as const, label: t('library.makeStricter'), tone: 'caution' as const }]
                : []),
            ]}
          />
          {verdictError !== undefined && (
            <p className={styles.error} role="alert">
              <CircleAlert aria-hidden size={16} />
              {verdictError}
            </p>
          )}
        </div>
        {isStricter && (
          <>
            <p className={styles.soft}>{t('library.stricterHint')}</p>
            <div className={styles.filters}>
              {levels.length > 0 && (
                <SelectField
                  label={t('library.newLevel')}
                  empty={t('library.asItIs')}
                  value={level}
                  onValue={setLevel}
                  error={at('level')}
                  options={levels.map((value) => ({ value, label: t.word(value) }))}
                />
              )}
              {needlings.length > 0 && (
                <SelectField
                  label={t('library.newNeedling')}
                  empty={t('library.asItIs')}
                  value={needling}
                  onValue={setNeedling}
                  error={at('needling')}
                  options={needlings.map((value) => ({ value, label: t(`library.needlingLong_${value}`) }))}
                />
              )}
            </div>
          </>
        )}
        <TextArea
          label={t('library.reason')}
          hint={t('library.reasonHint')}
          rows={3}
          value={reason}
          onValue={setReason}
          error={reasonError}
          required
        />
        {refusal && !isAtField && <Failed refusal={refusal} />}
        <Row gap={2}>
          <Button tone="primary" submits isBusy={change.isPending && signs}>
            {t('library.sign')}
          </Button>
          <Button onClick={() => send(false)} isBusy={change.isPending && !signs}>
            {t('library.keepDraft')}
          </Button>
          <Button tone="quiet" onClick={onDone}>
            {t('library.cancel')}
          </Button>
        </Row>
      </Stack>
    </form>
  )
}
