// SPDX-License-Identifier: Apache-2.0
import { createContext, useCallback, useContext, useMemo, type ReactElement, type ReactNode } from 'react'
import { useDraft } from '@/api/draft'
import { useEntries } from '@/api/entries'
import { useMe } from '@/app/session'
import { useClinic } from './library'
import { useToday } from './times'
import type { Answers, Told } from './wire'

/** What the server said of answers that mean an emergency. */
export type Alarm = Readonly<{
  tell: Told['tell']
  answers: Answers
  at: string
  /** Which form it was answered in, and where that goes on. */
  form?: string
  back?: string
}>

type House = Readonly<{
  /** The patient's own entry. */
  self: string
  /** Stands until answers that mean none have been given. */
  alarm: Alarm | null
  raise: (alarm: Omit<Alarm, 'at'>) => void
  /** The answers of this form mean no emergency any more. */
  settle: (form: string) => void
  /** They have got help. */
  dismiss: () => void
}>

const HouseContext = createContext<House | null>(null)

/** Whose house it is, and whether something in it presses. */
export function useHouse(): House {
  const house = useContext(HouseContext)
  if (!house) throw new Error('useHouse outside the house')
  return house
}

/** The clinic's clocks, for every time that is shown; the device's own until they are known. */
export function useZone(): string | undefined {
  const clinic = useClinic()
  return clinic.state === 'ready' ? clinic.data.timeZone : undefined
}

export function HouseProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const me = useMe()
  const self = me.person ?? ''
  const { value: kept, set, clear } = useDraft<Alarm | null>(`patient.${self}.alarm`, null)
  const { value: seen, set: setSeen } = useDraft(`patient.${self}.alarmSeen`, '')
  const today = useToday(useZone())
  const own = useEntries('assessment', { patient: self, state: 'open' }, self !== '')
  // Answered on another device, or before logging out: the entry remembers it.
  const answered =
    own.state === 'ready'
      ? own.data.entries.find(
          (one) =>
            one.body.on === today && one.at > seen && one.body.screening?.decision === 'emergency_today',
        )
      : undefined
  const alarm = useMemo<Alarm | null>(
    () => kept ?? (answered ? { tell: [], answers: answered.body.answers ?? {}, at: answered.at } : null),
    [kept, answered],
  )
  const raise = useCallback(
    (next: Omit<Alarm, 'at'>) => set({ ...next, at: new Date().toISOString() }),
    [set],
  )
  const settle = useCallback(
    (form: string) => {
      if (kept?.form === form) clear()
    },
    [kept, clear],
  )
  const answeredAt = answered?.at
  const dismiss = useCallback(() => {
    clear()
    setSeen(answeredAt ?? new Date().toISOString())
  }, [clear, setSeen, answeredAt])
  const value = useMemo(
    () => ({ self, alarm, raise, settle, dismiss }),
    [self, alarm, raise, settle, dismiss],
  )
  return <HouseContext value={value}>{children}</HouseContext>
}
