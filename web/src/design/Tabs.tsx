// SPDX-License-Identifier: Apache-2.0
import { Tab, TabList, TabPanel, TabProvider } from '@ariakit/react'
import type { ReactElement, ReactNode } from 'react'
import styles from './Tabs.module.css'

export type TabItem = Readonly<{ id: string; label: ReactNode; content: ReactNode }>

/** Several views of one thing; arrows move between them. Hidden ones stay, with what was typed in them. */
export function Tabs({
  label,
  items,
  selected,
  onSelected,
}: {
  readonly label: string
  readonly items: readonly TabItem[]
  readonly selected?: string
  readonly onSelected?: (id: string) => void
}): ReactElement {
  return (
    <TabProvider
      {...(selected !== undefined ? { selectedId: selected } : {})}
      {...(items[0] ? { defaultSelectedId: items[0].id } : {})}
      setSelectedId={(id) => {
        if (id) onSelected?.(id)
      }}
    >
      <TabList aria-label={label} className={styles.list}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={styles.tab}>
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} tabId={item.id} className={styles.panel}>
          {item.content}
        </TabPanel>
      ))}
    </TabProvider>
  )
}
