// SPDX-License-Identifier: Apache-2.0
import { FilePen, PenLine, Printer } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { may, useMe } from '@/app/session'
import { Button } from '@/design'
import { useText } from '@/text'
import type { Steps } from './useSteps'
import styles from './room.module.css'

/** What is done with the whole of an assessment. */
export function PageActions({
  entry,
  steps,
  isReadOnly,
  planning,
}: {
  readonly entry: Entry<'assessment'>
  readonly steps: Steps
  readonly isReadOnly: boolean
  /** The button that makes a plan. */
  readonly planning: ReactElement
}): ReactElement {
  const t = useText()
  const me = useMe()
  return (
    <span className={styles.actions}>
      <Button tone="quiet" icon={<Printer aria-hidden />} onClick={() => window.print()}>
        {t('assessment.print')}
      </Button>
      {entry.state === 'signed' && may(me, 'assessment', 'create') && (
        <Button icon={<FilePen aria-hidden />} isBusy={steps.isAmending} onClick={steps.amend}>
          {t('assessment.amend')}
        </Button>
      )}
      {planning}
      {!isReadOnly && may(me, 'assessment', 'sign') && (
        <Button tone="primary" icon={<PenLine aria-hidden />} isBusy={steps.isSigning} onClick={steps.sign}>
          {t('assessment.sign')}
        </Button>
      )}
    </span>
  )
}
