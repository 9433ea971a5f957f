// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import styles from './Table.module.css'

export type Column<Row> = Readonly<{
  /** Its heading. */
  name: string
  cell: (row: Row) => ReactNode
  isNumber?: boolean
  /** Left out where there is little room. */
  isExtra?: boolean
}>

/** Rows under headings. The frame scrolls where the table is wider than its place. */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
  isDense = false,
  showsCaption = false,
}: {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row, index: number) => string
  readonly isDense?: boolean
  readonly showsCaption?: boolean
}): ReactElement {
  return (
    // A frame that scrolls has to be reachable by the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.frame} tabIndex={0} role="region" aria-label={caption}>
      <table className={clsx(styles.table, isDense && styles.dense)}>
        <caption className={showsCaption ? styles.caption : 'visually-hidden'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                className={clsx(column.isNumber && styles.number, column.isExtra && styles.extra)}
              >
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)}>
              {columns.map((column) => (
                <td
                  key={column.name}
                  className={clsx(column.isNumber && styles.number, column.isExtra && styles.extra)}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
