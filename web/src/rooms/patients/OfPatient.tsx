// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react'
import { useEntry, type Entry } from '@/api/entries'
import { Await, LinkButton, Page } from '@/design'
import { GlassDoor } from '@/record'
import { useText } from '@/text'

/** A page about one patient: loading, not there, or restricted until a reason is given. */
export function OfPatient({
  id,
  children,
}: {
  readonly id: string
  readonly children: (patient: Entry<'patient'>) => ReactNode
}): ReactElement {
  const t = useText()
  const patient = useEntry('patient', id)
  const isRestricted =
    (patient.state === 'failed' && patient.refusal.code === 'request.restricted') ||
    (patient.state === 'ready' && patient.data.withheld === true)
  if (patient.state === 'ready' && !isRestricted) return <>{children(patient.data)}</>
  const back = { to: '/patients', label: t('patients.title') }
  if (isRestricted)
    return (
      <Page title={t('patients.restrictedTitle')} back={back} width="text">
        <GlassDoor patient={id} />
      </Page>
    )
  return (
    <Page title={t('patients.patient')} back={back}>
      <Await of={patient} lines={8}>
        {() => null}
      </Await>
      {patient.state === 'failed' && (
        <div>
          <LinkButton to="/patients">{t('patients.toSearch')}</LinkButton>
        </div>
      )}
    </Page>
  )
}
