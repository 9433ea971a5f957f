// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useParams } from 'wouter'
import { BeginSession } from './BeginSession'
import { SessionMode } from './SessionMode'

/** /patients/:patient/sessions/new[/PLAN[/APPOINTMENT]] begins one; /patients/:patient/sessions/:session[/STEP] goes on. */
export function SessionRoom(): ReactElement {
  const {
    patient = '',
    session = '',
    '*': rest = '',
  } = useParams<{ patient: string; session: string; '*': string }>()
  const [first = '', second = ''] = rest.split('/')
  if (session === 'new') return <BeginSession patient={patient} plan={first} appointment={second} />
  return <SessionMode key={session} patient={patient} session={session} step={first} part={second} />
}
