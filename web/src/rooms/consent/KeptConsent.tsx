// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { asRefusal, useStep, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import {
  Badge,
  Button,
  Card,
  Dialog,
  Facts,
  Failed,
  LinkButton,
  Notice,
  Row,
  Stack,
  TextArea,
} from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { writtenLanguage } from '@/text/written'
import { changedSince } from './draft'
import type { ConsentLibrary } from './useLibrary'
import styles from './consent.module.css'

/** A consent that was given, refused or withdrawn; one that holds can be withdrawn at any time. */
export function KeptConsent({
  consent,
  library,
}: {
  readonly consent: Entry<'consent'>
  readonly library: ConsentLibrary
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const step = useStep('consent')
  const [isOpen, setOpen] = useState(false)
  const [why, setWhy] = useState('')
  const [refusal, setRefusal] = useState<Refusal>()
  const { body, state } = consent
  const [advice] = library
  const changed = changedSince(body, advice.items)
  const signature = body.documents?.find((one) => one.mediaType.startsWith('image/'))
  const holds = state === 'signed' && body.answer === 'given'
  const withdraw = async (): Promise<void> => {
    setRefusal(undefined)
    try {
      await step.mutateAsync({ id: consent.id, follows: consent.version, step: 'withdraw', reason: why })
      setOpen(false)
    } catch (thrown) {
      setRefusal(asRefusal(thrown))
    }
  }
  return (
    <Card
      title={t('consent.keptTitle', { day: time.day(body.at, 'full') })}
      actions={
        state === 'withdrawn' ? (
          <Badge tone="stop">{t('consent.withdrawn')}</Badge>
        ) : (
          <Badge tone={body.answer === 'given' ? 'go' : 'stop'}>{t.word(body.answer)}</Badge>
        )
      }
    >
      <Stack>
        {holds && changed.length > 0 && (
          <Notice tone="caution" title={t('consent.changedSince', { count: changed.length })}>
            <p>{t('consent.changedHint')}</p>
          </Notice>
        )}
        <Facts
          items={[
            [t('consent.by'), [t.word(body.givenBy), body.giverName].filter(Boolean).join(': ')],
            [t('consent.way'), t.word(body.way)],
            [
              t('consent.language'),
              [writtenLanguage(t.language, body.language), body.interpreter].filter(Boolean).join(', '),
            ],
            [t('consent.points'), t('consent.pointsTold', { count: body.points.length })],
            ...(body.questions ? [[t('consent.questions'), body.questions] as const] : []),
            ...(body.refusedWhy ? [[t('consent.refusedWhy'), body.refusedWhy] as const] : []),
            [t('consent.copy'), t(body.copyGiven ? 'consent.copyYes' : 'consent.copyNo')],
            ...(state === 'withdrawn' && consent.reason
              ? [[t('consent.withdrawnWhy'), consent.reason] as const]
              : []),
            ...(signature
              ? [
                  [
                    t('consent.signature'),
                    <img
                      key="signature"
                      src={`/api/v1/consents/${consent.id}/documents/${signature.blob}`}
                      alt={t('consent.signatureOf')}
                      className={styles.kept}
                    />,
                  ] as const,
                ]
              : []),
          ]}
        />
        {holds && (
          <Row>
            <LinkButton to={`/patients/${body.patient}/sessions/new/${body.plan}`} tone="primary">
              {t('consent.toSession')}
            </LinkButton>
            <Button tone="danger" onClick={() => setOpen(true)}>
              {t('consent.withdraw')}
            </Button>
          </Row>
        )}
      </Stack>
      <Dialog
        title={t('consent.withdraw')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={
          <Button
            tone="primary"
            isBusy={step.isPending}
            disabled={why.trim() === ''}
            onClick={() => void withdraw()}
          >
            {t('consent.withdrawNow')}
          </Button>
        }
      >
        <Stack>
          <p>{t('consent.withdrawHint')}</p>
          <TextArea
            label={t('consent.withdrawWhy')}
            rows={3}
            value={why}
            onValue={setWhy}
            error={refusal?.at('/reason')}
            required
          />
          {refusal && <Failed refusal={refusal} />}
        </Stack>
      </Dialog>
    </Card>
  )
}
