// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { asRefusal, useStep } from '@/api/entries'
import { may, useMe } from '@/app/session'
import { Button, Failed, Notice, Row, Stack, TextField, useToast } from '@/design'
import { fullName, useClinicTime, usePractitioners } from '@/record'
import { useText } from '@/text'
import { isChangedSince, type Reviewed, type Words } from './reviews'
import { ReviewForm } from './ReviewForm'
import type { Review } from './wire'
import styles from './library.module.css'

/** What the clinic says of a statement; a lead says it here. */
export function ClinicWordBlock({
  statement,
  words,
}: {
  readonly statement: Reviewed
  readonly words: Words
}): ReactElement {
  const t = useText()
  const me = useMe()
  const [asks, setAsks] = useState<'word' | 'back' | null>(null)
  const mayWrite = may(me, 'ruleReview', 'create')
  const { signed, draft } = words
  return (
    <section className={styles.clinic} aria-label={t('library.clinicWord')}>
      <h3>{t('library.clinicWord')}</h3>
      {signed ? (
        <Word review={signed} digest={statement.digest} />
      ) : (
        <p className={styles.soft}>{t('library.noWord')}</p>
      )}
      {draft && (
        <>
          <h4>{t('library.draftWord')}</h4>
          <p className={styles.soft}>{t('library.draftHint')}</p>
          <Word review={draft} digest={statement.digest} />
        </>
      )}
      {mayWrite && asks === 'word' && (
        <ReviewForm statement={statement} words={words} onDone={() => setAsks(null)} />
      )}
      {mayWrite && asks === 'back' && signed && <TakeBack review={signed} onDone={() => setAsks(null)} />}
      {mayWrite && asks === null && (
        <Row gap={2}>
          <Button size="small" onClick={() => setAsks('word')}>
            {t(draft ? 'library.goOn' : signed ? 'library.newWord' : 'library.giveWord')}
          </Button>
          {signed && (
            <Button size="small" tone="quiet" onClick={() => setAsks('back')}>
              {t('library.takeBack')}
            </Button>
          )}
        </Row>
      )}
    </section>
  )
}

function Word({ review, digest }: { readonly review: Review; readonly digest: string }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const people = usePractitioners()
  const { verdict, level, needling, reason, practitioner, on } = review.body
  const who = people.get(practitioner)
  const stricter = [
    ...(level !== undefined ? [t('library.atLeastLevel', { level: t.word(level) })] : []),
    ...(needling !== undefined ? [t(`library.needlingLong_${needling}`)] : []),
  ]
  return (
    <div className={styles.word}>
      <p>
        <strong>{t(`library.clinic_${verdict}`)}</strong>
        {stricter.length > 0 && `: ${stricter.join(' ')}`}
      </p>
      <p>{reason}</p>
      <p className={styles.soft}>
        {t('library.saidBy', { who: who ? fullName(who) : practitioner, day: time.day(on, 'year') })}
      </p>
      {isChangedSince(review, digest) && (
        <Notice tone="caution" title={t('library.changedTitle')}>
          <p>{t(verdict === 'stricter' ? 'library.changedStricter' : 'library.changedHint')}</p>
        </Notice>
      )}
    </div>
  )
}

function TakeBack({
  review,
  onDone,
}: {
  readonly review: Review
  readonly onDone: () => void
}): ReactElement {
  const t = useText()
  const say = useToast()
  const step = useStep('ruleReview')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const refusal = step.error ? asRefusal(step.error) : null
  const atReason = refusal?.at('/reason')
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (reason.trim() === '') return
        step.mutate(
          { id: review.id, follows: review.version, step: 'supersede', reason: reason.trim() },
          {
            onSuccess: () => {
              say({ text: t('library.tookBack'), tone: 'go' })
              onDone()
            },
          },
        )
      }}
    >
      <Stack gap={3}>
        <TextField
          label={t('library.whyBack')}
          value={reason}
          onValue={setReason}
          error={atReason ?? (isTried && reason.trim() === '' ? t('library.whyMissing') : undefined)}
          required
        />
        {refusal && atReason === undefined && <Failed refusal={refusal} />}
        <Row gap={2}>
          <Button tone="primary" submits isBusy={step.isPending}>
            {t('library.takeBack')}
          </Button>
          <Button tone="quiet" onClick={onDone}>
            {t('library.cancel')}
          </Button>
        </Row>
      </Stack>
    </form>
  )
}
