// SPDX-License-Identifier: Apache-2.0
import { useLocation } from 'wouter'
import { asRefusal, newId, useChange, useCreate, type Entry } from '@/api/entries'
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
  const createAssessment = useCreate('assessment')
  const createSession = useCreate('session')
  const today = time.today()

  const open = ofKind(entries, 'assessment').find((one) => one.state === 'open')
  const openSession = ofKind(entries, 'session').find((one) => one.state === 'open')
  const ready = readyForSession(entries)[0]
  const episode = ofKind(entries, 'episode').find((one) => one.body.status === 'active')
  const booking = ofKind(entries, 'appointment').find(
    ({ body }) =>
      (body.status === 'booked' || body.status === 'arrived') && time.local(body.start).day === today,
  )
  const practitioner = me.person ?? booking?.body.practitioner
  const refused = (thrown: Error): void => {
    const refusal = asRefusal(thrown)
    say({ text: [refusal.detail, refusal.hint].filter(Boolean).join(' '), tone: 'stop' })
  }

  const beginAssessment = (): void => {
    if (open) {
      go(`/patients/${patient}/assessments/${open.id}`)
      return
    }
    if (practitioner === undefined) return
    const id = newId()
    const there = (): void => go(`/patients/${patient}/assessments/${id}`)
    const body = { patient, practitioner, on: today }
    if (episode) {
      createAssessment.mutate(
        { id, body: { ...body, episode: episode.id } },
        { onSuccess: there, onError: refused },
      )
      return
    }
    // The first visit for something new: the episode begins with it.
    const newEpisode = newId()
    change.mutate(
      {
        writes: [
          {
            kind: 'episode',
            id: newEpisode,
            body: { patient, practitioner, status: 'active', began: today },
          },
          { kind: 'assessment', id, body: { ...body, episode: newEpisode } },
        ],
      },
      { onSuccess: there, onError: refused },
    )
  }
  const beginSession = (): void => {
    if (openSession) {
      go(`/patients/${patient}/sessions/${openSession.id}`)
      return
    }
    if (!ready || practitioner === undefined) return
    const id = newId()
    createSession.mutate(
      {
        id,
        body: {
          patient,
          episode: ready.plan.body.episode,
          plan: ready.plan.id,
          consent: ready.consent.id,
          practitioner,
          ...(booking?.body.room !== undefined ? { room: booking.body.room } : {}),
          ...(booking ? { appointment: booking.id } : {}),
          began: new Date().toISOString(),
        },
      },
      { onSuccess: () => go(`/patients/${patient}/sessions/${id}`), onError: refused },
    )
  }
  return {
    open,
    openSession,
    assessment: beginAssessment,
    session: ready || openSession ? beginSession : undefined,
    isBusy: change.isPending || createAssessment.isPending || createSession.isPending,
  }
}
