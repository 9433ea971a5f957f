// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import { Link } from 'wouter'
import type { ButtonTone } from './Button'
import styles from './Button.module.css'

/** Leads somewhere else in the house, and looks like a button. */
export function LinkButton({
  to,
  tone = 'plain',
  size = 'medium',
  icon,
  children,
}: {
  readonly to: string
  readonly tone?: ButtonTone
  readonly size?: 'small' | 'medium' | 'large'
  readonly icon?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  return (
    <Link href={to} className={clsx(styles.button, styles[tone], styles[size])}>
      {icon}
      <span>{children}</span>
    </Link>
  )
}
