// SPDX-License-Identifier: Apache-2.0
import { CircleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import { useEntry } from '@/api/entries'
import { Button } from '@/design'
import { ageOn, fullName, PatientSearch, useClinicTime } from '@/record'
import { useText } from '@/text'
import styles from './diary.module.css'

/** Which patient: found in the box, then shown with a way to take another. */
export function PatientField({
  value,
  onValue,
  error,
}: {
  readonly value: string
  readonly onValue: (patient: string) => void
  readonly error?: string | undefined
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const patient = useEntry('patient', value)
  if (value === '')
    return (
      <div className={styles.patient}>
        <PatientSearch label={t('diary.patient')} onPick={(found) => onValue(found.id)} />
        {error !== undefined && (
          <p className={styles.error} role="alert">
            <CircleAlert aria-hidden size={16} />
            {error}
          </p>
        )}
      </div>
    )
  const body = patient.state === 'ready' && !patient.data.withheld ? patient.data.body : undefined
  return (
    <div className={styles.chosen}>
      <div>
        <span className={styles.faint}>{t('diary.patient')}</span>
        <p>
          <strong>{body ? fullName(body) : t('patients.withheld')}</strong>
          {body?.birthDate && (
            <span className={styles.faint}>
              {' '}
              {t('patients.bornAged', {
                day: time.day(body.birthDate, 'year'),
                age: ageOn(body.birthDate, time.today()),
              })}
            </span>
          )}
        </p>
        {error !== undefined && (
          <p className={styles.error} role="alert">
            <CircleAlert aria-hidden size={16} />
            {error}
          </p>
        )}
      </div>
      <Button size="small" onClick={() => onValue('')}>
        {t('diary.change')}
      </Button>
    </div>
  )
}
