// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Card, Facts, NumberField, Stack } from '@/design'
import { useText } from '@/text'
import { doseFields, type DoseField, type PlanForm } from '../planEdit'
import styles from '../Plan.module.css'
import type { Said } from '../wire'

/** How many needles, how long, how often; beside it what the library says of it. */
export function DoseCard({
  dose,
  wrong,
  says,
  isOpen,
  at,
  onDose,
}: {
  readonly dose: PlanForm['dose']
  readonly wrong: readonly DoseField[]
  readonly says: readonly Said[]
  readonly isOpen: boolean
  readonly at: (pointer: string) => string | undefined
  readonly onDose: (dose: PlanForm['dose']) => void
}): ReactElement {
  const t = useText()
  const missing = at('/dose')
  return (
    <Card title={t('plan.dose')}>
      <Stack gap={3}>
        {isOpen ? (
          <div className={styles.dose}>
            {doseFields.map((field) => (
              <NumberField
                key={field}
                label={t(`plan.dose_${field}`)}
                unit={t(`plan.unit_${field}`)}
                inputMode="numeric"
                value={dose[field]}
                error={wrong.includes(field) ? t('plan.notWhole') : at(`/dose/${field}`)}
                onValue={(value) => onDose({ ...dose, [field]: value })}
              />
            ))}
          </div>
        ) : (
          <Facts
            items={doseFields.map((field) => [
              t(`plan.dose_${field}`),
              dose[field] === '' ? t('plan.notSaid') : `${dose[field]} ${t(`plan.unit_${field}`)}`,
            ])}
          />
        )}
        {missing !== undefined && <p className={styles.error}>{missing}</p>}
        {says.length > 0 && (
          <details>
            <summary>{t('plan.doseSays')}</summary>
            <ul className={styles.says}>
              {says.map((one) => (
                <li key={one.id}>
                  {one.text}{' '}
                  <span className={styles.soft}>
                    {t('plan.sources', { sources: one.sources.join(', ') })}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </Stack>
    </Card>
  )
}
