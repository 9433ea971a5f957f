// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { asRefusal, type Entry } from '@/api/entries'
import { Failed, LinkButton, Notice } from '@/design'
import { useText } from '@/text'
import { useDesk } from './desk'
import type { Work } from './useWork'

/** What has to be known before one goes on: what failed, what came back from the device, whose answers these are. */
export function Notices({
  entry,
  work,
  error,
  fromPatient,
}: {
  readonly entry: Entry<'assessment'>
  readonly work: Work
  readonly error: Error | null
  /** How many answers the patient gave. */
  readonly fromPatient: number
}): ReactElement {
  const t = useText()
  const { body } = useDesk()
  const refusal = work.saving.state === 'refused' ? work.saving.refusal : undefined
  return (
    <>
      {error && <Failed refusal={asRefusal(error)} />}
      {refusal && refusal.kind !== 'offline' && refusal.kind !== 'conflict' && <Failed refusal={refusal} />}
      {work.isRestored && work.saving.state !== 'saved' && (
        <Notice tone="info" title={t('assessment.restored')} />
      )}
      {entry.state !== 'open' && work.isChanged && (
        <Notice tone="caution" title={t('assessment.signedMeanwhile')}>
          <p>{t('assessment.signedMeanwhileHint')}</p>
        </Notice>
      )}
      {body.amends !== undefined && (
        <Notice
          tone="info"
          title={t('assessment.amends')}
          actions={
            <LinkButton size="small" to={`/patients/${body.patient}/assessments/${body.amends}`}>
              {t('assessment.toAmended')}
            </LinkButton>
          }
        />
      )}
      {fromPatient > 0 && (
        <Notice tone="info" title={t('assessment.fromPatientCount', { count: fromPatient })}>
          <p>{t('assessment.fromPatientHint')}</p>
        </Notice>
      )}
    </>
  )
}
