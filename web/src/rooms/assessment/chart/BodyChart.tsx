// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { Plus, Undo2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Button, Checkbox, Notice, Segmented, SelectField } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { useDesk } from '../desk'
import type { Mark, Region, View } from '../wire'
import { useLastVisit } from '../useLastVisit'
import { Compared } from './Compared'
import { regions, type Area } from './figure'
import { FigureView } from './FigureView'
import type { At } from './geometry'
import { MarkEditor } from './MarkEditor'
import { drawnMark, markInWords } from './marks'
import styles from './chart.module.css'

type Pair = 'frontBack' | 'sides'
const viewsOf: Readonly<Record<Pair, readonly View[]>> = {
  frontBack: ['front', 'back'],
  sides: ['right', 'left'],
}
const mostUndo = 50
const none: readonly Mark[] = []

/** Where it hurts and how: chosen or drawn on four views of the body, and the same as a list in words. */
export function BodyChart(): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { body, change, errorAt, isReadOnly } = useDesk()
  const last = useLastVisit(body)
  const marks = body.chart ?? none
  const [selected, setSelected] = useState<number>()
  const [pair, setPair] = useState<Pair>('frontBack')
  const [isDrawing, setDrawing] = useState(false)
  const [showsLast, setShowsLast] = useState(true)
  const [undo, setUndo] = useState<readonly (readonly Mark[])[]>([])
  const current = selected === undefined ? undefined : marks[selected]
  const ghosts = showsLast && last ? (last.body.chart ?? none) : none

  const put = (next: readonly Mark[], select: number | undefined): void => {
    setUndo((before) => [...before.slice(1 - mostUndo), marks])
    setSelected(select)
    change((before) => ({ ...before, chart: [...next] }))
  }
  const add = (mark: Mark): void => put([...marks, mark], marks.length)
  const replace = (index: number, mark: Mark): void =>
    put(
      marks.map((one, at) => (at === index ? mark : one)),
      index,
    )
  const drop = (index: number): void =>
    put(
      marks.filter((_, at) => at !== index),
      undefined,
    )
  const tap = (area: Area): void => {
    const isThere = (mark: Mark): boolean =>
      mark.drawn === undefined && mark.side === area.side && (mark.regions ?? []).includes(area.region)
    const index = marks.findIndex(isThere)
    if (index >= 0 && index !== selected) return setSelected(index)
    if (index >= 0) {
      const mark = marks[index] as Mark
      const left = (mark.regions ?? []).filter((one) => one !== area.region)
      return left.length > 0 ? replace(index, { ...mark, regions: left }) : drop(index)
    }
    // One more region of the pain that is being told of; another side is another mark.
    if (selected !== undefined && current && current.drawn === undefined && current.side === area.side)
      return replace(selected, { ...current, regions: [...(current.regions ?? []), area.region] })
    add({ regions: [area.region], side: area.side })
  }
  const draw = (view: View, line: readonly At[]): void => {
    const mark = drawnMark(view, line)
    if (mark) add(mark)
  }
  const takeBack = (): void => {
    const before = undo.at(-1)
    if (!before) return
    setUndo(undo.slice(0, -1))
    setSelected(undefined)
    change((now) => ({ ...now, chart: [...before] }))
  }
  return (
    <div className={styles.chart}>
      <div className={styles.tools}>
        <Segmented
          label={t('assessment.views')}
          hidesLabel
          canClear={false}
          value={pair}
          onValue={(value) => setPair(value ?? 'frontBack')}
          choices={[
            { value: 'frontBack', label: t('assessment.frontBack') },
            { value: 'sides', label: t('assessment.bothSides') },
          ]}
        />
        {!isReadOnly && (
          <>
            <Segmented
              label={t('assessment.finger')}
              hidesLabel
              canClear={false}
              value={isDrawing ? 'draw' : 'tap'}
              onValue={(value) => setDrawing(value === 'draw')}
              choices={[
                { value: 'tap', label: t('assessment.tap') },
                { value: 'draw', label: t('assessment.draw') },
              ]}
            />
            <Button size="small" icon={<Undo2 aria-hidden />} disabled={undo.length === 0} onClick={takeBack}>
              {t('assessment.undo')}
            </Button>
          </>
        )}
      </div>
      {!isReadOnly && <p className={styles.how}>{t('assessment.chartHow')}</p>}
      <div className={styles.board}>
        <div className={styles.figures}>
          {viewsOf[pair].map((view) => (
            <FigureView
              key={view}
              view={view}
              marks={marks}
              ghosts={ghosts}
              selected={selected}
              isDrawing={isDrawing}
              isReadOnly={isReadOnly}
              onTap={tap}
              onDrawn={(line) => draw(view, line)}
            />
          ))}
        </div>
        <div className={styles.beside}>
          <ol className={styles.list} aria-label={t('assessment.marks')}>
            {marks.map((mark, index) => (
              <li key={index}>
                <button
                  type="button"
                  className={clsx(styles.inList, selected === index && styles.isSelected)}
                  aria-pressed={selected === index}
                  onClick={() => setSelected(selected === index ? undefined : index)}
                >
                  <span className={styles.badge}>{index + 1}</span>
                  <span>
                    {markInWords(mark, t)}
                    {mark.drawn !== undefined && (
                      <span className={styles.drawnOn}>
                        {' '}
                        {t('assessment.drawnOn', { view: t.word(`view_${mark.view ?? 'front'}`) })}
                      </span>
                    )}
                  </span>
                </button>
                {errorAt(`/chart/${String(index)}`) !== undefined && (
                  <Notice tone="stop">{errorAt(`/chart/${String(index)}`)}</Notice>
                )}
              </li>
            ))}
          </ol>
          {marks.length === 0 && <p className={styles.how}>{t('assessment.noMarks')}</p>}
          {!isReadOnly && <AddByName onAdd={add} />}
          {current && selected !== undefined && !isReadOnly && (
            <MarkEditor
              key={selected}
              mark={current}
              number={selected + 1}
              errorAt={(field) => errorAt(`/chart/${String(selected)}/${field}`)}
              onChange={(mark) => replace(selected, mark)}
              onDrop={() => drop(selected)}
            />
          )}
          {last && (
            <div className={styles.last}>
              <Checkbox
                label={t('assessment.showLast', { on: time.day(last.body.on, 'year') })}
                isChecked={showsLast}
                onChecked={setShowsLast}
              />
              <Compared before={last.body.chart ?? none} now={marks} on={time.day(last.body.on, 'year')} />
            </div>
          )}
        </div>
      </div>
    </div>
  )
}

/** A mark by its names alone, for who draws with the keyboard. */
function AddByName({ onAdd }: { readonly onAdd: (mark: Mark) => void }): ReactElement {
  const t = useText()
  const [region, setRegion] = useState<Region | ''>('')
  const [side, setSide] = useState<NonNullable<Mark['side']> | ''>('right')
  return (
    <form
      className={styles.addByName}
      onSubmit={(event) => {
        event.preventDefault()
        if (region === '') return
        onAdd({ regions: [region], ...(side ? { side } : {}) })
        setRegion('')
      }}
    >
      <SelectField
        label={t('assessment.addRegion')}
        value={region}
        onValue={setRegion}
        empty={t('assessment.chooseRegion')}
        options={regions.map((value) => ({ value, label: t.word(value) }))}
      />
      <SelectField
        label={t('assessment.side')}
        value={side}
        onValue={setSide}
        options={(['right', 'left', 'both', 'middle'] as const).map((value) => ({
          value,
          label: t.word(value),
        }))}
      />
      <Button submits icon={<Plus aria-hidden />} disabled={region === ''}>
        {t('assessment.add')}
      </Button>
    </form>
  )
}
