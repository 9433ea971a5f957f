// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useEntries, type Body } from '@/api/entries'
import { structureName, useClinicTime, usePractitioners, useRooms, fullName } from '@/record'
import { useText, type Text } from '@/text'
import type { AnyEntry } from './timeline'
import styles from './Timeline.module.css'

type Pain = Readonly<{ leg?: number; back?: number }>

/** "Leg 6, back 3"; what was not asked is left out. */
function painWords(pain: Pain | undefined, t: Text): string {
  return [
    pain?.leg !== undefined && t('patients.legPain', { value: pain.leg }),
    pain?.back !== undefined && t('patients.backPain', { value: pain.back }),
  ]
    .filter(Boolean)
    .join(', ')
}

/** What matters of an entry, in a line or two. */
export function EntryWords({ entry }: { readonly entry: AnyEntry }): ReactElement | null {
  const t = useText()
  const time = useClinicTime()
  switch (entry.kind) {
    case 'assessment': {
      const { screening, pain, impression } = entry.body
      return (
        <Lines
          lines={[
            (screening?.unansweredEmergency ?? []).length > 0 &&
              t('patients.emergencyOpen', { count: screening?.unansweredEmergency?.length ?? 0 }),
            painWords(pain, t),
            impression,
          ]}
        />
      )
    }
    case 'plan': {
      const { targets = [], needlingAllowed, dose } = entry.body
      return (
        <Lines
          lines={[
            needlingAllowed
              ? targets.map((target) => structureName(target.target, t)).join(' · ')
              : t('patients.noNeedling'),
            dose?.sessions !== undefined &&
              t('patients.dose', { sessions: dose.sessions, needles: dose.mostNeedles ?? 0 }),
          ]}
        />
      )
    }
    case 'consent':
      return <Lines lines={[entry.body.refusedWhy, entry.reason]} />
    case 'session': {
      const { needles = [], painBefore, painAfter, tolerance, stoppedWhy } = entry.body
      const placed = needles.filter((needle) => needle.timeIn !== undefined)
      const [before, after] = [painWords(painBefore, t), painWords(painAfter, t)]
      return (
        <Lines
          lines={[
            t('patients.needles', {
              count: placed.length,
              targets: [...new Set(placed.map((needle) => structureName(needle.target, t)))].join(' · '),
            }),
            before && after ? t('patients.beforeAfter', { before, after }) : before,
            tolerance && tolerance !== 'good' && t('patients.tolerance', { word: t.word(tolerance) }),
            stoppedWhy,
          ]}
        />
      )
    }
    case 'adverseEvent': {
      const { type, what, outcome } = entry.body
      return <Lines lines={[[t.word(type), outcome && t.word(outcome)].filter(Boolean).join(' · '), what]} />
    }
    case 'outcome':
      return <OutcomeWords body={entry.body} />
    case 'progressReview':
      return (
        <Lines
          lines={[
            entry.body.step && t('patients.reviewStep', { step: t.word(`step_${entry.body.step}`) }),
            entry.body.summary?.[0],
          ]}
        />
      )
    case 'letter':
      return (
        <Lines
          lines={[
            [
              t.word(entry.body.type),
              entry.body.to ? (entry.body.to.name ?? entry.body.to.organisation) : t('patients.toPatient'),
            ]
              .filter(Boolean)
              .join(' · '),
            entry.body.subject,
          ]}
        />
      )
    case 'appointment':
      return <BookingWords body={entry.body} until={time.time(entry.body.end)} />
    default:
      return null
  }
}

function OutcomeWords({ body }: { readonly body: Body<'outcome'> }): ReactElement {
  const t = useText()
  const instruments = useEntries('instrument', { limit: 100 })
  const title =
    instruments.state === 'ready'
      ? instruments.data.entries.find((one) => one.id === body.instrument)?.body.title
      : undefined
  return (
    <Lines
      lines={[
        t('patients.score', {
          title: title ?? body.code ?? '',
          score: body.score === undefined ? t('patients.noScore') : t.number(body.score),
        }),
        body.note,
      ]}
    />
  )
}

function BookingWords({
  body,
  until,
}: {
  readonly body: Body<'appointment'>
  readonly until: string
}): ReactElement {
  const t = useText()
  const practitioners = usePractitioners()
  const rooms = useRooms()
  return (
    <Lines
      lines={[
        [
          t.word(body.visit),
          t('patients.until', { time: until }),
          fullName(practitioners.get(body.practitioner) ?? {}),
          body.room && rooms.get(body.room)?.name,
        ]
          .filter(Boolean)
          .join(' · '),
        body.cancelledWhy,
      ]}
    />
  )
}

function Lines({ lines }: { readonly lines: readonly (string | false | undefined)[] }): ReactElement {
  return (
    <div className={styles.lines}>
      {lines.filter(Boolean).map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </div>
  )
}
