// SPDX-License-Identifier: Apache-2.0
import { memo, useId, type ReactElement } from 'react'
import type { JudgedNeedle } from '@/body/wire'
import { Badge } from '@/design'
import { useText } from '@/text'
import { toneOf } from '../needleWords'
import styles from './Needle.module.css'

/** The planner's proposals for a target; choosing one puts it into the hand. */
export const Proposals = memo(function Proposals({
  paths,
  chosen,
  inPlan,
  nameOf,
  onChosen,
}: {
  readonly paths: readonly JudgedNeedle[]
  /** the proposal that the needle in the hand is; null when it was moved */
  readonly chosen: number | null
  /** the one that the plan has */
  readonly inPlan: number | null
  readonly nameOf: (structure: string) => string
  readonly onChosen: (index: number) => void
}): ReactElement {
  const t = useText()
  const name = useId()
  return (
    <fieldset className={styles.proposals}>
      <legend className="visually-hidden">{t('plan.proposals')}</legend>
      {paths.map((path, index) => {
        const nearest = path.clearances[0]
        return (
          <label key={index} className={styles.proposal} data-chosen={chosen === index || undefined}>
            <input
              type="radio"
              name={name}
              checked={chosen === index}
              onChange={() => onChosen(index)}
              onClick={() => onChosen(index)}
            />
            <span className={styles.proposalWords}>
              <span className={styles.proposalHead}>
                <Badge tone={toneOf(path.judgement.verdict)}>{t.word(path.judgement.verdict)}</Badge>
                <strong>
                  {t('plan.proposalSize', {
                    needle: path.needle.id.replace('x', ' × '),
                    mm: path.depthMm,
                  })}
                </strong>
                {inPlan === index && <span className={styles.soft}>{t('plan.inPlan')}</span>}
              </span>
              <span>{path.landmarkInstruction}</span>
              {nearest && (
                <span className={styles.soft}>
                  {t('plan.nearestIs', { name: nameOf(nearest.structure), mm: nearest.minMm })}
                  {path.strengths && path.strengths.length > 0
                    ? ` · ${path.strengths.map((one) => t.word(one)).join(', ')}`
                    : ''}
                </span>
              )}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
})
