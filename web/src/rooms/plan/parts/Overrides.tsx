// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { Button, Card, Notice, SelectField, Stack, TextArea, useToast } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import type { PlanForm } from '../planEdit'
import styles from '../Plan.module.css'
import type { PlanDocument } from '../wire'

/** Where somebody goes on against advice, and why: kept with the plan, seen by whoever reads it. */
export function Overrides({
  overrides,
  document,
  by,
  isOpen,
  onOverrides,
}: {
  readonly overrides: PlanForm['overrides']
  readonly document: PlanDocument | null
  readonly by: string
  readonly isOpen: boolean
  readonly onOverrides: (overrides: PlanForm['overrides']) => void
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const say = useToast()
  const [rule, setRule] = useState('')
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const findings = document?.screening.findings ?? []
  const nameOf = (id: string): string =>
    findings.find((one) => one.ruleId === id)?.what ??
    (id.startsWith('needle.caution.') ? t('plan.cautionOf', { target: id.slice(15) }) : id)
  return (
    <Card title={t('plan.overrides')}>
      <Stack gap={3}>
        {overrides.length === 0 && <p className={styles.soft}>{t('plan.overridesNone')}</p>}
        {overrides.map((one, index) => (
          <Notice
            key={index}
            tone="caution"
            title={nameOf(one.rule)}
            actions={
              isOpen && (
                <Button
                  size="small"
                  onClick={() => {
                    onOverrides(overrides.filter((_, place) => place !== index))
                    say({ text: t('plan.takenOut'), undo: () => onOverrides(overrides) })
                  }}
                >
                  {t('plan.overrideBack')}
                </Button>
              )
            }
          >
            <p>{one.reason}</p>
            <p className={styles.soft}>
              {t('plan.overrideBy', { by: one.by, on: one.on ? time.day(one.on, 'year') : '' })}
            </p>
          </Notice>
        ))}
        {isOpen && findings.length > 0 && (
          <details>
            <summary>{t('plan.overrideAdd')}</summary>
            <form
              className={styles.overrideForm}
              onSubmit={(event) => {
                event.preventDefault()
                setIsTried(true)
                if (rule === '' || reason.trim() === '') return
                onOverrides([...overrides, { rule, by, reason: reason.trim(), on: time.today() }])
                setRule('')
                setReason('')
                setIsTried(false)
              }}
            >
              <SelectField
                label={t('plan.overrideRule')}
                empty={t('plan.choose')}
                value={rule}
                error={isTried && rule === '' ? t('plan.chooseFirst') : undefined}
                options={findings.map((one) => ({ value: one.ruleId, label: one.what }))}
                onValue={setRule}
              />
              <TextArea
                label={t('plan.overrideReason')}
                value={reason}
                error={isTried && reason.trim() === '' ? t('plan.sayWhy') : undefined}
                onValue={setReason}
              />
              <div>
                <Button submits>{t('plan.overrideDo')}</Button>
              </div>
            </form>
          </details>
        )}
      </Stack>
    </Card>
  )
}
