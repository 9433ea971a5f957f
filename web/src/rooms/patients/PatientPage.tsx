// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { may, useMe } from '@/app/session'
import { Await, Badge, LinkButton, Notice, Page } from '@/design'
import { ageOn, fullName, useClinicTime } from '@/record'
import { useText } from '@/text'
import { Aside } from './Aside'
import { HistoryDialog, type Shown } from './HistoryDialog'
import { Invite } from './Invite'
import { Merge } from './Merge'
import { PainGraph } from './PainGraph'
import { QuickActions } from './QuickActions'
import { Timeline } from './Timeline'
import { painOf } from './timeline'
import { usePatientRecord } from './usePatientRecord'
import styles from './patients.module.css'

/** A patient: who they are, what is next, and all that happened. */
export function PatientPage({
  patient,
  shown = '',
}: {
  readonly patient: Entry<'patient'>
  /** An entry of the time line that the address names. */
  readonly shown?: string
}): ReactElement {
  const t = useText()
  const me = useMe()
  const record = usePatientRecord(patient.id)
  const [history, setHistory] = useState<Shown | null>(null)
  const [dialog, setDialog] = useState<'invite' | 'merge' | null>(null)
  const isClinical = may(me, 'assessment', 'see')
  const { body } = patient
  return (
    <Page
      title={fullName(body)}
      subtitle={<WhoItIs patient={patient} />}
      back={{ to: '/patients', label: t('patients.title') }}
      actions={
        record.state === 'ready' && (
          <QuickActions
            patient={patient}
            record={record.data}
            onInvite={() => setDialog('invite')}
            onMerge={() => setDialog('merge')}
            onHistory={() => setHistory({ kind: 'patient', id: patient.id })}
          />
        )
      }
    >
      {body.mergedInto !== undefined && (
        <Notice
          tone="caution"
          title={t('patients.isDouble')}
          actions={
            <LinkButton size="small" to={`/patients/${body.mergedInto}`}>
              {t('patients.toOther')}
            </LinkButton>
          }
        >
          <p>{t('patients.isDoubleHint')}</p>
        </Notice>
      )}
      <Await of={record} lines={8}>
        {(data) => (
          <div className={styles.columns}>
            <div className={styles.main}>
              {isClinical && <PainGraph points={painOf(data.entries)} entries={data.entries} />}
              <Timeline patient={patient.id} record={data} shown={shown} onHistory={setHistory} />
            </div>
            <Aside patient={patient} record={data} />
          </div>
        )}
      </Await>
      <HistoryDialog shown={history} onClose={() => setHistory(null)} />
      <Invite patient={patient} isOpen={dialog === 'invite'} onClose={() => setDialog(null)} />
      <Merge patient={patient} isOpen={dialog === 'merge'} onClose={() => setDialog(null)} />
    </Page>
  )
}

function WhoItIs({ patient }: { readonly patient: Entry<'patient'> }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { body } = patient
  const facts = [
    body.birthDate &&
      t('patients.bornAged', {
        day: time.day(body.birthDate, 'year'),
        age: ageOn(body.birthDate, body.deceasedOn ?? time.today()),
      }),
    body.sex && t.word(body.sex),
    body.preferredName && t('patients.called', { name: body.preferredName }),
    ...(body.identifiers ?? []).map((one) => [one.system, one.value].filter(Boolean).join(' ')),
  ].filter(Boolean)
  return (
    <div className={styles.who}>
      <span>{facts.join(' · ')}</span>
      {body.deceasedOn && (
        <Badge tone="stop">{t('patients.deceasedOn_', { day: time.day(body.deceasedOn, 'year') })}</Badge>
      )}
      {body.isRestricted && <Badge tone="caution">{t('patients.restricted')}</Badge>}
      {body.needsInterpreter && <Badge tone="info">{t('patients.needsInterpreter')}</Badge>}
      {body.isInvented && <Badge>{t('patients.invented')}</Badge>}
    </div>
  )
}
