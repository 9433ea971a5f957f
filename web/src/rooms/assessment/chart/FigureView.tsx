// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { useId, useRef, useState, type PointerEvent, type ReactElement } from 'react'
import { useText } from '@/text'
import type { Mark, View } from '../wire'
import { figures, type Area } from './figure'
import { height, isLoop, middleOf, polygonPath, softPath, width, type At } from './geometry'
import { areaAt, areasOf, lineOf } from './marks'
import styles from './chart.module.css'

// Units of the drawing: a press that moves no further is a tap.
const tapReach = 5

/** One view of the body with its marks. A tap chooses a region; a line that is drawn becomes a mark of its own. */
export function FigureView({
  view,
  marks,
  ghosts,
  selected,
  isDrawing,
  isReadOnly,
  onTap,
  onDrawn,
}: {
  readonly view: View
  readonly marks: readonly Mark[]
  /** Those of the last visit, behind. */
  readonly ghosts: readonly Mark[]
  readonly selected: number | undefined
  /** A finger draws; else it scrolls, and taps choose. A mouse and a pen can do both at any time. */
  readonly isDrawing: boolean
  readonly isReadOnly: boolean
  readonly onTap: (area: Area) => void
  readonly onDrawn: (line: readonly At[]) => void
}): ReactElement {
  const t = useText()
  const id = useId()
  const svg = useRef<SVGSVGElement>(null)
  const [line, setLine] = useState<readonly At[]>([])
  const [over, setOver] = useState<Area>()
  const figure = figures[view]
  const outline = figure.outlines.map((points) => softPath(points, true)).join('')

  const at = (event: PointerEvent): At => {
    const box = svg.current?.getBoundingClientRect()
    if (!box || box.width === 0) return [0, 0]
    return [
      ((event.clientX - box.left) / box.width) * width,
      ((event.clientY - box.top) / box.height) * height,
    ]
  }
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    if (isReadOnly || event.button !== 0) return
    if (event.pointerType === 'touch' && !isDrawing) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setLine([at(event)])
  }
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    if (line.length > 0) setLine((before) => [...before, at(event)])
    else if (event.pointerType === 'mouse' && !isReadOnly) setOver(areaAt(view, at(event)))
  }
  const end = (event: PointerEvent<SVGSVGElement>): void => {
    const points = line.length > 0 ? line : [at(event)]
    setLine([])
    if (isReadOnly) return
    const [first] = points
    const isTap =
      !first ||
      points.every(([x, y]) => Math.hypot(x - first[0], y - first[1]) < tapReach) ||
      points.length < 3
    if (!isTap) return onDrawn(points)
    const area = areaAt(view, at(event))
    if (area) onTap(area)
  }
  return (
    <figure className={styles.figure}>
      <svg
        ref={svg}
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        className={clsx(styles.drawing, isDrawing && styles.isDrawing)}
        role="img"
        aria-label={t(`assessment.view_${view}`)}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={() => setLine([])}
        onPointerLeave={() => setOver(undefined)}
      >
        <defs>
          <clipPath id={`${id}body`}>
            <path d={outline} />
          </clipPath>
        </defs>
        {figure.outlines.map((points, index) => (
          <path key={index} d={softPath(points, true)} className={styles.skin} />
        ))}
        <g clipPath={`url(#${id}body)`}>
          {over && <path d={polygonPath(over.polygon)} className={styles.over} />}
          {ghosts.flatMap((mark, index) =>
            areasOf(mark, view).map((area) => (
              <path
                key={`g${String(index)}${area.region}${area.side}`}
                d={polygonPath(area.polygon)}
                className={styles.ghostArea}
              />
            )),
          )}
          {marks.flatMap((mark, index) =>
            areasOf(mark, view).map((area) => (
              <path
                key={`${String(index)}${area.region}${area.side}`}
                d={polygonPath(area.polygon)}
                className={clsx(styles.area, selected === index && styles.isSelected)}
              />
            )),
          )}
        </g>
        {figure.hints.map((points, index) => (
          <path key={index} d={softPath(points, false)} className={styles.hint} />
        ))}
        {figure.outlines.map((points, index) => (
          <path key={index} d={softPath(points, true)} className={styles.edge} />
        ))}
        {ghosts.map((mark, index) => (
          <Drawn key={index} line={lineOf(mark, view)} className={styles.ghost} />
        ))}
        {marks.map((mark, index) => (
          <Drawn
            key={index}
            line={lineOf(mark, view)}
            className={clsx(styles.line, selected === index && styles.isSelected)}
          />
        ))}
        {line.length > 1 && (
          <path d={softPath(line, false)} className={clsx(styles.line, styles.isSelected)} />
        )}
        {marks.map((mark, index) => (
          <Numbered key={index} mark={mark} view={view} number={index + 1} isSelected={selected === index} />
        ))}
      </svg>
      <figcaption>{t.word(`view_${view}`)}</figcaption>
      <Sides view={view} />
    </figure>
  )
}

/** R and L beside the drawing: the patient's, not the onlooker's. */
function Sides({ view }: { readonly view: View }): ReactElement | null {
  const t = useText()
  if (view !== 'front' && view !== 'back') return null
  const [start, end] = view === 'front' ? (['right', 'left'] as const) : (['left', 'right'] as const)
  return (
    <div className={styles.sides} aria-hidden>
      <span>{t(`assessment.${start}Letter`)}</span>
      <span>{t(`assessment.${end}Letter`)}</span>
    </div>
  )
}

function Drawn({
  line,
  className,
}: {
  readonly line: readonly At[]
  readonly className: string | undefined
}): ReactElement | null {
  if (line.length === 0) return null
  const loop = isLoop(line)
  return <path d={softPath(line, loop)} className={clsx(className, loop && styles.loop)} />
}

function Numbered({
  mark,
  view,
  number,
  isSelected,
}: {
  readonly mark: Mark
  readonly view: View
  readonly number: number
  readonly isSelected: boolean
}): ReactElement | null {
  const drawn = lineOf(mark, view)
  const first = areasOf(mark, view)[0]
  const place = drawn[0] ?? (first ? inBody(first) : undefined)
  if (!place) return null
  const radius = 6.5
  return (
    <g className={clsx(styles.number, isSelected && styles.isSelected)}>
      <circle cx={place[0]} cy={place[1]} r={radius} />
      <text x={place[0]} y={place[1]} dy="0.36em">
        {number}
      </text>
    </g>
  )
}

/** A point of an area that lies within the outline, near the middle of the limb. */
function inBody(area: Area): At {
  const [x, y] = middleOf(area.polygon)
  const inner = 24
  const middle = width / 2
  const isWide = Math.abs(x - middle) < inner || area.region === 'arm' || area.side === 'middle'
  return isWide ? [x, y] : [middle + Math.sign(x - middle) * inner, y]
}
