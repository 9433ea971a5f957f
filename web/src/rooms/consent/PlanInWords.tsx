// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { Card, Stack } from '@/design'
import { useText, type Text } from '@/text'
import { sentence } from '@/text/sentence'
import { targetName } from '../session/targets'
import type { Care, TargetChoice } from '../session/wire'
import styles from './consent.module.css'

/** The muscle of a target in the library's plain words, with its side. */
export function plainTarget(t: Text, target: string, choices: readonly TargetChoice[]): string {
  const dot = target.lastIndexOf('.')
  const muscle = dot < 0 ? target : target.slice(0, dot)
  const plain = choices.find((one) => one.muscle === muscle)?.inPlainWords
  return plain && dot >= 0
    ? t('consent.onSide', { what: plain, side: t.word(target.slice(dot + 1)) })
    : (plain ?? '')
}

/** What the plan means for this patient, and what else there is. */
export function PlanInWords({
  plan,
  care,
  targets,
}: {
  readonly plan: Entry<'plan'>
  readonly care: readonly Care[]
  readonly targets: readonly TargetChoice[]
}): ReactElement {
  const t = useText()
  const { dose, alternatives = [] } = plan.body
  const needled = (plan.body.targets ?? []).filter((one) => one.path)
  return (
    <Card title={t('consent.planTitle')}>
      <Stack>
        <ul className={styles.targets}>
          {needled.map((one) => (
            <li key={`${one.target} ${one.level ?? ''}`}>
              <strong>{targetName(t, one.target, one.level)}</strong>
              <span>{sentence(plainTarget(t, one.target, targets))}</span>
            </li>
          ))}
        </ul>
        {dose && (
          <p>
            {[
              dose.mostNeedles !== undefined ? t('consent.needles', { count: dose.mostNeedles }) : '',
              dose.retentionMinutes !== undefined
                ? t('consent.minutes', { count: dose.retentionMinutes })
                : '',
              dose.sessions !== undefined ? t('consent.visits', { count: dose.sessions }) : '',
              dose.reviewAfter !== undefined ? t('consent.review', { count: dose.reviewAfter }) : '',
            ]
              .filter(Boolean)
              .join(' ')}
          </p>
        )}
        {plan.body.goals && plan.body.goals.length > 0 && (
          <p>
            {t('consent.goals')} {plan.body.goals.join('; ')}
          </p>
        )}
        <details className={styles.asked} open={alternatives.length < 6}>
          <summary>{t('consent.alternatives', { count: alternatives.length })}</summary>
          <dl>
            {alternatives.map((id) => {
              const found = care.find((one) => one.id === id)
              return (
                <div key={id}>
                  <dt>{found?.name ?? id}</dt>
                  <dd>{found?.inPlainWords ?? ''}</dd>
                </div>
              )
            })}
          </dl>
        </details>
      </Stack>
    </Card>
  )
}
