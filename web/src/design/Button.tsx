// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import type { ButtonHTMLAttributes, ReactElement, ReactNode, Ref } from 'react'
import styles from './Button.module.css'

export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'danger'

export type ButtonProps = Readonly<
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> & {
    /** One primary button a view: what is most likely wanted next. */
    tone?: ButtonTone
    size?: 'small' | 'medium' | 'large'
    icon?: ReactNode
    /** While it works it says so, and cannot be pressed twice. */
    isBusy?: boolean
    submits?: boolean
    ref?: Ref<HTMLButtonElement>
  }
>

export function Button({
  tone = 'plain',
  size = 'medium',
  icon,
  isBusy = false,
  submits = false,
  className,
  disabled,
  children,
  ...rest
}: ButtonProps): ReactElement {
  return (
    <button
      {...rest}
      type={submits ? 'submit' : 'button'}
      className={clsx(styles.button, styles[tone], styles[size], className)}
      disabled={disabled}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : rest.onClick}
    >
      {isBusy ? <span className={styles.spinner} aria-hidden /> : icon}
      {children !== undefined && <span className={styles.label}>{children}</span>}
    </button>
  )
}

/** A button that shows a sign alone; its words are for those who hear or point. */
export function IconButton({
  label,
  ...rest
}: Omit<ButtonProps, 'children' | 'aria-label'> & { readonly label: string }): ReactElement {
  return (
    <Button
      tone="quiet"
      {...rest}
      aria-label={label}
      title={label}
      className={clsx(styles.iconOnly, rest.className)}
    />
  )
}
