// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { Failed, Notice } from '@/design'
import { useText, type TextKey } from '@/text'
import type { StepProps } from './SessionMode'

/** Where in session mode something is put right, by the beginning of its place in the body. What is on the page of the
 *  signature itself needs no way. */
const places: readonly (readonly [pointer: RegExp, step: string, name: TextKey])[] = [
  [/\/needles\//, 'needles', 'session.needles'],
  [/\/(retentionMinutesPlanned|position|room)\b/, 'position', 'session.position'],
  [/\/(screening|painBefore|medicines)\b/, 'check', 'session.check'],
]

/** What the server said no to, in its words, at the needle it is about, and where it is put right. */
export function SessionRefusal({ session, home }: Pick<StepProps, 'session' | 'home'>): ReactElement | null {
  const t = useText()
  const { refusal } = session
  if (!refusal) return null
  if (refusal.problems.length === 0) return <Failed refusal={refusal} />
  const about = (pointer: string): string => {
    const place = /\/needles\/(\d+)/.exec(pointer)?.[1]
    return place === undefined ? '' : `${t('session.needleNumber', { number: Number(place) + 1 })}: `
  }
  return (
    <Notice tone="stop" title={t('session.refused')} isLive>
      <ul>
        {refusal.problems.map((problem, index) => {
          const place = places.find(([pointer]) => pointer.test(problem.pointer))
          return (
            <li key={index}>
              {[about(problem.pointer) + problem.detail, problem.hint].filter(Boolean).join(' ')}
              {place && (
                <>
                  {' '}
                  <Link href={`${home}/${place[1]}`}>{t('session.putRight', { step: t(place[2]) })}</Link>
                </>
              )}
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
