// SPDX-License-Identifier: Apache-2.0
import { TriangleAlert } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Card } from '@/design'
import styles from './figures.module.css'

/** A figure of the clinic, and beside it what it must not be used for, in the server's words. */
export function Figure({
  title,
  isNotFor,
  children,
}: {
  readonly title: string
  readonly isNotFor: readonly string[]
  readonly children: ReactNode
}): ReactElement {
  return (
    <Card title={title}>
      <div className={styles.figure}>
        {children}
        <ul className={styles.isNotFor}>
          {isNotFor.map((words) => (
            <li key={words}>
              <TriangleAlert aria-hidden size={14} />
              <span>{words}</span>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}
