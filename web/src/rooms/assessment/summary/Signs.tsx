// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { signLevels, signTests, type SignLevel, type SignTest } from '@/record'
import { useText } from '@/text'
import { sides } from '@/record/answers'
import { findingOfSign, gradeAt } from '../correspondence'
import { useDesk } from '../desk'
import type { Side } from '../wire'
import { Section } from './Section'
import styles from './summary.module.css'

/** Feeling, power and reflexes, at the roots where something was tested. */
export function Signs(): ReactElement | null {
  const t = useText()
  const { body, questions } = useDesk()
  const at = (test: SignTest, level: SignLevel, side: Side): number | undefined =>
    gradeAt(body, findingOfSign(questions, { test, level }), { test, level }, side)
  const tested = signLevels.filter((level) =>
    signTests.some((test) => sides.some((side) => at(test, level, side) !== undefined)),
  )
  if (tested.length === 0) return null
  return (
    <Section title={t('assessment.part_neurology')}>
      <table className={styles.signs}>
        <thead>
          <tr>
            <td />
            {signTests.map((test) => (
              <th key={test} colSpan={2} scope="colgroup">
                {t(`assessment.test_${test}`)}
              </th>
            ))}
          </tr>
          <tr>
            <td />
            {signTests.flatMap((test) =>
              sides.map((side) => (
                <th key={`${test} ${side}`} scope="col">
                  {t(`assessment.${side}Letter`)}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {tested.map((level) => (
            <tr key={level}>
              <th scope="row">{level.toUpperCase()}</th>
              {signTests.flatMap((test) =>
                sides.map((side) => <td key={`${test} ${side}`}>{at(test, level, side) ?? '–'}</td>),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
