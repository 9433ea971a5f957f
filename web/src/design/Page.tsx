// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { ChevronLeft } from 'lucide-react'
import { useEffect, type ReactElement, type ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './Page.module.css'

/** A page of the house: its title is the window's title, and the first thing a reader hears. */
export function Page({
  title,
  subtitle,
  back,
  actions,
  width = 'wide',
  isTight = false,
  children,
}: {
  readonly title: string
  readonly subtitle?: ReactNode
  readonly back?: Readonly<{ to: string; label: string }>
  readonly actions?: ReactNode
  readonly width?: 'text' | 'wide' | 'full'
  /** The title in one row with what belongs to it: for pages whose content wants the height. */
  readonly isTight?: boolean
  readonly children: ReactNode
}): ReactElement {
  useEffect(() => {
    document.title = `${title} · Filiform`
  }, [title])
  return (
    <div className={clsx(styles.page, styles[width], isTight && styles.tight)}>
      <header className={styles.header}>
        <div className={styles.titles}>
          {back !== undefined && (
            <Link href={back.to} className={styles.back}>
              <ChevronLeft aria-hidden size={16} />
              <span>{back.label}</span>
            </Link>
          )}
          <h1 tabIndex={-1} data-page-title>
            {title}
          </h1>
          {subtitle !== undefined && <div className={styles.subtitle}>{subtitle}</div>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
