// SPDX-License-Identifier: Apache-2.0
import { Dialog as AriakitDialog, DialogDismiss, DialogHeading } from '@ariakit/react'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { useText } from '@/text'
import styles from './Dialog.module.css'

/** Asks for something before the rest goes on. `side` slides in beside the page and leaves it in view. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  shape = 'middle',
}: {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  readonly actions?: ReactNode
  readonly shape?: 'middle' | 'side' | 'wide'
}): ReactElement {
  const t = useText()
  return (
    <AriakitDialog
      open={isOpen}
      onClose={onClose}
      unmountOnHide
      backdrop={<div className={styles.veil} />}
      className={clsx(styles.dialog, styles[shape])}
    >
      <header className={styles.header}>
        <DialogHeading className={styles.title}>{title}</DialogHeading>
        <DialogDismiss className={styles.close} aria-label={t('design.close')}>
          <X aria-hidden size={20} />
        </DialogDismiss>
      </header>
      <div className={styles.body}>{children}</div>
      {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
    </AriakitDialog>
  )
}
