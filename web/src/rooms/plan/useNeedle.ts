// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { ask, askResponse } from '@/api/client'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { Newest } from '@/body/newest'
import type { JudgedNeedle } from '@/body/wire'
import { sentNeedle, type WantedNeedle } from './needleWords'

type Asked = Readonly<{ wanted: WantedNeedle; target: string; at: number }>

export type Judged = Readonly<{
  /** the newest answer, for whatever needle it was */
  answer: JudgedNeedle | null
  /** the needle that the answer is about */
  about: WantedNeedle | null
  /** the answer is not about the needle as it is now */
  isStale: boolean
  refusal: Refusal | null
}>

/** The name under which the time from the hand to the number is kept, for whoever measures (performance.measure). */
export const handToNumber = 'filiform.handToNumber'

/** Has a needle judged while it moves: one question on its way, the newest next. `at`: when the hand moved. */
export function useNeedle(
  plan: string,
  target: string,
  wanted: WantedNeedle | null,
  at: number,
): Judged & Readonly<{ again: () => void }> {
  const [told, setTold] = useState<{
    answer: JudgedNeedle | null
    asked: Asked | null
    refusal: Refusal | null
  }>({ answer: null, asked: null, refusal: null })
  const newest = useRef<Newest<Asked, JudgedNeedle>>(undefined)
  // Layout effects run before the frame is drawn, which can take longer than the answer.
  useLayoutEffect(() => {
    newest.current = new Newest<Asked, JudgedNeedle>(
      (asked, signal) =>
        ask<JudgedNeedle>('POST', '/api/v1/needle', {
          body: { plan, target: asked.target, ...sentNeedle(asked.wanted) },
          signal,
        }),
      (one) =>
        setTold((before) =>
          one.state === 'answered'
            ? { answer: one.answer, asked: one.wanted, refusal: null }
            : { ...before, asked: one.wanted, refusal: asRefusal(one.thrown) },
        ),
    )
    return () => newest.current?.stop()
  }, [plan])
  const [tries, setTries] = useState(0)
  useLayoutEffect(() => {
    if (wanted) newest.current?.want({ wanted, target, at })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- when the hand moved is of no weight for what is asked
  }, [plan, wanted, target, tries])
  // The numbers are on the page when this runs.
  useLayoutEffect(() => {
    if (told.asked && told.answer && !told.refusal && told.asked.at > 0)
      performance.measure(handToNumber, { start: told.asked.at, end: performance.now() })
  }, [told])
  const again = useCallback(() => setTries((before) => before + 1), [])
  const isOfTarget = told.asked?.target === target
  return {
    answer: isOfTarget ? told.answer : null,
    about: isOfTarget ? (told.asked?.wanted ?? null) : null,
    isStale: told.asked?.wanted !== wanted,
    refusal: isOfTarget ? told.refusal : null,
    again,
  }
}

export type SliceView = 'along' | 'across' | 'target'
export type Slice = Readonly<{
  address: string | null
  isStale: boolean
  refusal: Refusal | null
}>
/** Rests between two pictures, since the numbers go first: four times as long as a picture takes. */
const restOf = (tookMs: number): number => Math.max(120, 4 * tookMs)

/** A picture of the slice through a needle. */
export function useSlice(
  plan: string,
  target: string,
  wanted: WantedNeedle | null,
  shape: Readonly<{ view: SliceView; widthPx: number; isDark: boolean }>,
): Slice {
  type Wish = Readonly<{ wanted: WantedNeedle; body: Record<string, unknown> }>
  const [told, setTold] = useState<{ address: string | null; of: Wish | null; refusal: Refusal | null }>({
    address: null,
    of: null,
    refusal: null,
  })
  const newest = useRef<Newest<Wish, string>>(undefined)
  const shown = useRef<string>(undefined)
  useEffect(() => {
    newest.current = new Newest<Wish, string>(
      async (wish, signal) => {
        const response = await askResponse('POST', '/api/v1/needle/section', { body: wish.body, signal })
        return URL.createObjectURL(await response.blob())
      },
      (one) => {
        if (one.state === 'failed') {
          setTold((before) => ({ ...before, of: one.wanted, refusal: asRefusal(one.thrown) }))
          return
        }
        if (shown.current) URL.revokeObjectURL(shown.current)
        shown.current = one.answer
        setTold({ address: one.answer, of: one.wanted, refusal: null })
      },
      restOf,
    )
    return () => {
      newest.current?.stop()
      if (shown.current) URL.revokeObjectURL(shown.current)
      shown.current = undefined
    }
  }, [plan])
  const { view, widthPx, isDark } = shape
  useEffect(() => {
    if (wanted && widthPx > 0)
      newest.current?.want({
        wanted,
        body: { plan, target, view, widthPx, isDark, ...sentNeedle(wanted) },
      })
  }, [plan, target, wanted, view, widthPx, isDark])
  return { address: told.address, isStale: told.of?.wanted !== wanted, refusal: told.refusal }
}
