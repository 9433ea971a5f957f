// SPDX-License-Identifier: Apache-2.0
import { FolderClock } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Kind } from '@/api/entries'
import { may, useMe } from '@/app/session'
import { Badge, Card, Empty, Notice } from '@/design'
import { fullName, useClinicTime, usePractitioners } from '@/record'
import { useText } from '@/text'
import type { Shown } from './HistoryDialog'
import { TimelineEntry } from './TimelineEntry'
import { folded, groupsOf, timelineKinds, type Episode, type Group, type TimelineKind } from './timeline'
import type { PatientRecord } from './usePatientRecord'
import styles from './Timeline.module.css'

/** Everything that happened, newest first, under the episode it belongs to. */
export function Timeline({
  patient,
  record,
  shown,
  onHistory,
}: {
  readonly patient: string
  readonly record: PatientRecord
  readonly shown: string
  readonly onHistory: (shown: Shown) => void
}): ReactElement {
  const t = useText()
  const me = useMe()
  const time = useClinicTime()
  const [only, setOnly] = useState<readonly TimelineKind[]>([])
  const groups = groupsOf(record.entries, (when) => (when.includes('T') ? time.local(when).day : when))
  const present = timelineKinds.filter(
    (kind) =>
      may(me, kind, 'see') && groups.some((group) => group.entries.some((entry) => entry.kind === kind)),
  )
  const isWanted = (kind: Kind): boolean => only.length === 0 || (only as readonly Kind[]).includes(kind)
  const filtered = groups
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => isWanted(entry.kind)) }))
    .filter((group) => group.entries.length > 0 || (group.episode !== null && only.length === 0))
  const toggle = (kind: TimelineKind): void =>
    setOnly(only.includes(kind) ? only.filter((one) => one !== kind) : [...only, kind])
  return (
    <section className={styles.timeline} aria-label={t('patients.timeline')}>
      {present.length > 1 && (
        <div className={styles.filters} role="group" aria-label={t('patients.filters')}>
          {present.map((kind) => (
            <button
              key={kind}
              type="button"
              className={styles.filter}
              aria-pressed={only.includes(kind)}
              onClick={() => toggle(kind)}
            >
              {t(`patients.kinds_${kind}`)}
            </button>
          ))}
          {only.length > 0 && (
            <button type="button" className={styles.all} onClick={() => setOnly([])}>
              {t('patients.showAll')}
            </button>
          )}
        </div>
      )}
      {!record.isWhole && <Notice tone="info" title={t('patients.notWhole')} />}
      {groups.length === 0 && (
        <Card>
          <Empty icon={<FolderClock aria-hidden size={28} />} title={t('patients.nothingYet')}>
            {may(me, 'assessment', 'create') ? t('patients.nothingYetHint') : undefined}
          </Empty>
        </Card>
      )}
      {filtered.map((group) => (
        <EpisodeCard
          key={group.episode?.id ?? ''}
          patient={patient}
          group={group}
          shown={shown}
          hasOthers={groups.some((other) => other.episode)}
          onHistory={onHistory}
        />
      ))}
    </section>
  )
}

function EpisodeCard({
  patient,
  group,
  shown,
  hasOthers,
  onHistory,
}: {
  readonly patient: string
  readonly group: Group
  readonly shown: string
  readonly hasOthers: boolean
  readonly onHistory: (shown: Shown) => void
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const dayOf = (when: string): string => (when.includes('T') ? time.local(when).day : when)
  return (
    <Card
      title={
        group.episode
          ? (group.episode.body.reason ?? t('patients.episode'))
          : hasOthers
            ? t('patients.noEpisode')
            : t('patients.timeline')
      }
      actions={group.episode && <EpisodeState episode={group.episode} />}
      isFlush
    >
      {group.episode && <EpisodeFacts episode={group.episode} />}
      {group.entries.length === 0 ? (
        <p className={styles.none}>{t('patients.emptyEpisode')}</p>
      ) : (
        <ol className={styles.entries}>
          {folded(group.entries, dayOf).map(([entry, ...more], index, all) => (
            <TimelineEntry
              key={entry.id}
              patient={patient}
              entry={entry}
              more={more}
              before={all[index - 1]?.[0]}
              isShown={[entry, ...more].some((one) => one.id === shown)}
              onHistory={onHistory}
            />
          ))}
        </ol>
      )}
    </Card>
  )
}

function EpisodeState({ episode }: { readonly episode: Episode }): ReactElement {
  const t = useText()
  const tones = {
    planned: 'info',
    active: 'go',
    on_hold: 'caution',
    finished: 'neutral',
    cancelled: 'neutral',
  } as const
  return <Badge tone={tones[episode.body.status]}>{t.word(episode.body.status)}</Badge>
}

function EpisodeFacts({ episode }: { readonly episode: Episode }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const practitioners = usePractitioners()
  const { body } = episode
  const isOver = body.reviewDue !== undefined && body.status === 'active' && body.reviewDue < time.today()
  const diagnoses = (body.diagnoses ?? []).map((one) =>
    [one.words ?? one.code, one.side && t.word(one.side), one.isCertain === false && t('patients.suspected')]
      .filter(Boolean)
      .join(', '),
  )
  const facts = [
    body.ended
      ? t('patients.fromTo', { from: time.day(body.began, 'year'), to: time.day(body.ended, 'year') })
      : t('patients.since', { from: time.day(body.began, 'year') }),
    fullName(practitioners.get(body.practitioner ?? '') ?? {}),
    ...diagnoses,
    (body.goals ?? []).length > 0 && t('patients.goals', { goals: (body.goals ?? []).join(' · ') }),
  ].filter(Boolean)
  return (
    <div className={styles.facts}>
      <ul>
        {facts.map((fact, index) => (
          <li key={index}>{fact}</li>
        ))}
      </ul>
      {body.reviewDue !== undefined && body.status === 'active' && (
        <Badge tone={isOver ? 'caution' : 'neutral'}>
          {t(isOver ? 'patients.reviewWasDue' : 'patients.reviewDue', {
            day: time.day(body.reviewDue, 'year'),
          })}
        </Badge>
      )}
    </div>
  )
}
