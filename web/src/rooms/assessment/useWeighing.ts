// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo, useRef, useState } from 'react'
import { ask } from '@/api/client'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import type { Body, Consultation } from './wire'

/** What comes within so long is asked together. */
const gatheredMs = 100

export type Weighing = Readonly<{
  /** As last weighed; while newer answers are on their way it is still the one before. */
  weighed: Consultation | undefined
  isWaiting: boolean
  /** What the server says no answer can be, by key: "inr", "power_l5.right"; and of "heightCm", "weightKg". */
  wrong: Readonly<Record<string, string>>
  refusal: Refusal | undefined
}>

type Asked = Readonly<Record<string, unknown>> & Readonly<{ answers: Readonly<Record<string, unknown>> }>

const measures = ['heightCm', 'weightKg'] as const

/** The keys that a refusal is about, with what is wrong. */
function wrongOf(refusal: Refusal): Record<string, string> {
  const wrong: Record<string, string> = {}
  for (const problem of refusal.problems) {
    const [, first = '', second = ''] = problem.pointer
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    const key = first === 'answers' ? second : first
    if (key && (first === 'answers' || measures.some((one) => one === first)))
      wrong[key] = [problem.detail, problem.hint].filter(Boolean).join(' ')
  }
  return wrong
}

function without(asked: Asked, wrong: Readonly<Record<string, string>>): Asked {
  const kept = ([key]: [string, unknown]): boolean => wrong[key] === undefined
  return {
    ...Object.fromEntries(Object.entries(asked).filter(kept)),
    answers: Object.fromEntries(Object.entries(asked.answers).filter(kept)),
  }
}

/** Asks the server what it makes of the answers, as they are given. What it says no answer can be is told by key, and
 *  weighed without: an error in one field keeps no red flag back. */
export function useWeighing(body: Body): Weighing {
  const asked = useMemo<Asked>(
    () => ({
      patient: body.patient,
      on: body.on,
      // After a session other questions matter: which, the server knows by this.
      ...(body.checks !== undefined ? { checks: body.checks } : {}),
      ...(body.heightCm !== undefined ? { heightCm: body.heightCm } : {}),
      ...(body.weightKg !== undefined ? { weightKg: body.weightKg } : {}),
      ...(body.clearances ? { clearances: body.clearances } : {}),
      ...(body.overrides ? { overrides: body.overrides } : {}),
      answers: body.answers ?? {},
    }),
    [
      body.answers,
      body.checks,
      body.clearances,
      body.heightCm,
      body.on,
      body.overrides,
      body.patient,
      body.weightKg,
    ],
  )
  const [state, setState] = useState<Omit<Weighing, 'isWaiting'>>({
    weighed: undefined,
    wrong: {},
    refusal: undefined,
  })
  const [answered, setAnswered] = useState<Asked>()
  const isFirst = useRef(true)
  useEffect(() => {
    const control = new AbortController()
    const weigh = async (): Promise<void> => {
      const send = (what: Asked): Promise<Consultation> =>
        ask<Consultation>('POST', '/api/v1/consultations', { body: what, signal: control.signal })
      try {
        try {
          setState({ weighed: await send(asked), wrong: {}, refusal: undefined })
        } catch (thrown) {
          const wrong = wrongOf(asRefusal(thrown))
          if (Object.keys(wrong).length === 0) throw thrown
          setState({ weighed: await send(without(asked, wrong)), wrong, refusal: undefined })
        }
      } catch (thrown) {
        if (control.signal.aborted) return
        setState((before) => ({ ...before, refusal: asRefusal(thrown) }))
      }
      setAnswered(asked)
    }
    const timer = window.setTimeout(() => void weigh(), isFirst.current ? 0 : gatheredMs)
    isFirst.current = false
    return () => {
      window.clearTimeout(timer)
      control.abort()
    }
  }, [asked])
  return { ...state, isWaiting: answered !== asked }
}
