// SPDX-License-Identifier: Apache-2.0
import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, MoveDown, MoveUp } from 'lucide-react'
import { useEffect, useState, type ReactElement, type ReactNode } from 'react'
import { moved, tilted, ways, type Point, type Way } from '@/body/frame'
import type { JudgedNeedle, Stop } from '@/body/wire'
import { Button, IconButton, NumberField, Segmented, SelectField, TextField } from '@/design'
import { useText } from '@/text'
import { without, type WantedNeedle } from '../needleWords'
import styles from './Needle.module.css'

const signs: Readonly<Record<Way, ReactNode>> = {
  left: <ArrowLeft aria-hidden size={16} />,
  right: <ArrowRight aria-hidden size={16} />,
  head: <ArrowUp aria-hidden size={16} />,
  feet: <ArrowDown aria-hidden size={16} />,
  front: <MoveUp aria-hidden size={16} />,
  back: <MoveDown aria-hidden size={16} />,
}
const waysInOrder: readonly Way[] = ['left', 'right', 'head', 'feet', 'front', 'back']
const stops: readonly Stop[] = ['depth', 'bone_or_depth', 'hub']
const step = 1

/** The needle moved by numbers and keys: the same as by hand on the body. */
export function NeedleControls({
  wanted,
  answer,
  needles,
  errorAt,
  keepsTip,
  onKeepsTip,
  onWanted,
}: {
  readonly wanted: WantedNeedle
  readonly answer: JudgedNeedle | null
  /** what the drawer has */
  readonly needles: readonly string[]
  /** what the server refuses of it, by the field */
  readonly errorAt: (pointer: string) => string | undefined
  readonly keepsTip: boolean
  readonly onKeepsTip: (keeps: boolean) => void
  readonly onWanted: (wanted: WantedNeedle, at: number) => void
}): ReactElement {
  const t = useText()
  const [words, setWords] = useState('')
  const entry = placeOf(wanted, answer)
  const direction = wanted.direction ?? (answer && list(answer.direction))
  return (
    <div className={styles.controls}>
      <div className={styles.controlRow}>
        <DepthField
          depthMm={wanted.depthMm}
          isOff={wanted.stop === 'hub'}
          error={errorAt('/depthMm')}
          onDepth={(depthMm, at) => onWanted({ ...wanted, depthMm }, at)}
        />
        <SelectField
          label={t('plan.needle')}
          value={wanted.needle}
          options={needles.map((id) => ({
            value: id,
            label: t('plan.needleSize', { size: id.replace('x', ' × ') }),
          }))}
          onValue={(needle) => {
            if (needle !== '') onWanted({ ...wanted, needle }, performance.now())
          }}
        />
        <SelectField
          label={t('plan.stop')}
          value={wanted.stop}
          options={stops.map((stop) => ({ value: stop, label: t(`plan.stop_${stop}`) }))}
          onValue={(stop) => {
            if (stop !== '') onWanted({ ...wanted, stop }, performance.now())
          }}
        />
      </div>
      <Nudges
        label={t('plan.moveEntry')}
        nameOf={(way) => t('plan.moveEntryTo', { way: t(`plan.way_${way}`) })}
        isOff={!entry}
        onWay={(way, at) => {
          if (entry) onWanted({ ...wanted, entry: moved(entry, ways[way], step) }, at)
        }}
      />
      <Nudges
        label={t('plan.tilt')}
        nameOf={(way) => t('plan.tiltTo', { way: t(`plan.way_${way}`) })}
        isOff={!direction}
        onWay={(way, at) => {
          if (direction) onWanted({ ...wanted, direction: tilted(direction, way, step) }, at)
        }}
      />
      <Segmented
        label={t('plan.whenMoved')}
        value={keepsTip ? 'tip' : 'direction'}
        canClear={false}
        choices={[
          { value: 'direction', label: t('plan.keepDirection') },
          { value: 'tip', label: t('plan.keepTip') },
        ]}
        onValue={(value) => onKeepsTip(value === 'tip')}
      />
      <form
        className={styles.entryWords}
        onSubmit={(event) => {
          event.preventDefault()
          if (words.trim() === '') return
          // Straight in from there; it is tilted afterwards.
          onWanted({ ...without(wanted, 'direction'), entry: words.trim() }, performance.now())
        }}
      >
        <TextField
          label={t('plan.entryFrom')}
          error={errorAt('/entry')}
          hint={t('plan.entryFromHint')}
          value={words}
          onValue={setWords}
          autoComplete="off"
          spellCheck={false}
        />
        <Button submits>{t('plan.entryGo')}</Button>
      </form>
    </div>
  )
}

function list(of: readonly number[]): Point {
  return { x: of[0] ?? 0, y: of[1] ?? 0, z: of[2] ?? 0 }
}

/** Where the needle enters: said in words, only the server knows. */
export function placeOf(wanted: WantedNeedle, answer: JudgedNeedle | null): Point | null {
  if (typeof wanted.entry !== 'string') return wanted.entry
  return answer && list(answer.entry)
}

function DepthField({
  depthMm,
  isOff,
  error,
  onDepth,
}: {
  readonly depthMm: number
  readonly error: string | undefined
  readonly isOff: boolean
  readonly onDepth: (depthMm: number, at: number) => void
}): ReactElement {
  const t = useText()
  const [typed, setTyped] = useState(String(depthMm))
  useEffect(() => {
    setTyped((before) => (Number(before.replace(',', '.')) === depthMm ? before : String(round(depthMm))))
  }, [depthMm])
  const number = Number(typed.replace(',', '.'))
  const isNumber = typed.trim() !== '' && Number.isFinite(number)
  return (
    <div className={styles.depth}>
      <NumberField
        label={t('plan.depth')}
        unit={t('plan.unitMm')}
        value={typed}
        disabled={isOff}
        error={isNumber ? error : t('plan.notANumber')}
        onValue={(value) => {
          setTyped(value)
          const next = Number(value.replace(',', '.'))
          if (value.trim() !== '' && Number.isFinite(next)) onDepth(next, performance.now())
        }}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowUp' ? step : event.key === 'ArrowDown' ? -step : 0
          if (by === 0) return
          event.preventDefault()
          onDepth(Math.max(0, round(depthMm + by)), event.timeStamp)
        }}
      />
      <input
        type="range"
        aria-label={t('plan.depthSlider')}
        min={0}
        max={125}
        step={step}
        value={depthMm}
        disabled={isOff}
        onChange={(event) => onDepth(event.target.valueAsNumber, event.timeStamp)}
      />
    </div>
  )
}

function round(mm: number): number {
  return Math.round(mm * 10) / 10
}

function Nudges({
  label,
  nameOf,
  isOff,
  onWay,
}: {
  readonly label: string
  readonly nameOf: (way: Way) => string
  readonly isOff: boolean
  readonly onWay: (way: Way, at: number) => void
}): ReactElement {
  return (
    <div className={styles.nudges} role="group" aria-label={label}>
      <span className={styles.nudgeLabel} aria-hidden>
        {label}
      </span>
      <div className={styles.nudgeButtons}>
        {waysInOrder.map((way) => (
          <NudgeButton key={way} way={way} name={nameOf(way)} isOff={isOff} onWay={onWay} />
        ))}
      </div>
    </div>
  )
}

function NudgeButton({
  way,
  name,
  isOff,
  onWay,
}: {
  readonly way: Way
  readonly name: string
  readonly isOff: boolean
  readonly onWay: (way: Way, at: number) => void
}): ReactElement {
  const t = useText()
  return (
    <div className={styles.nudge}>
      <IconButton
        size="small"
        tone="plain"
        label={name}
        icon={signs[way]}
        disabled={isOff}
        onClick={(event) => onWay(way, event.timeStamp)}
      />
      <span aria-hidden>{t(`plan.way_${way}`)}</span>
    </div>
  )
}
