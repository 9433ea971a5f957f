// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useParams } from 'wouter'
import { allLoaded, useEntries, useEntry, type Entry } from '@/api/entries'
import { Await, Notice, Page, Stack } from '@/design'
import { useText } from '@/text'
import { personName } from '../session/targets'
import { ConsentForm } from './ConsentForm'
import { KeptConsent } from './KeptConsent'
import { useConsentLibrary } from './useLibrary'

/** What the patient is told of a plan, and what they say to it. */
export function ConsentRoom(): ReactElement {
  const t = useText()
  const { patient = '', plan = '' } = useParams<{ patient: string; plan: string }>()
  const all = allLoaded(
    useEntry('patient', patient),
    useEntry('plan', plan),
    useEntries('consent', { plan }),
    useConsentLibrary(),
  )
  return (
    <Page
      title={t('consent.title')}
      subtitle={all.state === 'ready' ? personName(all.data[0].body) : ''}
      back={{ to: `/patients/${patient}/plans/${plan}`, label: t('consent.toPlan') }}
    >
      <Await of={all} lines={10}>
        {([person, planned, consents, library]) => {
          const kept = [...consents.entries].filter((one) => one.state !== 'mistaken').reverse()
          const holds = kept.some((one) => one.state === 'signed' && one.body.answer === 'given')
          return (
            <Stack gap={5}>
              {kept.map((one) => (
                <KeptConsent key={one.id} consent={one} library={library} />
              ))}
              {!holds && <Obtain person={person} plan={planned} library={library} />}
            </Stack>
          )
        }}
      </Await>
    </Page>
  )
}

type FormProps = Parameters<typeof ConsentForm>[0]
function Obtain(props: Omit<FormProps, 'plan'> & { readonly plan: Entry<'plan'> }): ReactElement {
  const t = useText()
  if (props.plan.state !== 'signed')
    return (
      <Notice tone="ask" title={t('consent.planNotSigned')}>
        <p>{t('consent.planNotSignedHint')}</p>
      </Notice>
    )
  return <ConsentForm {...props} />
}
