// SPDX-License-Identifier: Apache-2.0
import { Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Button, Empty, LinkButton, Notice, Row, Stack } from '@/design'
import { useText } from '@/text'
import { AllOut } from './AllOut'
import { Checklist } from './Checklist'
import { needlesOf, tallyOf } from './needles'
import { NeedleCard } from './NeedleCard'
import type { StepProps } from './SessionMode'
import { UnplannedNeedle } from './UnplannedNeedle'
import { useNow } from './useNow'
import styles from './session.module.css'

/** One card a needle; every tap is a time, and can be taken back. */
export function NeedleStep(props: StepProps): ReactElement {
  const t = useText()
  const { session, home, plan } = props
  const [isAdding, setAdding] = useState(false)
  const [isLeaving, setLeaving] = useState(false)
  const { body } = session
  const tally = tallyOf(body)
  const now = useNow(tally.still > 0)
  const needles = needlesOf(body)
  return (
    <Stack>
      {!body.screening && (
        <Notice
          tone="ask"
          title={t('session.screenFirst')}
          actions={<LinkButton to={`${home}/check`}>{t('session.toCheck')}</LinkButton>}
        />
      )}
      {body.screening && !body.screening.mayNeedle && (
        <Notice
          tone="stop"
          title={t('session.stopped')}
          actions={<LinkButton to={`${home}/after`}>{t('session.toAfter')}</LinkButton>}
        >
          <p>{t('session.stoppedHint')}</p>
        </Notice>
      )}
      {plan.body.stopRules && plan.body.stopRules.length > 0 && (
        <p className={styles.stopRules}>{plan.body.stopRules.join(' ')}</p>
      )}
      {needles.length === 0 && <Empty title={t('session.noNeedles')} />}
      <ul className={styles.cards}>
        {needles.map((needle, place) => (
          <li key={place}>
            <NeedleCard {...props} needle={needle} place={place} now={now} />
          </li>
        ))}
      </ul>
      <Row isSpread>
        <Row>
          <Button icon={<Plus aria-hidden />} size="large" onClick={() => setAdding(true)}>
            {t('session.addNeedle')}
          </Button>
        </Row>
        <Row>
          <Button
            tone={tally.still > 0 ? 'primary' : 'plain'}
            size="large"
            disabled={tally.still === 0}
            onClick={() => setLeaving(true)}
          >
            {t('session.allOut')}
          </Button>
          <LinkButton
            to={`${home}/after`}
            tone={tally.still === 0 && tally.in > 0 ? 'primary' : 'plain'}
            size="large"
          >
            {t('session.toAfter')}
          </LinkButton>
        </Row>
      </Row>
      <Checklist {...props} title={t('session.during')} part="during" />
      <UnplannedNeedle {...props} isOpen={isAdding} onClose={() => setAdding(false)} />
      <AllOut {...props} isOpen={isLeaving} onClose={() => setLeaving(false)} now={now} />
    </Stack>
  )
}
