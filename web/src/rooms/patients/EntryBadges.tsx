// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Body } from '@/api/entries'
import { Badge, type Tone } from '@/design'
import { useText } from '@/text'
import type { AnyEntry } from './timeline'

const decisionTones: Readonly<Record<NonNullable<Body<'plan'>['decision']>, Tone>> = {
  go: 'go',
  caution: 'caution',
  ask: 'ask',
  refer_routine: 'info',
  refer_urgent: 'stop',
  emergency_today: 'emergency',
}

const bookingTones: Readonly<Record<Body<'appointment'>['status'], Tone>> = {
  proposed: 'ask',
  booked: 'info',
  arrived: 'go',
  done: 'neutral',
  cancelled: 'neutral',
  no_show: 'caution',
}

/** What an entry says in a word: the decision, the answer, how serious. */
export function EntryBadges({ entry }: { readonly entry: AnyEntry }): ReactElement | null {
  const t = useText()
  switch (entry.kind) {
    case 'assessment': {
      const decision = entry.body.screening?.decision
      return decision ? <Badge tone={decisionTones[decision]}>{t.word(decision)}</Badge> : null
    }
    case 'plan': {
      const { decision } = entry.body
      return decision ? <Badge tone={decisionTones[decision]}>{t.word(decision)}</Badge> : null
    }
    case 'consent':
      return <Badge tone={entry.body.answer === 'given' ? 'go' : 'stop'}>{t.word(entry.body.answer)}</Badge>
    case 'adverseEvent': {
      const { grade, mustBeReported, reports = [] } = entry.body
      return (
        <>
          {grade && (
            <Badge tone={grade === 'serious' || grade === 'major' ? 'stop' : 'caution'}>
              {t.word(grade)}
            </Badge>
          )}
          {mustBeReported && (
            <Badge tone={reports.length > 0 ? 'neutral' : 'stop'}>
              {t(reports.length > 0 ? 'patients.reported' : 'patients.toReport')}
            </Badge>
          )}
        </>
      )
    }
    case 'appointment':
      return <Badge tone={bookingTones[entry.body.status]}>{t.word(entry.body.status)}</Badge>
    default:
      return null
  }
}
