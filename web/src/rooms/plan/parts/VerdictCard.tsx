// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { Badge, Facts } from '@/design'
import { useText } from '@/text'
import type { Chance, JudgedNeedle } from '@/body/wire'
import { inThousand, toneOf } from '../needleWords'
import styles from './Needle.module.css'

/** What the server says of the needle: verdict, reasons, where, how sure. */
export function VerdictCard({
  answer,
  isStale,
  nameOf,
}: {
  readonly answer: JudgedNeedle
  readonly isStale: boolean
  readonly nameOf: (structure: string) => string
}): ReactElement {
  const t = useText()
  const { judgement, tolerance } = answer
  const least = (isAtLeast: boolean, text: string): string => (isAtLeast ? t('plan.atLeast', { text }) : text)
  return (
    <div className={clsx(styles.verdict, isStale && styles.stale)} aria-busy={isStale}>
      <div className={styles.verdictHead}>
        <Badge tone={toneOf(judgement.verdict)}>{t.word(judgement.verdict)}</Badge>
        <span className={styles.staleWord}>{isStale ? t('plan.stale') : ''}</span>
      </div>
      {judgement.reasons.length > 0 ? (
        <ul className={styles.reasons}>
          {judgement.reasons.map((reason, index) => (
            <li key={index}>{reason.what}</li>
          ))}
        </ul>
      ) : (
        <p className={styles.soft}>{t('plan.noReasons')}</p>
      )}
      <p>{answer.landmarkInstruction}</p>
      {!answer.landmarkInstruction.includes(answer.stopRule) && (
        <p>
          <strong>{answer.stopRule}</strong>
        </p>
      )}
      <Facts
        items={[
          [t('plan.depth'), t('plan.mm', { mm: answer.depthMm })],
          [t('plan.angle'), t('plan.degrees', { degrees: answer.angleToSkinDeg })],
          [
            t('plan.bite'),
            answer.targetAt
              ? t('plan.biteFromTo', {
                  mm: answer.biteMm,
                  from: answer.targetAt.fromMm,
                  to: answer.targetAt.toMm,
                })
              : t('plan.mm', { mm: answer.biteMm }),
          ],
          ...(answer.endsIn
            ? [
                [
                  t('plan.endsIn'),
                  t('plan.endsInAt', { name: answer.endsIn.name, mm: answer.endsIn.atMm }),
                ] as const,
              ]
            : []),
          ...(answer.backstop
            ? [
                [
                  t('plan.backstop'),
                  t('plan.endsInAt', { name: nameOf(answer.backstop.structure), mm: answer.backstop.atMm }),
                ] as const,
              ]
            : []),
          [t('plan.anyTouch'), <ChanceText key="touch" chance={answer.anyTouch} />],
          [t('plan.reach'), <ChanceText key="reach" chance={answer.reach} />],
          [
            t('plan.tolerance'),
            [
              least(tolerance.angleIsAtLeast, t('plan.toleranceAngle', { degrees: tolerance.angleDeg })),
              least(tolerance.entryIsAtLeast, t('plan.toleranceEntry', { mm: tolerance.entryMm })),
              least(tolerance.depthIsAtLeast, t('plan.toleranceDepth', { mm: tolerance.depthMm })),
            ].join(', '),
          ],
        ]}
      />
    </div>
  )
}

export function ChanceText({ chance }: { readonly chance: Chance }): ReactElement {
  const t = useText()
  return (
    <>
      {t('plan.chance', {
        of: inThousand(chance.probability),
        low: inThousand(chance.low),
        high: inThousand(chance.high),
      })}
    </>
  )
}
