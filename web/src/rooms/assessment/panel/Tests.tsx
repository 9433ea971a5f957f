// SPDX-License-Identifier: Apache-2.0
import { ArrowRight } from 'lucide-react'
import type { ReactElement } from 'react'
import { Badge } from '@/design'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import { useDesk } from '../desk'
import type { Cause, NextTest } from '../wire'
import styles from './panel.module.css'

/** What would tell most if it were tested next; each leads to where it is asked. */
export function Tests({
  next,
  causes,
}: {
  readonly next: readonly NextTest[]
  readonly causes: readonly Cause[]
}): ReactElement {
  const t = useText()
  const { jump } = useDesk()
  if (next.length === 0) return <p>{t('screening.noNext')}</p>
  const nameOf = (id: string): string => causes.find((cause) => cause.id === id)?.name ?? id
  return (
    <>
      <p className={styles.caption}>{t('screening.nextHint')}</p>
      <ol className={styles.tests}>
        {next.map((test) => (
          <li key={`${test.cause} ${test.what}`}>
            <button
              type="button"
              className={styles.askJump}
              onClick={() => jump(test.missing[0] ?? '')}
              disabled={test.missing.length === 0}
            >
              <span>
                <span className={styles.testWhat}>{sentence(test.what)}</span>
                <span className={styles.small}>{nameOf(test.cause)}</span>
              </span>
              <ArrowRight aria-hidden size={14} />
            </button>
            {test.couldChangeLead && <Badge tone="info">{t('screening.couldChangeLead')}</Badge>}
          </li>
        ))}
      </ol>
    </>
  )
}
