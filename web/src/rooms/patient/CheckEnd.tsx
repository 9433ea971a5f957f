// SPDX-License-Identifier: Apache-2.0
import { ClipboardCheck, PhoneCall } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Body } from '@/api/entries'
import { LinkButton, Notice, Skeleton } from '@/design'
import { useText } from '@/text'
import { CallClinic } from './CallClinic'
import { ofParts, useAdvice } from './library'
import { Said } from './Said'
import type { Step } from './steps'
import type { Told } from './wire'
import styles from './FormPage.module.css'

type Decision = NonNullable<Body<'assessment'>['screening']>['decision']

/** What the server made of the check: all clear, something to do, or not known for want of answers. */
export function CheckEnd({
  home,
  open,
  tell,
  decision,
  isSent,
}: {
  readonly home: string
  /** Questions without an answer. */
  readonly open: readonly Step[]
  readonly tell: Told['tell']
  readonly decision: Decision | undefined
  readonly isSent: boolean
}): ReactElement {
  const t = useText()
  const isClear = (decision === 'go' || decision === 'caution') && open.length === 0
  if (!isSent || decision === undefined)
    return (
      <div className={styles.end}>
        <h1 tabIndex={-1}>{t('patient.checkNotSent')}</h1>
        <p>{t('patient.checkNotSentHint')}</p>
        {isSent ? <Skeleton lines={1} /> : null}
        <SayingWhatToWatch />
      </div>
    )
  return (
    <div className={styles.end}>
      {isClear ? <ClipboardCheck aria-hidden size={40} /> : <PhoneCall aria-hidden size={40} />}
      <h1 tabIndex={-1}>
        {isClear
          ? t('patient.checkClear')
          : tell.length > 0
            ? t('patient.checkDo')
            : t('patient.checkOpen', { count: open.length })}
      </h1>
      {isClear && <p>{t('patient.checkClearHint')}</p>}
      {tell.length > 0 && (
        <Notice
          tone={decision === 'emergency_today' || decision === 'refer_urgent' ? 'stop' : 'caution'}
          isLive
        >
          {tell.map((one) => (
            <p key={one.ruleId}>{one.text}</p>
          ))}
        </Notice>
      )}
      {!isClear && <CallClinic isLoud={tell.length > 0} />}
      {open.length > 0 && (
        <details className={styles.open} open={tell.length === 0}>
          <summary>{t('patient.stillOpen', { count: open.length })}</summary>
          <p>{t('patient.checkOpenHint')}</p>
          <ul>
            {open.map((one) =>
              one.what === 'question' ? (
                <li key={one.id}>
                  <a href={`#${home}/${one.id}`}>{one.question.ask}</a>
                </li>
              ) : null,
            )}
          </ul>
        </details>
      )}
      <SayingWhatToWatch />
      <LinkButton tone={isClear ? 'primary' : 'plain'} size="large" to="/">
        {t('patient.toHome')}
      </LinkButton>
    </div>
  )
}

function SayingWhatToWatch(): ReactElement | null {
  const t = useText()
  const advice = useAdvice()
  if (advice.state !== 'ready') return null
  return (
    <details className={styles.open}>
      <summary>{t('patient.whatToWatch')}</summary>
      <Said sentences={ofParts(advice.data, 'emergency', 'call')} asList />
    </details>
  )
}
