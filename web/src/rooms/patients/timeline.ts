// SPDX-License-Identifier: Apache-2.0
// A patient's entries in the order of what happened, under the episode each belongs to.
import type { Entry, Kind } from '@/api/entries'

export type AnyEntry = { [K in Kind]: Entry<K> }[Kind]
export type Episode = Entry<'episode'>
export type Group = Readonly<{ episode: Episode | null; entries: readonly AnyEntry[] }>

/** The kinds a time line shows; tasks and messages have places of their own. */
export const timelineKinds = [
  'assessment',
  'plan',
  'consent',
  'session',
  'adverseEvent',
  'outcome',
  'progressReview',
  'letter',
  'appointment',
] as const satisfies readonly Kind[]
export type TimelineKind = (typeof timelineKinds)[number]

/** When it happened: a moment, or a day alone. When it was written, where it says nothing. */
export function whenOf(entry: AnyEntry): string {
  switch (entry.kind) {
    case 'assessment':
      return entry.body.on
    case 'plan':
      return entry.body.madeAt
    case 'consent':
      return entry.body.at
    case 'session':
      return entry.body.began
    case 'adverseEvent':
      return entry.body.noticed ?? entry.body.began ?? entry.at
    case 'outcome':
    case 'progressReview':
      return entry.body.on
    case 'letter':
      return entry.body.sentAt ?? entry.at
    case 'appointment':
      return entry.body.start
    case 'episode':
      return entry.body.began
    default:
      return entry.at
  }
}

/** What follows from something on the same day comes later than it, however roughly its time is known. */
const orderInADay: Readonly<Partial<Record<Kind, number>>> = {
  appointment: 0,
  assessment: 1,
  plan: 2,
  consent: 3,
  session: 4,
  outcome: 5,
  adverseEvent: 6,
  progressReview: 7,
  letter: 8,
}

function isLater(a: AnyEntry, b: AnyEntry, dayOf: (when: string) => string): number {
  const [whenA, whenB] = [whenOf(a), whenOf(b)]
  const days = dayOf(whenB).localeCompare(dayOf(whenA))
  if (days !== 0) return days
  const isMoment = (when: string): boolean => when.includes('T')
  if (isMoment(whenA) && isMoment(whenB)) {
    const moments = Date.parse(whenB) - Date.parse(whenA)
    if (moments !== 0) return moments
  }
  return (orderInADay[b.kind] ?? 0) - (orderInADay[a.kind] ?? 0)
}

/** The id of the episode an entry belongs to, told or by what it rests on. */
function episodeIdOf(entry: AnyEntry, all: ReadonlyMap<string, AnyEntry>): string | undefined {
  const through = (id: string | undefined): string | undefined => {
    const other = id === undefined ? undefined : all.get(id)
    return other && !other.withheld ? episodeIdOf(other, all) : undefined
  }
  switch (entry.kind) {
    case 'assessment':
    case 'plan':
    case 'session':
    case 'letter':
    case 'appointment':
      return entry.body.episode
    case 'consent':
      return through(entry.body.plan)
    case 'adverseEvent':
      return through(entry.body.session)
    case 'outcome':
      return entry.body.episode ?? through(entry.body.session)
    default:
      return undefined
  }
}

/** An episode whose days take in that day, where there is just one. */
function episodeAround(day: string, episodes: readonly Episode[]): string | undefined {
  const around = episodes.filter(
    ({ body }) => body.began <= day && (body.ended === undefined || day <= body.ended),
  )
  return around.length === 1 ? around[0]?.id : undefined
}

/** Newest first, episodes and what is in them; what belongs to none stands by itself. Mistaken ones are among them and
 *  say so. `dayOf` tells the clinic's day of a moment. */
export function groupsOf(entries: readonly AnyEntry[], dayOf: (when: string) => string): readonly Group[] {
  const all = new Map(entries.map((entry) => [entry.id, entry]))
  const episodes = entries.filter((entry): entry is Episode => entry.kind === 'episode' && !entry.withheld)
  const members = new Map<string, AnyEntry[]>()
  for (const entry of entries) {
    if (!(timelineKinds as readonly Kind[]).includes(entry.kind) || entry.withheld) continue
    const told = episodeIdOf(entry, all)
    const id = told ?? episodeAround(dayOf(whenOf(entry)), episodes) ?? ''
    members.set(id, [...(members.get(id) ?? []), entry])
  }
  const sorted = (id: string): AnyEntry[] => (members.get(id) ?? []).sort((a, b) => isLater(a, b, dayOf))
  const groups: Group[] = episodes
    .sort((a, b) => b.body.began.localeCompare(a.body.began))
    .map((episode) => ({ episode, entries: sorted(episode.id) }))
  const known = new Set(episodes.map((episode) => episode.id))
  const strays = [...members.entries()].filter(([id]) => !known.has(id)).flatMap(([, list]) => list)
  if (strays.length > 0)
    groups.unshift({ episode: null, entries: strays.sort((a, b) => isLater(a, b, dayOf)) })
  return groups
}

/** Outcomes that were filled in one after another on one day, as one. */
export function folded(
  entries: readonly AnyEntry[],
  dayOf: (when: string) => string,
): readonly (readonly [AnyEntry, ...AnyEntry[]])[] {
  const all: [AnyEntry, ...AnyEntry[]][] = []
  for (const entry of entries) {
    const last = all.at(-1)
    const isOneMore =
      last?.[0].kind === 'outcome' &&
      entry.kind === 'outcome' &&
      dayOf(whenOf(last[0])) === dayOf(whenOf(entry))
    if (isOneMore) last.push(entry)
    else all.push([entry])
  }
  return all
}

export function ofKind<K extends Kind>(entries: readonly AnyEntry[], kind: K): Entry<K>[] {
  return entries.filter((entry) => entry.kind === kind && !entry.withheld) as unknown as Entry<K>[]
}

/** A signed plan that may be needled by, and the consent given for it. */
export type Ready = Readonly<{ plan: Entry<'plan'>; consent: Entry<'consent'> }>

export function readyForSession(entries: readonly AnyEntry[]): readonly Ready[] {
  const consents = ofKind(entries, 'consent').filter(
    (consent) => consent.state === 'signed' && consent.body.answer === 'given',
  )
  return ofKind(entries, 'plan')
    .filter((plan) => plan.state === 'signed' && plan.body.needlingAllowed)
    .flatMap((plan) => {
      const consent = consents.find((one) => one.body.plan === plan.id)
      return consent ? [{ plan, consent }] : []
    })
    .sort((a, b) => b.plan.body.madeAt.localeCompare(a.plan.body.madeAt))
}

export type PainPoint = Readonly<{ at: string; leg?: number; back?: number; source: AnyEntry }>

/** Leg and back pain as it was asked, the earliest first. */
export function painOf(entries: readonly AnyEntry[]): readonly PainPoint[] {
  const points: PainPoint[] = []
  const add = (
    at: string,
    pain: Readonly<{ leg?: number; back?: number }> | undefined,
    source: AnyEntry,
  ): void => {
    if (pain && (pain.leg !== undefined || pain.back !== undefined)) points.push({ at, ...pain, source })
  }
  for (const entry of entries) {
    if (entry.withheld || entry.state === 'mistaken' || entry.state === 'erased') continue
    if (entry.kind === 'assessment') add(entry.body.on, entry.body.pain, entry)
    if (entry.kind === 'session') {
      add(entry.body.began, entry.body.painBefore, entry)
      add(entry.body.ended ?? entry.body.began, entry.body.painAfter, entry)
    }
    if (entry.kind === 'outcome' && entry.body.score !== undefined) {
      if (entry.body.code === 'nprs_leg') add(entry.body.on, { leg: entry.body.score }, entry)
      if (entry.body.code === 'nprs_back') add(entry.body.on, { back: entry.body.score }, entry)
    }
  }
  return points.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}
