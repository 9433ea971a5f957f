// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { Button, Notice, Row, Stack, TextField } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import type { Place } from './columns'
import type { Booking } from './useDiary'
import { wantsReason, wordsOf, type Tried } from './useMove'

/** A move that was refused: say why it is wanted all the same, where that helps, or leave it. */
export function Settle({
  tried,
  isBusy,
  onMove,
  onDrop,
}: {
  readonly tried: Tried
  readonly isBusy: boolean
  readonly onMove: (booking: Booking, place: Place, reason?: string) => void
  readonly onDrop: () => void
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const [reason, setReason] = useState('')
  const { booking, place, refusal } = tried
  const asksWhy = wantsReason(refusal)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (reason.trim() !== '') onMove(booking, place, reason.trim())
  }
  const when = `${time.day(time.local(place.start).day)}, ${time.time(place.start)}`
  return (
    <Notice
      tone={asksWhy ? 'caution' : 'stop'}
      title={t('diary.notMoved', { when })}
      isLive
      actions={
        !asksWhy && (
          <>
            {refusal.kind === 'offline' && (
              <Button size="small" isBusy={isBusy} onClick={() => onMove(booking, place)}>
                {t('design.again')}
              </Button>
            )}
            <Button size="small" onClick={onDrop}>
              {t('diary.leave')}
            </Button>
          </>
        )
      }
    >
      <p>{wordsOf(refusal, t)}</p>
      {asksWhy && (
        <form onSubmit={submit}>
          <Stack gap={2}>
            <TextField
              label={t('diary.whyOutside')}
              value={reason}
              onValue={setReason}
              required
              ref={(input) => {
                if (input && document.activeElement !== input && reason === '') input.focus()
              }}
            />
            <Row gap={2}>
              <Button size="small" tone="primary" submits isBusy={isBusy}>
                {t('diary.moveAnyway')}
              </Button>
              <Button size="small" onClick={onDrop}>
                {t('diary.leave')}
              </Button>
            </Row>
          </Stack>
        </form>
      )}
    </Notice>
  )
}
