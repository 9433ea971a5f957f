// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Table, type Column } from '@/design'
import styles from './figures.module.css'

/** A table with words in it: where there is little room a row is read downwards, each cell under its heading. */
export function WordyTable<Row>({
  columns,
  ...rest
}: Omit<Parameters<typeof Table<Row>>[0], 'columns' | 'isDense'> & {
  readonly columns: readonly Column<Row>[]
}): ReactElement {
  const labelled = columns.map((column, index) =>
    index === 0
      ? column
      : {
          ...column,
          cell: (row: Row) => (
            <>
              <span className={styles.cellLabel} aria-hidden>
                {column.name}
              </span>
              {column.cell(row)}
            </>
          ),
        },
  )
  return (
    <div className={styles.wordy}>
      <Table {...rest} columns={labelled} isDense />
    </div>
  )
}
