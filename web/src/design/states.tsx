// SPDX-License-Identifier: Apache-2.0
import { RotateCw } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import type { Refusal } from '@/api/refusal'
import { useText } from '@/text'
import { Notice } from './Badge'
import { Button } from './Button'
import styles from './states.module.css'

/** Something that is fetched. */
export type Loaded<T> =
  | Readonly<{ state: 'loading' }>
  | Readonly<{ state: 'failed'; refusal: Refusal; retry: () => void }>
  | Readonly<{ state: 'ready'; data: T }>

/** Grey lines where words will be. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }): ReactElement {
  const t = useText()
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">{t('design.loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className={styles.line} aria-hidden />
      ))}
    </div>
  )
}

/** What there is when there is nothing, and what to do about it. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}): ReactElement {
  return (
    <div className={styles.empty}>
      {icon}
      <p className={styles.emptyTitle}>{title}</p>
      {children !== undefined && <div className={styles.emptyText}>{children}</div>}
      {action}
    </div>
  )
}

/** A refusal of the server in its own words: what, where, what to do. */
export function Failed({
  refusal,
  retry,
}: {
  readonly refusal: Refusal
  readonly retry?: () => void
}): ReactElement {
  const t = useText()
  return (
    <Notice
      tone={refusal.kind === 'offline' ? 'caution' : 'stop'}
      title={refusal.kind === 'offline' ? t('design.offline') : refusal.detail}
      isLive
      actions={
        retry !== undefined && (
          <Button size="small" icon={<RotateCw aria-hidden />} onClick={retry}>
            {t('design.again')}
          </Button>
        )
      }
    >
      {refusal.kind === 'offline' ? (
        <p>{t('design.offlineHint')}</p>
      ) : (
        refusal.hint !== '' && <p>{refusal.hint}</p>
      )}
      {refusal.problems.length > 1 && (
        <ul>
          {refusal.problems.map((problem, index) => (
            <li key={index}>{[problem.pointer, problem.detail, problem.hint].filter(Boolean).join(' ')}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

/** Shows what was fetched, or how far that is. */
export function Await<T>({
  of,
  children,
  lines,
}: {
  readonly of: Loaded<T>
  readonly children: (data: T) => ReactNode
  readonly lines?: number
}): ReactElement {
  switch (of.state) {
    case 'loading':
      return <Skeleton {...(lines !== undefined ? { lines } : {})} />
    case 'failed':
      return <Failed refusal={of.refusal} retry={of.retry} />
    case 'ready':
      return <>{children(of.data)}</>
  }
}

/** How far long work is. */
export function Progress({ label, share }: { readonly label: string; readonly share: number }): ReactElement {
  return (
    <div className={styles.progress}>
      <span>{label}</span>
      <progress max={1} value={share} aria-label={label} />
    </div>
  )
}
