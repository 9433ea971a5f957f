// SPDX-License-Identifier: Apache-2.0
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ask } from '@/api/client'
import { asRefusal, loadedOf, type Entry } from '@/api/entries'
import { useJob, type JobState } from '@/api/jobs'
import type { BodyAtHand, EntryMap } from '@/body/wire'
import type { Loaded } from '@/design'
import type { Care, PlanDocument } from './wire'

const forever = Infinity
/** What one of a plan's own documents says; undefined where it has none of that name. Their bytes never change. */
function useDocument<T>(plan: Entry<'plan'>, name: string, isWanted = true): Loaded<T | null> {
  const found = plan.body.documents?.find((one) => one.name === name)
  return loadedOf(
    useQuery({
      queryKey: ['document', plan.id, found?.blob ?? ''],
      queryFn: async () => (found ? ask<T>('GET', `/api/v1/plans/${plan.id}/documents/${found.blob}`) : null),
      staleTime: forever,
      enabled: isWanted,
    }),
  )
}

/** What the planner wrote; null where the plan was written without it. */
export function usePlanDocument(plan: Entry<'plan'>): Loaded<PlanDocument | null> {
  return useDocument<PlanDocument>(plan, 'plan.json')
}

/** Care as the library names it; nothing where the server has no such shelf. */
export function useCare(isWanted: boolean): readonly Care[] {
  const query = useQuery({
    queryKey: ['library', 'care'],
    queryFn: () => ask<{ items: readonly Care[] }>('GET', '/api/v1/library/care'),
    staleTime: forever,
    retry: false,
    enabled: isWanted,
  })
  return query.data?.items ?? noCare
}
const noCare: readonly Care[] = []

/** Begins the making of the body again: it can go from the server's memory while somebody looks at it. */
export type BodyState = Readonly<{ remake: () => void }> & BodyPart
type BodyPart =
  | Readonly<{ state: 'making'; job: JobState<unknown> }>
  | Readonly<{ state: 'loaded'; body: Loaded<BodyAtHand> }>

/** The body that needles are judged on. Where it is not at hand it is made, which takes some seconds. */
export function useBodyAtHand(assessment: string): BodyState {
  const queries = useQueryClient()
  const { job, begin } = useJob()
  const key = ['body', assessment]
  const query = useQuery({
    queryKey: key,
    queryFn: () => ask<BodyAtHand>('GET', `/api/v1/assessments/${assessment}/body`),
    staleTime: forever,
    retry: false,
  })
  const isMissing = query.isError && asRefusal(query.error).code === 'body.not_ready'
  const begun = useRef('')
  useEffect(() => {
    if (!isMissing || begun.current === assessment) return
    begun.current = assessment
    begin({ kind: 'body', assessment })
  }, [isMissing, assessment, begin])
  useEffect(() => {
    if (job.state === 'done') void queries.invalidateQueries({ queryKey: ['body', assessment] })
  }, [job.state, queries, assessment])
  const remake = useCallback(() => begin({ kind: 'body', assessment }), [begin, assessment])
  if ((isMissing || query.data) && job.state === 'failed')
    return {
      remake,
      state: 'loaded',
      body: {
        state: 'failed',
        refusal: job.refusal,
        retry: remake,
      },
    }
  if (isMissing || job.state === 'running') return { remake, state: 'making', job }
  return { remake, state: 'loaded', body: loadedOf(query) }
}

export type MapState = Readonly<{
  map: EntryMap | null
  job: JobState<EntryMap>
  begin: () => void
  cancel: () => void
}>

/** Where needles reach a target: as the plan has it, else made when it is asked for. */
export function useEntryMap(plan: Entry<'plan'>, target: string): MapState {
  const kept = useDocument<EntryMap>(plan, `maps/${target}.json`)
  const { job, begin, cancel } = useJob<EntryMap>()
  const own = kept.state === 'ready' ? kept.data : null
  const [ordered, setOrdered] = useState('')
  const made = job.state === 'done' && ordered === target ? job.result : null
  const order = useCallback(() => {
    setOrdered(target)
    begin({ kind: 'map', assessment: plan.body.assessment, target })
  }, [begin, plan.body.assessment, target])
  return { map: made ?? own, job, begin: order, cancel }
}
