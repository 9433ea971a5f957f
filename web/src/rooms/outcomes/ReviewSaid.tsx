// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Refusal } from '@/api/refusal'
import { NumberField, Row, Segmented, Stack, TextField } from '@/design'
import { useText } from '@/text'
import type { Review, Typed } from './review'
import styles from './Review.module.css'

/** What a review wants to know of people: the goal, and what only they can answer. Nothing chosen is not known. */
export function ReviewSaid({
  typed,
  onTyped,
  review,
  refusal,
}: {
  readonly typed: Typed
  readonly onTyped: (next: Typed) => void
  readonly review: Review | undefined
  readonly refusal: Refusal | undefined
}): ReactElement {
  const t = useText()
  const { toAsk, answered } = review?.advice ?? { toAsk: [], answered: [] }
  // What was answered here stays, so that it can be taken back; what the record answers is no question.
  const findings = [
    ...toAsk.filter((one) => one.isAnswerable && typed.findings[one.finding] === undefined),
    ...answered.filter((one) => typed.findings[one.finding] !== undefined),
  ]
  const fromRecord = answered.filter((one) => typed.findings[one.finding] === undefined)
  const toRecord = toAsk.filter((one) => !one.isAnswerable)
  const answer = (finding: string, is: boolean | null): void => {
    const others = Object.entries(typed.findings).filter(([name]) => name !== finding)
    onTyped({
      ...typed,
      findings: Object.fromEntries(is === null ? others : [...others, [finding, is] as const]),
    })
  }
  return (
    <Stack>
      {findings.map((one) => (
        <div key={one.finding} className={styles.asked}>
          <Segmented
            label={one.ask}
            value={
              typed.findings[one.finding] === undefined ? null : typed.findings[one.finding] ? 'yes' : 'no'
            }
            onValue={(value) => answer(one.finding, value === null ? null : value === 'yes')}
            choices={[
              { value: 'yes', label: t('outcomes.yes') },
              { value: 'no', label: t('outcomes.no') },
            ]}
          />
          {refusal?.at(`/findings/${one.finding}`) && (
            <p className={styles.error}>{refusal.at(`/findings/${one.finding}`)}</p>
          )}
        </div>
      ))}
      {fromRecord.length > 0 && (
        <ul className={styles.known}>
          {fromRecord.map((one) => (
            <li key={one.finding}>
              {one.ask} <strong>{t(one.is ? 'outcomes.recordYes' : 'outcomes.recordNo')}</strong>
            </li>
          ))}
        </ul>
      )}
      {toRecord.length > 0 && (
        <div>
          <p className={styles.label}>{t('outcomes.toRecord')}</p>
          <ul className={styles.known}>
            {toRecord.map((one) => (
              <li key={one.finding}>{one.ask}</li>
            ))}
          </ul>
        </div>
      )}
      <Row gap={4}>
        <NumberField
          label={t('outcomes.goal')}
          hint={t('outcomes.goalHint')}
          value={typed.goal}
          onValue={(goal) => onTyped({ ...typed, goal })}
          error={refusal?.at('/goal/value') ?? refusal?.at('/goal')}
        />
        <TextField
          type="date"
          label={t('outcomes.goalOn')}
          value={typed.goalOn}
          onValue={(goalOn) => onTyped({ ...typed, goalOn })}
          error={refusal?.at('/goal/on')}
        />
      </Row>
    </Stack>
  )
}
