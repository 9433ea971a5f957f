// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Body } from '@/api/entries'
import { Badge, Card, LinkButton, Notice, Stack } from '@/design'
import { useText } from '@/text'
import type { PlanDocument } from '../wire'
import styles from '../Plan.module.css'

/** What the screening decided, and why. */
export function DecisionCard({
  plan,
  document,
}: {
  readonly plan: Body<'plan'>
  readonly document: PlanDocument | null
}): ReactElement {
  const t = useText()
  const screening = document?.screening
  return (
    <Card
      title={t('plan.decision')}
      actions={
        <LinkButton to={`/patients/${plan.patient}/assessments/${plan.assessment}`} size="small">
          {t('plan.toAssessment')}
        </LinkButton>
      }
    >
      <Stack gap={3}>
        <Notice
          tone={plan.needlingAllowed ? (plan.decision === 'go' ? 'go' : 'caution') : 'stop'}
          title={`${t.word(plan.decision)}. ${plan.needlingAllowed ? t('plan.mayNeedle') : t('plan.mayNotNeedle')}`}
        />
        {screening && screening.findings.length > 0 && (
          <ul className={styles.findings}>
            {screening.findings.map((finding) => (
              <li key={finding.ruleId}>
                <p>
                  <strong>{finding.what}</strong> <Badge>{t.word(finding.level)}</Badge>
                </p>
                <p>{finding.because}</p>
                <p>{finding.do}</p>
                <p className={styles.soft}>{t('plan.sources', { sources: finding.sources.join(', ') })}</p>
              </li>
            ))}
          </ul>
        )}
        {screening && screening.findings.length === 0 && <p>{t('plan.noFindings')}</p>}
        {document && document.warnings.length > 0 && (
          <details>
            <summary>{t('plan.bodyWarnings')}</summary>
            <ul className={styles.says}>
              {document.warnings.map((warning) => (
                <li key={warning.code}>{warning.what}</li>
              ))}
            </ul>
          </details>
        )}
      </Stack>
    </Card>
  )
}
