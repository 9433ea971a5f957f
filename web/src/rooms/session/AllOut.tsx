// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useMe } from '@/app/session'
import { Button, Dialog, Stack } from '@/design'
import { useText } from '@/text'
import { clockText, needlesOf, secondsSince, stageOf, takeOut, tallyOf } from './needles'
import type { StepProps } from './SessionMode'
import { targetName } from './targets'
import styles from './session.module.css'

/** Takes all out, one by one: each is counted as it comes. */
export function AllOut({
  session,
  isOpen,
  onClose,
  now,
}: StepProps & {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly now: number
}): ReactElement {
  const t = useText()
  const me = useMe()
  const { body } = session
  const tally = tallyOf(body)
  const next = needlesOf(body).findIndex((needle) => stageOf(needle) === 'in')
  const needle = needlesOf(body)[next]
  return (
    <Dialog title={t('session.allOut')} isOpen={isOpen} onClose={onClose}>
      <Stack>
        <p className={styles.bigCount} aria-live="polite">
          {t('session.outOf', { out: tally.out, all: tally.in })}
        </p>
        {needle ? (
          <>
            <p className={styles.nextOut}>
              <span className={styles.number}>{next + 1}</span>
              <span>
                {targetName(t, needle.target, needle.level)}
                <small> {needle.timeIn ? clockText(secondsSince(needle.timeIn, now)) : ''}</small>
              </span>
            </p>
            <Button
              tone="primary"
              className={styles.huge ?? ''}
              onClick={() =>
                session.set((before) => takeOut(before, next, new Date().toISOString(), me.person))
              }
            >
              {t('session.thisOneOut')}
            </Button>
          </>
        ) : (
          <>
            <p>{t('session.countNow')}</p>
            <Button tone="primary" size="large" onClick={onClose}>
              {t('session.done')}
            </Button>
          </>
        )}
      </Stack>
    </Dialog>
  )
}
