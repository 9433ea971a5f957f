// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useRef, useState } from 'react'
import { ask, type Reply, type Sent } from './client'
import { asRefusal } from './entries'
import { refusalOf, type Refusal } from './refusal'

type Job = Reply<'/api/v1/jobs/{id}', 'get'>
export type JobWanted = Sent<'/api/v1/jobs', 'post'>

/** Work that takes longer than an answer may. */
export type JobState<Result> =
  | Readonly<{ state: 'idle' }>
  | Readonly<{ state: 'running'; share: number; doing: string }>
  | Readonly<{ state: 'done'; result: Result }>
  | Readonly<{ state: 'failed'; refusal: Refusal }>

const lookedAgainMs = 250

/** Begins a job, follows it, and cancels it when the page that wanted it goes. */
export function useJob<Result>(): Readonly<{
  job: JobState<Result>
  begin: (wanted: JobWanted) => void
  cancel: () => void
}> {
  const [job, setJob] = useState<JobState<Result>>({ state: 'idle' })
  const running = useRef<AbortController>(undefined)
  const cancel = useCallback(() => {
    running.current?.abort()
    running.current = undefined
    setJob({ state: 'idle' })
  }, [])
  const begin = useCallback((wanted: JobWanted) => {
    running.current?.abort()
    const control = new AbortController()
    running.current = control
    setJob({ state: 'running', share: 0, doing: '' })
    void follow<Result>(wanted, control.signal, (next) => {
      if (!control.signal.aborted) setJob(next)
    })
  }, [])
  useEffect(() => () => running.current?.abort(), [])
  return { job, begin, cancel }
}

async function follow<Result>(
  wanted: JobWanted,
  signal: AbortSignal,
  tell: (state: JobState<Result>) => void,
): Promise<void> {
  try {
    let job = await ask<Job>('POST', '/api/v1/jobs', { body: wanted })
    while (job.state === 'waiting' || job.state === 'running') {
      if (signal.aborted) {
        await ask('DELETE', `/api/v1/jobs/${job.id}`)
        return
      }
      tell({ state: 'running', share: job.progress, doing: job.doing ?? '' })
      await new Promise((done) => setTimeout(done, lookedAgainMs))
      job = await ask<Job>('GET', `/api/v1/jobs/${job.id}`)
    }
    if (job.state === 'done') tell({ state: 'done', result: job.result as Result })
    else if (job.state === 'cancelled') tell({ state: 'idle' })
    else {
      const problems = job.problems ?? []
      tell({ state: 'failed', refusal: refusalOf(422, { ...(problems[0] as object | undefined), problems }) })
    }
  } catch (thrown) {
    tell({ state: 'failed', refusal: asRefusal(thrown) })
  }
}
