// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { Check, CircleHelp, Info, OctagonX, Siren, TriangleAlert } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { sentence } from '@/text/sentence'
import styles from './Badge.module.css'

export type Tone = 'neutral' | 'go' | 'caution' | 'ask' | 'stop' | 'emergency' | 'info'

const signs: Readonly<Record<Exclude<Tone, 'neutral'>, typeof Check>> = {
  go: Check,
  caution: TriangleAlert,
  ask: CircleHelp,
  stop: OctagonX,
  emergency: Siren,
  info: Info,
}

export function ToneSign({
  tone,
  size = 16,
}: {
  readonly tone: Tone
  readonly size?: number
}): ReactElement | null {
  if (tone === 'neutral') return null
  const Sign = signs[tone]
  return <Sign aria-hidden size={size} />
}

/** A state in a word, with a sign beside the colour. */
export function Badge({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone
  readonly children: ReactNode
}): ReactElement {
  return (
    <span className={clsx(styles.badge, styles[tone])}>
      <ToneSign tone={tone} size={14} />
      <span>{typeof children === 'string' ? sentence(children) : children}</span>
    </span>
  )
}

/** A paragraph that has to be seen before the rest of the page. */
export function Notice({
  tone,
  title,
  children,
  actions,
  isLive = false,
}: {
  readonly tone: Tone
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** It came up by itself: read it out. */
  readonly isLive?: boolean
}): ReactElement {
  return (
    <div
      className={clsx(styles.notice, styles[tone])}
      role={isLive ? (tone === 'emergency' || tone === 'stop' ? 'alert' : 'status') : undefined}
    >
      <ToneSign tone={tone} size={20} />
      <div className={styles.words}>
        {title !== undefined && <p className={styles.noticeTitle}>{title}</p>}
        {children}
        {actions !== undefined && <div className={styles.noticeActions}>{actions}</div>}
      </div>
    </div>
  )
}
