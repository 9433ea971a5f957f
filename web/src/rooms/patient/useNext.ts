// SPDX-License-Identifier: Apache-2.0
import { allLoaded, useEntries, type Entry, type EntryPage } from '@/api/entries'
import type { Loaded } from '@/design'
import { useHouse } from './house'
import { toCome } from './own'
import { checksOf } from './sheet'
import { useUnread } from './useUnread'

/** Something that is next for the patient. */
export type Next =
  | Readonly<{ what: 'check'; session: string; due: string }>
  | Readonly<{ what: 'goOn' }>
  | Readonly<{ what: 'fillIn'; instrument: string }>
  | Readonly<{ what: 'form'; before: Entry<'appointment'> }>
  | Readonly<{ what: 'visit'; visit: Entry<'appointment'> }>
  | Readonly<{ what: 'message'; count: number }>

type Known = Readonly<{
  tasks: readonly Entry<'task'>[]
  visits: readonly Entry<'appointment'>[]
  drafts: readonly Entry<'assessment'>[]
  unread: number
}>

const isWaiting = (task: Entry<'task'>): boolean =>
  task.body.status === 'waiting' || task.body.status === 'in_progress'

/** What is next, the first of it first. */
export function nextOf({ tasks, visits, drafts, unread }: Known, now: Date): readonly Next[] {
  const waiting = tasks.filter(isWaiting)
  const checks = waiting.filter((one) => one.body.what === 'check_after_session' && one.body.about)
  const forms = waiting.filter((one) => one.body.what === 'fill_in_form')
  const begun = drafts.some((one) => checksOf(one.body) === undefined)
  const coming = toCome(visits, now)
  const first = coming.find((one) => one.body.visit === 'first')
  return [
    ...checks.map(
      (one): Next => ({ what: 'check', session: one.body.about ?? '', due: one.body.due ?? one.at }),
    ),
    ...(begun ? [{ what: 'goOn' } as const] : first ? [{ what: 'form', before: first } as const] : []),
    ...forms.map((one): Next => ({ what: 'fillIn', instrument: one.body.instrument ?? '' })),
    ...(unread > 0 ? [{ what: 'message', count: unread } as const] : []),
    ...coming.slice(0, 1).map((visit): Next => ({ what: 'visit', visit })),
  ]
}

export function useNext(): Loaded<readonly Next[]> {
  const { self } = useHouse()
  const tasks = useEntries('task', { patient: self, limit: 100 })
  const visits = useEntries('appointment', { patient: self, limit: 200 })
  const drafts = useEntries('assessment', { patient: self, state: 'open' })
  const unread = useUnread().length
  const all = allLoaded<[EntryPage<'task'>, EntryPage<'appointment'>, EntryPage<'assessment'>]>(
    tasks,
    visits,
    drafts,
  )
  if (all.state !== 'ready') return all
  const [tasksPage, visitsPage, draftsPage] = all.data
  return {
    state: 'ready',
    data: nextOf(
      {
        tasks: tasksPage.entries,
        visits: visitsPage.entries,
        drafts: draftsPage.entries,
        unread,
      },
      new Date(),
    ),
  }
}
