// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { Notice, Skeleton, Tabs, ToneSign } from '@/design'
import { useText } from '@/text'
import { useDesk } from '../desk'
import type { Consultation } from '../wire'
import { Care } from './Care'
import { Causes } from './Causes'
import { toneOf } from './levels'
import { Reasons } from './Reasons'
import { Targets } from './Targets'
import { Tests } from './Tests'
import styles from './panel.module.css'

/** What the screening decides now: always in view, whatever part is being asked. */
export function Verdict({ consultation }: { readonly consultation: Consultation }): ReactElement {
  const t = useText()
  const { weighing } = useDesk()
  const { screening } = consultation
  const held = screening.findings.filter((note) => note.known).length
  return (
    <div
      className={clsx(styles.verdict, styles[toneOf[screening.decision]])}
      role="status"
      aria-busy={weighing.isWaiting || undefined}
    >
      <ToneSign tone={toneOf[screening.decision]} size={22} />
      <div>
        <p className={styles.decision}>{t.word(screening.decision)}</p>
        <p className={styles.may}>
          {t(screening.mayNeedle ? 'screening.mayNeedle' : 'screening.mayNotNeedle')}
          {' · '}
          {t('screening.counts', { held, open: screening.toAsk.length })}
        </p>
      </div>
    </div>
  )
}

/** The red flags and what was weighed, beside the questions. */
export function Strip(): ReactElement {
  const t = useText()
  const { weighing } = useDesk()
  const { weighed, refusal } = weighing
  return (
    <div className={styles.strip}>
      {weighed ? <Verdict consultation={weighed} /> : !refusal && <Skeleton lines={2} />}
      {refusal && (
        <Notice
          tone="caution"
          title={refusal.kind === 'offline' ? t('screening.offline') : t('screening.notWeighed')}
        >
          <p>{refusal.kind === 'offline' ? t('screening.offlineHint') : refusal.detail}</p>
        </Notice>
      )}
      {weighed && (
        <div className={styles.tabs}>
          <Tabs
            label={t('screening.title')}
            items={[
              { id: 'reasons', label: t('screening.reasons'), content: <Reasons consultation={weighed} /> },
              { id: 'causes', label: t('screening.causes'), content: <Causes causes={weighed.causes} /> },
              {
                id: 'next',
                label: t('screening.next'),
                content: <Tests next={weighed.next} causes={weighed.causes} />,
              },
              { id: 'care', label: t('screening.care'), content: <Care offers={weighed.care} /> },
              {
                id: 'targets',
                label: t('screening.targets'),
                content: <Targets targets={weighed.targets} mayNeedle={weighed.screening.mayNeedle} />,
              },
            ]}
          />
        </div>
      )}
    </div>
  )
}
