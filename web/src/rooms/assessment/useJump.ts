// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { useLocation } from 'wouter'
import { findingOf } from '@/record/answers'
import type { Desk } from './desk'
import { partWith, type Part, type PartOf } from './parts'
import { findStop, focusStop } from './questions/stops'

/** The first place of a part to answer at. */
const firstStop = ''
/** After the frame has scrolled a new page to its top. */
const settledMs = 30

/** Ways to a question: to the part where it is asked, and the focus to its place when that is there. */
export function useJump({
  main,
  parts,
  part,
  home,
  onJump,
}: {
  readonly main: RefObject<HTMLElement | null>
  readonly parts: readonly PartOf[]
  readonly part: Part
  readonly home: string
  readonly onJump: () => void
}): Pick<Desk, 'jump' | 'enter' | 'opened'> {
  const [, go] = useLocation()
  const pending = useRef<string>(undefined)
  const [opened, setOpened] = useState<string>()
  const [jumps, setJumps] = useState(0)
  const jump = useCallback(
    (finding: string) => {
      onJump()
      setOpened(findingOf(finding))
      pending.current = finding
      const to = partWith(parts, findingOf(finding)) ?? 'particulars'
      if (to !== part) go(`${home}/${to}`)
      setJumps((before) => before + 1)
    },
    [go, home, onJump, part, parts],
  )
  const enter = useCallback(() => {
    pending.current = firstStop
    setJumps((before) => before + 1)
  }, [])
  useEffect(() => {
    const finding = pending.current
    if (finding === undefined) return
    const timer = window.setTimeout(() => {
      pending.current = undefined
      const home = main.current
      if (!home) return
      const stop =
        finding === firstStop ? home.querySelector<HTMLElement>('[data-stop]') : findStop(home, finding)
      if (stop) focusStop(stop)
    }, settledMs)
    return () => window.clearTimeout(timer)
  }, [jumps, main, part])
  return { jump, enter, opened }
}
