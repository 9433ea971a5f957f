// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import styles from './Card.module.css'

/** A thing of its own on a page. */
export function Card({
  title,
  actions,
  children,
  isFlush = false,
  level = 2,
}: {
  readonly title?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Its content reaches the edges: tables, lists, pictures. */
  readonly isFlush?: boolean
  readonly level?: 2 | 3
}): ReactElement {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={styles.card}>
      {(title !== undefined || actions !== undefined) && (
        <header className={styles.header}>
          {title !== undefined && <Heading className={styles.title}>{title}</Heading>}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      <div className={clsx(!isFlush && styles.body)}>{children}</div>
    </section>
  )
}

/** Name and value, line by line. */
export function Facts({
  items,
}: {
  readonly items: readonly (readonly [ReactNode, ReactNode])[]
}): ReactElement {
  return (
    <dl className={styles.facts}>
      {items.map(([name, value], index) => (
        <div key={index} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Things under one another, evenly apart. */
export function Stack({
  gap = 4,
  children,
}: {
  readonly gap?: 1 | 2 | 3 | 4 | 5 | 6
  readonly children: ReactNode
}): ReactElement {
  return <div className={clsx(styles.stack, styles[`gap${String(gap)}`])}>{children}</div>
}

/** Things beside one another, as long as there is room. */
export function Row({
  gap = 3,
  isSpread = false,
  children,
}: {
  readonly gap?: 1 | 2 | 3 | 4 | 5 | 6
  readonly isSpread?: boolean
  readonly children: ReactNode
}): ReactElement {
  return (
    <div className={clsx(styles.row, isSpread && styles.spread, styles[`gap${String(gap)}`])}>{children}</div>
  )
}

/** Columns of at least that width, as many as fit. */
export function Columns({
  children,
  width = 'medium',
}: {
  readonly children: ReactNode
  readonly width?: 'narrow' | 'medium' | 'wide'
}): ReactElement {
  return <div className={clsx(styles.columns, styles[width])}>{children}</div>
}
