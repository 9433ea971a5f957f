// SPDX-License-Identifier: Apache-2.0
import { useLocation } from 'wouter'
import { asRefusal, newId, useChange, type Entry, type OneWrite } from '@/api/entries'
import { useMe } from '@/app/session'
import { useToast } from '@/design'
import { useClinicTime } from '@/record'
import { ofKind, readyForSession } from './timeline'
import type { PatientRecord } from './usePatientRecord'

export type Begin = Readonly<{
  /** The assessment that is open, and may be gone on with. */
  open: Entry<'assessment'> | undefined
  openSession: Entry<'session'> | undefined
  assessment: () => void
  /** Nothing while there is no signed plan with a consent. */
  session: (() => void) | undefined
  isBusy: boolean
}>

/** Begins a consultation or a session, or goes on with the one that is open, and leads there. */
export function useBegin(patient: string, { entries }: PatientRecord): Begin {
  const me = useMe()
  const [, go] = useLocation()
  const time = useClinicTime()
  const say = useToast()
  const change = useChange()
  const today = time.today()

  const open = ofKind(entries, 'assessment').find((one) => one.state === 'open')
  const openSession = ofKind(entries, 'session').find((one) => one.state === 'open')
  const ready = readyForSession(entries)[0]
  const episodes = ofKind(entries, 'episode').filter((one) => one.state === 'open')
  const episode =
    episodes.find((one) => one.body.status === 'active') ??
    episodes.find((one) => one.body.status === 'planned')
  const booking = ofKind(entries, 'appointment').find(
    ({ body }) =>
      (body.status === 'booked' || body.status === 'arrived') && time.local(body.start).day === today,
  )
  const practitioner = me.person ?? booking?.body.practitioner

  const beginAssessment = (): void => {
    if (!open && practitioner === undefined) return
    const id = open?.id ?? newId()
    const there = (): void => go(`/patients/${patient}/assessments/${id}`)
    const writes: OneWrite[] = []
    const inEpisode = open?.body.episode ?? episode?.id ?? newId()
    // The first visit: the episode that was planned, or a new one for something new, begins with it.
    if (episode?.body.status === 'planned' && episode.id === inEpisode)
      writes.push({
        kind: 'episode',
        id: episode.id,
        follows: episode.version,
        state: 'open',
        body: { ...episode.body, status: 'active', began: today },
      })
    if (!open && practitioner !== undefined) {
      if (!episode)
        writes.push({
          kind: 'episode',
          id: inEpisode,
          body: { patient, practitioner, status: 'active', began: today },
        })
      writes.push({ kind: 'assessment', id, body: { patient, practitioner, on: today, episode: inEpisode } })
    }
    if (writes.length === 0) {
      there()
      return
    }
    change.mutate(
      { writes },
      {
        onSuccess: there,
        onError: (thrown) => {
          const refusal = asRefusal(thrown)
          say({ text: [refusal.detail, refusal.hint].filter(Boolean).join(' '), tone: 'stop' })
        },
      },
    )
  }
  const beginSession = (): void => {
    const home = `/patients/${patient}/sessions`
    if (openSession) go(`${home}/${openSession.id}`)
    else if (ready) go([home, 'new', ready.plan.id, ...(booking ? [booking.id] : [])].join('/'))
  }
  return {
    open,
    openSession,
    assessment: beginAssessment,
    session: ready || openSession ? beginSession : undefined,
    isBusy: change.isPending,
  }
}
