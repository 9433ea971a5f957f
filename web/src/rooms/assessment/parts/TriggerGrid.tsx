// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { Check, Minus } from 'lucide-react'
import { useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { Segmented } from '@/design'
import { useText } from '@/text'
import { sides } from '@/record/answers'
import { spotOfFinding, spotSigns, withSpotAnswer, type SpotSign } from '../correspondence'
import { useDesk } from '../desk'
import { stopProps } from '../questions/stops'
import type { Question, Side } from '../wire'
import { Spots } from './Spots'
import styles from './parts.module.css'

const columns = sides.flatMap((side) => spotSigns.map((sign) => ({ side, sign })))

type Muscle = Readonly<{ name: string; of: Readonly<Partial<Record<SpotSign, Question>>> }>

function musclesOf(questions: readonly Question[]): readonly Muscle[] {
  const found = new Map<string, Partial<Record<SpotSign, Question>>>()
  for (const question of questions) {
    const spot = spotOfFinding(question.id)
    if (spot) found.set(spot.muscle, { ...found.get(spot.muscle), [spot.sign]: question })
  }
  return [...found].map(([name, of]) => ({ name, of }))
}

/** What pressing each muscle found, side by side: y, n or ? in a cell, arrows between them. */
export function TriggerGrid(): ReactElement {
  const t = useText()
  const { questions, answers, change, isReadOnly } = useDesk()
  const muscles = useMemo(() => musclesOf(questions), [questions])
  const [place, setPlace] = useState<readonly [row: number, column: number]>([0, 0])
  const table = useRef<HTMLTableElement>(null)
  const keyAt = (row: number, column: number): string | undefined => {
    const at = columns[column]
    const question = at && muscles[row]?.of[at.sign]
    return question && `${question.id}.${at.side}`
  }
  const focus = (row: number, column: number): void => {
    const next = [
      Math.min(Math.max(row, 0), muscles.length - 1),
      Math.min(Math.max(column, 0), columns.length - 1),
    ] as const
    setPlace(next)
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.join(' ')}"]`)?.focus()
  }
  const put = (key: string | undefined, answer: boolean | undefined): void => {
    if (key !== undefined && !isReadOnly) change((before) => withSpotAnswer(before, key, answer))
  }
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const [row, column] = place
    const isBackward = document.documentElement.dir === 'rtl'
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column + (isBackward ? 1 : -1)],
      ArrowRight: [row, column + (isBackward ? -1 : 1)],
      Home: [row, 0],
      End: [row, columns.length - 1],
    }
    const next = (): void => (column === columns.length - 1 ? focus(row + 1, 0) : focus(row, column + 1))
    const key = event.key.toLowerCase()
    const move = moves[event.key]
    if (move) focus(...move)
    else if (key === 'y' || key === 'n') {
      put(keyAt(row, column), key === 'y')
      next()
    } else if (['?', 'Delete', 'Backspace'].includes(event.key)) {
      put(keyAt(row, column), undefined)
      next()
    } else return
    event.preventDefault()
  }
  const [row, column] = place
  const here = columns[column]
  const question = here && muscles[row]?.of[here.sign]
  const key = keyAt(row, column)
  const answer = key === undefined ? undefined : answers[key]
  const nameOf = (muscle: string, side: Side, sign: SpotSign): string =>
    t('assessment.spotCell', {
      muscle: t.word(muscle),
      side: t.word(side),
      sign: t(`assessment.spot_${sign}`),
    })
  return (
    <div className={styles.neuro}>
      <p className={styles.hint}>{t('assessment.spotsHow')}</p>
      <div className={styles.scroll}>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- arrows move in it */}
        <table ref={table} role="grid" className={styles.grid} aria-label={t('assessment.spots')}>
          <thead>
            <tr>
              <td />
              {sides.map((side) => (
                <th key={side} colSpan={spotSigns.length} scope="colgroup">
                  {t.word(side)}
                </th>
              ))}
            </tr>
            <tr>
              <td />
              {columns.map(({ side, sign }) => (
                <th key={`${side} ${sign}`} scope="col" className={styles.spotHead}>
                  {t(`assessment.spot_${sign}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {muscles.map((muscle, at) => (
              <tr key={muscle.name}>
                <th scope="row" className={styles.muscle}>
                  {t.word(muscle.name)}
                </th>
                {columns.map(({ side, sign }, col) => {
                  const asked = muscle.of[sign]
                  const cellKey = asked ? `${asked.id}.${side}` : ''
                  const value = answers[cellKey]
                  const isHere = row === at && column === col
                  const next = value === undefined ? true : value === true ? false : undefined
                  return (
                    <td
                      key={`${side} ${sign}`}
                      role="gridcell"
                      className={clsx(sign === 'tender' && side === 'left' && styles.divide)}
                      {...stopProps(cellKey)}
                    >
                      <button
                        type="button"
                        data-cell={`${String(at)} ${String(col)}`}
                        tabIndex={isHere ? 0 : -1}
                        className={clsx(
                          styles.cell,
                          value === true && styles.changed,
                          isHere && styles.isHere,
                        )}
                        aria-label={`${nameOf(muscle.name, side, sign)}: ${t(
                          value === undefined
                            ? 'assessment.notAsked'
                            : value === true
                              ? 'assessment.yes'
                              : 'assessment.no',
                        )}`}
                        onFocus={() => setPlace([at, col])}
                        onClick={() => put(cellKey, next)}
                        onKeyDown={press}
                      >
                        {value === undefined ? (
                          '·'
                        ) : value === true ? (
                          <Check aria-hidden size={16} />
                        ) : (
                          <Minus aria-hidden size={16} />
                        )}
                      </button>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {question && here && (
        <div className={styles.pad}>
          <p className={styles.padName}>{nameOf(muscles[row]?.name ?? '', here.side, here.sign)}</p>
          <p className={styles.hint}>{question.examine ?? question.ask}</p>
          <Segmented
            label={nameOf(muscles[row]?.name ?? '', here.side, here.sign)}
            hidesLabel
            value={typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : null}
            onValue={(value) => put(key, value === null ? undefined : value === 'yes')}
            choices={[
              { value: 'yes', label: t('assessment.yes') },
              { value: 'no', label: t('assessment.no') },
            ]}
          />
        </div>
      )}
      <Spots />
    </div>
  )
}
