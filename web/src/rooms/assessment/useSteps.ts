// SPDX-License-Identifier: Apache-2.0
import { useLocation } from 'wouter'
import { newId, useCreate, useStep, type Entry } from '@/api/entries'
import { useMe } from '@/app/session'
import { useToast } from '@/design'
import { useText } from '@/text'
import { without } from './merge'
import type { Work } from './useWork'

export type Steps = Readonly<{
  /** The entry with all that was typed; nothing where that cannot be written yet. */
  saved: () => Promise<Entry<'assessment'> | undefined>
  sign: () => void
  amend: () => void
  isSigning: boolean
  isAmending: boolean
  error: Error | null
}>

/** What is done with a whole assessment: it is signed, and one that was signed is amended by another. */
export function useSteps(entry: Entry<'assessment'>, work: Work): Steps {
  const t = useText()
  const me = useMe()
  const say = useToast()
  const [, go] = useLocation()
  const step = useStep('assessment')
  const create = useCreate('assessment')
  const saved = async (): Promise<Entry<'assessment'> | undefined> => {
    if (Object.keys(work.typed).length > 0) {
      say({ text: t('assessment.notAllNumbers'), tone: 'caution' })
      return undefined
    }
    return work.save()
  }
  const sign = async (): Promise<void> => {
    const stored = await saved()
    if (stored) step.mutate({ id: entry.id, follows: stored.version, step: 'sign' })
  }
  const amend = (): void => {
    const kept = without(work.isChanged ? work.body : entry.body, 'screening', 'causes')
    create.mutate(
      { id: newId(), body: { ...kept, amends: entry.id, practitioner: me.person ?? kept.practitioner } },
      {
        onSuccess: (made) => {
          work.forget()
          go(`/patients/${made.body.patient}/assessments/${made.id}`)
        },
      },
    )
  }
  return {
    saved,
    sign: () => void sign(),
    amend,
    isSigning: step.isPending,
    isAmending: create.isPending,
    error: step.error ?? create.error,
  }
}
