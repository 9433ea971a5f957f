// SPDX-License-Identifier: Apache-2.0
import { UserRoundPlus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { Button, Page } from '@/design'
import { PatientSearch, useShortcuts } from '@/record'
import { useText } from '@/text'
import { NewPatient } from './NewPatient'

export function FindPage({
  begins = false,
}: {
  /** With a new patient. */
  readonly begins?: boolean
}): ReactElement {
  const t = useText()
  const [, go] = useLocation()
  const [isNew, setNew] = useState(begins)
  useShortcuts({ n: () => setNew(true) })
  return (
    <Page
      title={t('patients.title')}
      actions={
        <Button
          tone="primary"
          icon={<UserRoundPlus aria-hidden />}
          title={t('patients.keys', { letter: 'N' })}
          aria-keyshortcuts="Alt+N"
          onClick={() => setNew(true)}
        >
          {t('patients.new')}
        </Button>
      }
    >
      <PatientSearch
        label={t('patients.search')}
        isMain
        onPick={(patient) => go(`/patients/${patient.id}`)}
      />
      <NewPatient
        isOpen={isNew}
        onClose={() => {
          setNew(false)
          if (begins) go('/patients', { replace: true })
        }}
      />
    </Page>
  )
}
