// SPDX-License-Identifier: Apache-2.0
import { useCallback, useMemo } from 'react'
import type { Refusal } from '@/api/refusal'
import type { Desk } from './desk'
import type { Weighing } from './useWeighing'

/** What the server says is wrong: with the body that was sent, or with the assessment as the library reads it. */
export function useWrongs(
  refusal: Refusal | undefined,
  weighing: Weighing,
): Pick<Desk, 'errors' | 'errorAt'> {
  const errorAt = useCallback(
    (pointer: string) =>
      refusal?.at(`/body${pointer}`) ?? refusal?.at(pointer) ?? weighing.refusal?.at(pointer),
    [refusal, weighing.refusal],
  )
  const errors = useMemo(() => {
    const found: Record<string, string> = { ...weighing.wrong }
    for (const problem of refusal?.problems ?? []) {
      const key = /^(?:\/body)?\/answers\/(.+)$/.exec(problem.pointer)?.[1]
      if (key !== undefined) found[key] ??= [problem.detail, problem.hint].filter(Boolean).join(' ')
    }
    return found
  }, [refusal, weighing.wrong])
  return { errors, errorAt }
}
