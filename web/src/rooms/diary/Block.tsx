// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { Check, CheckCheck, CircleHelp, GripVertical, UserX, X } from 'lucide-react'
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react'
import type { Body, Entry } from '@/api/entries'
import { fullName, useClinicTime } from '@/record'
import { useText, type Text } from '@/text'
import { pxPerMinute } from './Grid'
import type { Placed } from './layout'
import type { Span } from './openness'
import type { Booking } from './useDiary'
import styles from './Grid.module.css'

type Status = Body<'appointment'>['status']
const signs: Readonly<Record<Exclude<Status, 'booked'>, typeof Check>> = {
  proposed: CircleHelp,
  arrived: Check,
  done: CheckCheck,
  cancelled: X,
  no_show: UserX,
}

function boxOf(span: Span, shown: Span): { top: number; height: number } {
  return {
    top: (span.from - shown.from) * pxPerMinute,
    height: Math.max(18, (span.to - span.from) * pxPerMinute - 2),
  }
}

export function nameOf(patient: Entry<'patient'> | undefined, t: Text): string {
  if (!patient) return t('diary.someone')
  return patient.withheld ? t('patients.withheld') : fullName(patient.body)
}

/** A booking in the grid. */
export function Block({
  place,
  shown,
  isLeaving,
  patient,
  detail,
  onGrasp,
  onOpen,
  onKeyDown,
}: {
  readonly place: Placed<Booking>
  readonly shown: Span
  readonly isLeaving: boolean
  readonly patient: Entry<'patient'> | undefined
  readonly detail: string
  readonly onGrasp: (event: PointerEvent, mode: 'move' | 'end') => void
  readonly onOpen: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { item, span, lane, lanes } = place
  const { status, visit } = item.body
  const Sign = status === 'booked' ? null : signs[status]
  const name = nameOf(patient, t)
  const isMovable = status === 'booked' || status === 'proposed' || status === 'arrived'
  const when = `${time.minute(span.from)}–${time.minute(span.to)}`
  return (
    <div
      className={clsx(styles.place, isLeaving && styles.leaving)}
      style={{
        ...boxOf(span, shown),
        insetInlineStart: `${String((lane / lanes) * 100)}%`,
        width: `${String(100 / lanes)}%`,
      }}
    >
      <button
        type="button"
        data-booking={item.id}
        className={clsx(styles.block, styles[status])}
        aria-label={[when, name, t.word(visit), t.word(status), detail].filter(Boolean).join(', ')}
        aria-describedby="diary-keys"
        onPointerDown={(event) => {
          // A finger scrolls; it drags by the grip.
          if (event.pointerType !== 'touch' && isMovable) onGrasp(event, 'move')
        }}
        onClick={(event) => {
          // What a pointer did has been seen to by then, unless it was a finger, the booking stays where it is, or no pointer was there.
          const isTouch = (event.nativeEvent as unknown as globalThis.PointerEvent).pointerType === 'touch'
          if (isTouch || !isMovable || event.detail === 0) onOpen()
        }}
        onKeyDown={onKeyDown}
      >
        <span className={styles.head}>
          {Sign && <Sign aria-hidden size={14} />}
          <span className={styles.name}>{name}</span>
        </span>
        <span className={styles.detail}>
          {[time.minute(span.from), t.word(visit), detail].filter(Boolean).join(' · ')}
        </span>
      </button>
      {isMovable && (
        <>
          <span className={styles.grip} aria-hidden onPointerDown={(event) => onGrasp(event, 'move')}>
            <GripVertical size={16} />
          </span>
          <span className={styles.end} aria-hidden onPointerDown={(event) => onGrasp(event, 'end')} />
        </>
      )}
    </div>
  )
}

/** Where a booking would go, or could not. */
export function Ghost({
  span,
  shown,
  patient,
  refused,
}: {
  readonly span: Span
  readonly shown: Span
  readonly patient: Entry<'patient'> | undefined
  readonly refused?: string
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  return (
    <div
      className={clsx(styles.place, styles.ghost, refused !== undefined && styles.refused)}
      style={boxOf(span, shown)}
    >
      <span className={styles.name}>{nameOf(patient, t)}</span>
      <span className={styles.detail}>{refused ?? `${time.minute(span.from)}–${time.minute(span.to)}`}</span>
    </div>
  )
}
