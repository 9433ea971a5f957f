// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { asRefusal, useStep } from '@/api/entries'
import { may, useMe } from '@/app/session'
import { Await, Badge, Button, Card, Failed, Row, Stack, TextField, useToast } from '@/design'
import { fullName, useClinicTime, usePractitioners } from '@/record'
import { useText } from '@/text'
import { useAdditions } from './useEvidence'
import type { Addition } from './wire'
import styles from './evidence.module.css'

/** The trials that the clinic added: signed they count, as drafts they do not. */
export function Additions(): ReactElement {
  const t = useText()
  const found = useAdditions()
  return (
    <section className={styles.changes} aria-label={t('evidence.additions')}>
      <h2>{t('evidence.additions')}</h2>
      <Await of={found}>
        {({ entries }) =>
          entries.length === 0 ? (
            <p className={styles.soft}>{t('evidence.noAdditions')}</p>
          ) : (
            <Stack>
              {entries.map((one) => (
                <AdditionCard key={one.id} addition={one} />
              ))}
            </Stack>
          )
        }
      </Await>
    </section>
  )
}

function AdditionCard({ addition }: { readonly addition: Addition }): ReactElement {
  const t = useText()
  const me = useMe()
  const time = useClinicTime()
  const people = usePractitioners()
  const say = useToast()
  const sign = useStep('trialAddition')
  const [asks, setAsks] = useState(false)
  const { rows, reason, practitioner, on } = addition.body
  const who = people.get(practitioner)
  const isSigned = addition.state === 'signed'
  return (
    <Card
      level={3}
      title={t('evidence.additionOf', { day: time.day(on, 'year') })}
      actions={
        <Badge tone={isSigned ? 'go' : 'ask'}>
          {t(isSigned ? 'evidence.counts_signed' : 'evidence.draft')}
        </Badge>
      }
    >
      <Stack gap={3}>
        <p>{reason}</p>
        <p className={styles.soft}>{who ? fullName(who) : practitioner}</p>
        <details className={styles.more}>
          <summary>{t('evidence.showRows')}</summary>
          <pre className={styles.rows}>{rows}</pre>
        </details>
        {sign.error && <Failed refusal={asRefusal(sign.error)} />}
        {may(me, 'trialAddition', 'sign') && !asks && (
          <Row gap={2}>
            {!isSigned && (
              <Button
                size="small"
                isBusy={sign.isPending}
                onClick={() =>
                  sign.mutate(
                    { id: addition.id, follows: addition.version, step: 'sign' },
                    { onSuccess: () => say({ text: t('evidence.keptSigned'), tone: 'go' }) },
                  )
                }
              >
                {t('evidence.sign')}
              </Button>
            )}
            <Button size="small" tone="quiet" onClick={() => setAsks(true)}>
              {t('evidence.takeBack')}
            </Button>
          </Row>
        )}
        {asks && <TakeBack addition={addition} onDone={() => setAsks(false)} />}
      </Stack>
    </Card>
  )
}

/** Signed ones are superseded, drafts were a mistake: both stay in the record and count for nothing. */
function TakeBack({
  addition,
  onDone,
}: {
  readonly addition: Addition
  readonly onDone: () => void
}): ReactElement {
  const t = useText()
  const say = useToast()
  const step = useStep('trialAddition')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (reason.trim() === '') return
        step.mutate(
          {
            id: addition.id,
            follows: addition.version,
            step: addition.state === 'signed' ? 'supersede' : 'mistake',
            reason: reason.trim(),
          },
          { onSuccess: () => say({ text: t('evidence.tookBack'), tone: 'go' }) },
        )
      }}
    >
      <Stack gap={3}>
        <TextField
          label={t('evidence.whyBack')}
          value={reason}
          onValue={setReason}
          error={isTried && reason.trim() === '' ? t('evidence.reasonMissing') : undefined}
          required
        />
        {step.error && <Failed refusal={asRefusal(step.error)} />}
        <Row gap={2}>
          <Button tone="primary" submits isBusy={step.isPending}>
            {t('evidence.takeBack')}
          </Button>
          <Button tone="quiet" onClick={onDone}>
            {t('library.cancel')}
          </Button>
        </Row>
      </Stack>
    </form>
  )
}
