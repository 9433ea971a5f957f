// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react'
import { useHistory } from '@/api/entries'
import { isSame } from './merge'
import type { AssessmentEntry, Answers } from './wire'

/** The keys of answers that stand as the patient gave them. Nothing, where the server does not say who wrote what. */
export function answeredByPatient(
  versions: readonly AssessmentEntry[],
  answers: Answers,
): ReadonlySet<string> {
  const theirs = versions.find((version) => version.byRole === 'patient')
  const given = theirs?.body.answers ?? {}
  return new Set(Object.keys(given).filter((key) => isSame(given[key], answers[key])))
}

export function useFromPatient(id: string, answers: Answers): ReadonlySet<string> {
  const history = useHistory('assessment', id)
  const versions = history.state === 'ready' ? history.data.entries : undefined
  return useMemo(() => answeredByPatient(versions ?? [], answers), [versions, answers])
}
