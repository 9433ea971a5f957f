// SPDX-License-Identifier: Apache-2.0
import { Menu as AriakitMenu, MenuButton, MenuItem, MenuProvider } from '@ariakit/react'
import type { ReactElement, ReactNode } from 'react'
import buttons from './Button.module.css'
import styles from './Menu.module.css'

export type MenuAction = Readonly<{
  label: string
  icon?: ReactNode
  onSelect: () => void
  isDanger?: boolean
}>

/** Things to do that are wanted seldom. */
export function Menu({
  label,
  button,
  actions,
}: {
  readonly label: string
  /** What the button shows; its name is `label`. */
  readonly button: ReactNode
  readonly actions: readonly MenuAction[]
}): ReactElement {
  return (
    <MenuProvider>
      <MenuButton
        aria-label={label}
        className={`${buttons['button'] ?? ''} ${buttons['quiet'] ?? ''} ${buttons['medium'] ?? ''}`}
      >
        {button}
      </MenuButton>
      <AriakitMenu gutter={6} portal className={styles.menu}>
        {actions.map((action) => (
          <MenuItem
            key={action.label}
            className={styles.item}
            data-danger={action.isDanger || undefined}
            onClick={action.onSelect}
          >
            {action.icon}
            <span>{action.label}</span>
          </MenuItem>
        ))}
      </AriakitMenu>
    </MenuProvider>
  )
}
