// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { Button } from '@/design'
import { gradesOf, normalGrade, signLevels, signTests, type SignLevel, type SignTest } from '@/record'
import { useText } from '@/text'
import { sides } from '@/record/answers'
import { findingOfSign, gradeAt, withGrade } from '../correspondence'
import { useDesk } from '../desk'
import { stopProps } from '../questions/stops'
import type { Side } from '../wire'
import styles from './parts.module.css'

type Cell = Readonly<{ test: SignTest; side: Side; level: SignLevel }>
const columns = signTests.flatMap((test) => sides.map((side) => ({ test, side })))

/** The cell below; from the last of a column, the first of the next. */
function cellAfter([row, column]: readonly [number, number]): readonly [number, number] {
  if (row < signLevels.length - 1) return [row + 1, column]
  return column < columns.length - 1 ? [0, column + 1] : [row, column]
}

/** Every dermatome, myotome and reflex of the legs, one press a cell: a digit, or a grade of the pad, is written and the
 *  next cell is at hand. Arrows move, ? or Delete is not tested. A press of a cell only chooses it: nothing is graded that
 *  nobody named. Where the library asks for the same sign, the grade is its answer too. */
export function NeuroGrid(): ReactElement {
  const t = useText()
  const { body, questions, gradings, change, isReadOnly, errorAt } = useDesk()
  const [place, setPlace] = useState<readonly [row: number, column: number]>([0, 0])
  const table = useRef<HTMLTableElement>(null)
  const cellAt = ([row, column]: readonly [number, number]): Cell | undefined => {
    const level = signLevels[row]
    const of = columns[column]
    return level && of && { ...of, level }
  }
  const current = cellAt(place)
  const focus = (row: number, column: number): void => {
    const next = [
      Math.min(Math.max(row, 0), signLevels.length - 1),
      Math.min(Math.max(column, 0), columns.length - 1),
    ] as const
    setPlace(next)
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.join(' ')}"]`)?.focus()
  }
  const put = (cell: Cell, grade: number | undefined): void => {
    if (!isReadOnly)
      change((before) => withGrade(before, findingOfSign(questions, cell), cell, cell.side, grade))
  }
  const goOn = (): void => focus(...cellAfter(place))
  /** By the pad: the finger stays where it is, and so does the focus, while the same grades are there. */
  const putByPad = (cell: Cell, grade: number | undefined): void => {
    put(cell, grade)
    const after = cellAfter(place)
    if (cellAt(after)?.test === cell.test) setPlace(after)
    else focus(...after)
  }
  const press = (event: KeyboardEvent, cell: Cell): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const [row, column] = place
    const isBackward = document.documentElement.dir === 'rtl'
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      Enter: [row + 1, column],
      ArrowLeft: [row, column + (isBackward ? 1 : -1)],
      ArrowRight: [row, column + (isBackward ? -1 : 1)],
      Home: [row, 0],
      End: [row, columns.length - 1],
    }
    const move = moves[event.key]
    const grade = gradesOf(gradings, cell.test).find((one) => String(one) === event.key)
    if (move) focus(...move)
    else if (grade !== undefined) {
      put(cell, grade)
      goOn()
    } else if (['?', 'Delete', 'Backspace'].includes(event.key)) {
      put(cell, undefined)
      if (event.key === '?') goOn()
    } else return
    event.preventDefault()
  }
  const finding = current && findingOfSign(questions, current)
  const nameOf = (cell: Cell): string =>
    t('assessment.cell', {
      test: t(`assessment.test_${cell.test}`),
      level: cell.level.toUpperCase(),
      side: t.word(cell.side),
    })
  return (
    <div className={styles.neuro}>
      <p className={styles.hint}>{t('assessment.gridHow')}</p>
      {current && (
        <div className={clsx(styles.pad, styles.gradePad)}>
          <p className={styles.padName} role="status">
            {nameOf(current)}: {gradeAt(body, finding, current, current.side) ?? t('assessment.notTested')}
          </p>
          {!isReadOnly && (
            <div className={styles.padButtons}>
              {gradesOf(gradings, current.test).map((grade) => (
                <Button
                  key={grade}
                  size="small"
                  tone={gradeAt(body, finding, current, current.side) === grade ? 'primary' : 'plain'}
                  onClick={() => putByPad(current, grade)}
                >
                  {t('assessment.grade', { grade, words: t.word(`grade_${current.test}_${String(grade)}`) })}
                </Button>
              ))}
              <Button size="small" tone="quiet" onClick={() => putByPad(current, undefined)}>
                {t('assessment.notTested')}
              </Button>
            </div>
          )}
        </div>
      )}
      <div className={styles.scroll}>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- arrows move in it */}
        <table ref={table} role="grid" className={styles.grid} aria-label={t('assessment.grid')}>
          <thead>
            <tr>
              <td />
              {signTests.map((test) => (
                <th key={test} colSpan={2} scope="colgroup">
                  {t(`assessment.test_${test}`)}
                  <span className={styles.range}>
                    {t('assessment.grades', { most: gradesOf(gradings, test).at(-1) ?? 0 })}
                  </span>
                </th>
              ))}
            </tr>
            <tr>
              <td />
              {columns.map(({ test, side }) => (
                <th key={`${test} ${side}`} scope="col">
                  <span aria-hidden>{t(`assessment.${side}Letter`)}</span>
                  <span className="visually-hidden">{`${t(`assessment.test_${test}`)}, ${t.word(side)}`}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {signLevels.map((level, row) => (
              <tr key={level}>
                <th scope="row">{level.toUpperCase()}</th>
                {columns.map(({ test, side }, column) => {
                  const cell = { test, side, level }
                  const asked = findingOfSign(questions, cell)
                  const grade = gradeAt(body, asked, cell, side)
                  const isHere = place[0] === row && place[1] === column
                  return (
                    <td
                      key={`${test} ${side}`}
                      role="gridcell"
                      {...(asked ? stopProps(`${asked.id}.${side}`) : {})}
                    >
                      <button
                        type="button"
                        data-cell={`${String(row)} ${String(column)}`}
                        tabIndex={isHere ? 0 : -1}
                        className={clsx(
                          styles.cell,
                          grade !== undefined && grade !== normalGrade(gradings, test) && styles.changed,
                          asked && styles.asked,
                          isHere && styles.isHere,
                        )}
                        aria-label={`${nameOf(cell)}: ${grade === undefined ? t('assessment.notTested') : String(grade)}`}
                        onFocus={() => setPlace([row, column])}
                        onKeyDown={(event) => press(event, cell)}
                      >
                        {grade ?? '·'}
                      </button>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {finding?.examine !== undefined && <p className={styles.hint}>{finding.examine}</p>}
      {errorAt('/neurology') !== undefined && <p className={styles.error}>{errorAt('/neurology')}</p>}
    </div>
  )
}
