// SPDX-License-Identifier: Apache-2.0
import { ChevronLeft, CloudOff, CloudUpload, Check } from 'lucide-react'
import { useEffect, type ReactElement, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { Refusal } from '@/api/refusal'
import { Failed, LinkButton, Notice } from '@/design'
import { useText } from '@/text'
import { ofParts, useAdvice } from './library'
import { Said } from './Said'
import type { Sending } from './sender'
import { ownId } from './steps'
import type { Filling } from './useSheet'
import styles from './Screen.module.css'

/** What surrounds one question: how far one is, back, and whether what was answered has reached the clinic. */
export function Screen({
  title,
  done,
  all,
  filling,
  isPressing,
  backTo,
  children,
}: {
  readonly title: string
  readonly done: number
  readonly all: number
  readonly filling: Filling
  /** The question could be about an emergency. */
  readonly isPressing: boolean
  readonly backTo: string
  readonly children: ReactNode
}): ReactElement {
  const t = useText()
  useEffect(() => {
    document.title = `${title} · Filiform`
  }, [title])
  const { sending, isUnchecked } = filling
  return (
    <div className={styles.screen}>
      <div className={styles.top}>
        <Link href={backTo} className={styles.back}>
          <ChevronLeft aria-hidden size={20} />
          <span>{t('patient.back')}</span>
        </Link>
        <Reached sending={sending} />
      </div>
      <progress
        className={styles.progress}
        max={Math.max(all, 1)}
        value={done}
        aria-label={t('patient.progress', { done, all })}
      />
      {(sending.state === 'taken' || sending.state === 'refused') && <Failed refusal={sending.refusal} />}
      {sending.state === 'refused' && isAboutSize(sending.refusal) && (
        <LinkButton to={`/form/${ownId('size')}`}>{t('patient.changeSize')}</LinkButton>
      )}
      {isUnchecked && isPressing && <NotChecked />}
      {children}
    </div>
  )
}

function isAboutSize(refusal: Refusal): boolean {
  return refusal.problems.some((one) => one.pointer === '/body/heightCm' || one.pointer === '/body/weightKg')
}

function Reached({ sending }: { readonly sending: Sending }): ReactElement | null {
  const t = useText()
  switch (sending.state) {
    case 'sending':
      return (
        <span className={styles.reached}>
          <CloudUpload aria-hidden size={16} /> {t('patient.sending')}
        </span>
      )
    case 'sent':
      return (
        <span className={styles.reached}>
          <Check aria-hidden size={16} /> {t('patient.sent')}
        </span>
      )
    case 'waiting':
      return (
        <span className={styles.reached} role="status">
          <CloudOff aria-hidden size={16} /> {t('patient.waitsToBeSent')}
        </span>
      )
    default:
      return null
  }
}

/** Without the server nobody has looked at the answer: then the signs stand here for all of them. */
function NotChecked(): ReactElement {
  const t = useText()
  const advice = useAdvice()
  return (
    <Notice tone="stop" title={t('patient.notChecked')} isLive>
      {advice.state === 'ready' && <Said sentences={ofParts(advice.data, 'emergency')} asList />}
    </Notice>
  )
}
