// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Await, Card, LinkButton, Row, Stack, TextField } from '@/design'
import { useText } from '@/text'
import { Checklist } from './Checklist'
import { PainScale } from './PainScale'
import { ScreeningToday } from './ScreeningToday'
import type { StepProps } from './SessionMode'
import { useAskedAgain } from './useSessionMode'
import styles from './session.module.css'

/** Before the first needle: the list, today's questions, today's pain. */
export function CheckStep(props: StepProps): ReactElement {
  const t = useText()
  const { session, plan, home } = props
  const asked = useAskedAgain(plan.body.assessment)
  const { painBefore, medicines } = session.body
  return (
    <div className={styles.two}>
      <Stack>
        <Checklist {...props} title={t('session.before')} part="before" />
        <Checklist {...props} title={t('session.skin')} part="skin" />
        <Card title={t('session.painBefore')}>
          <Stack>
            <PainScale
              label={t('session.leg')}
              value={painBefore?.leg}
              onValue={(leg) => session.set((body) => withPain(body, 'painBefore', { leg }))}
            />
            <PainScale
              label={t('session.back')}
              value={painBefore?.back}
              onValue={(back) => session.set((body) => withPain(body, 'painBefore', { back }))}
            />
            <TextField
              label={t('session.medicines')}
              hint={t('session.medicinesHint')}
              value={medicines ?? ''}
              onValue={(value) => session.set((body) => ({ ...body, medicines: value }))}
            />
          </Stack>
        </Card>
      </Stack>
      <Stack>
        <Await of={asked} lines={10}>
          {([assessment, shelf]) => <ScreeningToday {...props} assessment={assessment} shelf={shelf} />}
        </Await>
        <Row>
          <LinkButton to={`${home}/position`} tone="primary" size="large">
            {t('session.toPosition')}
          </LinkButton>
        </Row>
      </Stack>
    </div>
  )
}

type Body = StepProps['session']['body']
export function withPain(
  body: Body,
  when: 'painBefore' | 'painAfter',
  change: { readonly leg?: number | undefined; readonly back?: number | undefined },
): Body {
  const pain = Object.fromEntries(
    Object.entries({ ...body[when], ...change }).filter(([, value]) => value !== undefined),
  )
  return { ...body, [when]: pain }
}
