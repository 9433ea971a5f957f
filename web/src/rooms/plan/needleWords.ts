// SPDX-License-Identifier: Apache-2.0
import type { Point } from '@/body/frame'
import { pointOf } from '@/body/frame'
import type { JudgedNeedle, MapPoint, Stop, Verdict } from '@/body/wire'
import type { Body } from '@/api/entries'
import type { Tone } from '@/design'

export type PlannedTarget = NonNullable<Body<'plan'>['targets']>[number]
export type ChosenPath = NonNullable<PlannedTarget['path']>

/** A needle as a hand wants it: what the server is asked to judge. */
export type WantedNeedle = Readonly<{
  /** a place of the body, or one said from a landmark */
  entry: Point | string
  /** undefined: straight in */
  direction?: Point
  depthMm: number
  stop: Stop
  /** of the drawer: "0.30x60" */
  needle: string
}>

/** All of it but one member. */
export function without<T extends object, K extends keyof T>(all: T, member: K): Omit<T, K> {
  const rest: T = { ...all }
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- of a copy
  delete rest[member]
  return rest
}

const tones: Readonly<Record<Verdict, Tone>> = {
  safe: 'go',
  caution: 'caution',
  unknown: 'ask',
  refused: 'stop',
}

export function toneOf(verdict: string | undefined): Tone {
  return verdict !== undefined && verdict in tones ? tones[verdict as Verdict] : 'neutral'
}

export function verdictOf(word: string | undefined): Verdict | 'none' {
  return word !== undefined && word in tones ? (word as Verdict) : 'none'
}

/** As the drawer names it. */
export function needleId(diameterMm: number, lengthMm: number): string {
  return `${diameterMm.toFixed(2)}x${String(lengthMm)}`
}

/** "multifidus.right@l5" */
export function targetId(target: Pick<PlannedTarget, 'target' | 'level'>): string {
  return target.level ? `${target.target}@${target.level}` : target.target
}

/** "piriformis.right" as people say it, where no body names it: "right piriformis". */
export function spoken(id: string): string {
  const [whole = '', level] = id.split('@')
  const [name = '', side] = whole.split('.')
  return [side, name.replaceAll('_', ' '), level ? `(${level.toUpperCase()})` : ''].filter(Boolean).join(' ')
}

export function fromPath(path: ChosenPath): WantedNeedle {
  return {
    entry: path.entryMm,
    direction: path.direction,
    depthMm: path.depthMm,
    stop: path.stop ?? 'depth',
    needle: needleId(path.diameterMm, path.lengthMm),
  }
}

export function fromProposal(path: JudgedNeedle): WantedNeedle {
  return {
    entry: pointOf(path.entry),
    direction: pointOf(path.direction),
    depthMm: path.depthMm,
    stop: path.stop,
    needle: path.needle.id,
  }
}

/** The needle that the map found for a place; nothing where it found none. */
export function fromMapPoint(point: MapPoint): WantedNeedle | null {
  if (!point.direction || point.depthMm === undefined || !point.needle) return null
  return {
    entry: pointOf(point.point),
    direction: pointOf(point.direction),
    depthMm: point.depthMm,
    stop: point.stop ?? 'depth',
    needle: point.needle.id,
  }
}

/** What the routes of a needle take of it. */
export function sentNeedle(wanted: WantedNeedle): Record<string, unknown> {
  return {
    entry: wanted.entry,
    ...(wanted.direction ? { direction: wanted.direction } : {}),
    needle: wanted.needle,
    ...(wanted.stop === 'hub' ? { stop: 'hub' } : { depthMm: wanted.depthMm }),
    ...(wanted.stop === 'bone_or_depth' ? { stop: 'bone_or_depth' } : {}),
  }
}

/** Probability as people count: of so many needlings. */
export function inThousand(probability: number): number {
  return Math.round(probability * 10000) / 10
}
