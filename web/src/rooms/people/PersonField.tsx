// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useEntries, useEntry } from '@/api/entries'
import { Button, SelectField } from '@/design'
import { fullName, PatientSearch } from '@/record'
import { useText } from '@/text'
import type { UserRole } from './wire'
import styles from './people.module.css'

/** Whose account it is: somebody who treats, or a patient; nobody's where the role needs none. */
export function PersonField({
  role,
  person,
  onPerson,
  error,
}: {
  readonly role: UserRole
  readonly person: string
  readonly onPerson: (person: string) => void
  readonly error?: string | undefined
}): ReactElement | null {
  const t = useText()
  const isTreating = role === 'clinician' || role === 'lead'
  const practitioners = useEntries('practitioner', { limit: 200 }, isTreating)
  if (role === 'patient') return <PatientChoice person={person} onPerson={onPerson} error={error} />
  if (!isTreating) return null
  const options =
    practitioners.state === 'ready'
      ? practitioners.data.entries
          .filter(({ state }) => state === 'open' || state === 'signed')
          .map(({ id, body }) => ({ value: id, label: fullName(body) }))
      : []
  return (
    <SelectField
      label={t('people.practitioner')}
      hint={t('people.practitionerHint')}
      error={error}
      value={person}
      onValue={onPerson}
      options={options}
      empty={role === 'lead' ? t('people.noPractitioner') : t('people.choose')}
      required={role === 'clinician'}
    />
  )
}

function PatientChoice({
  person,
  onPerson,
  error,
}: {
  readonly person: string
  readonly onPerson: (person: string) => void
  readonly error?: string | undefined
}): ReactElement {
  const t = useText()
  const patient = useEntry('patient', person)
  if (person === '')
    return (
      <div>
        <PatientSearch label={t('people.patient')} focuses={false} onPick={({ id }) => onPerson(id)} />
        {error !== undefined && (
          <p className={styles.error} role="alert">
            {error}
          </p>
        )}
      </div>
    )
  const body = patient.state === 'ready' && !patient.data.withheld ? patient.data.body : undefined
  return (
    <div className={styles.chosen}>
      <div>
        <span className={styles.faint}>{t('people.patient')}</span>
        <strong>{body ? fullName(body) : t('patients.withheld')}</strong>
      </div>
      <Button size="small" onClick={() => onPerson('')}>
        {t('people.other')}
      </Button>
    </div>
  )
}
