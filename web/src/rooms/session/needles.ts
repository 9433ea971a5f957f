// SPDX-License-Identifier: Apache-2.0
// What happens to the needles of a session: each change answers a new session, so that nothing is lost half-way.
import { changed, type Change } from '@/api/changed'
import type { Body } from '@/api/entries'
import type { Needle, SessionBody } from './wire'

export type NeedleStage = 'ready' | 'in' | 'out' | 'unused'
export type Tally = Readonly<{ in: number; out: number; still: number }>

/** Where a needle is. One that never went in and has a note was left out on purpose. */
export function stageOf(needle: Needle): NeedleStage {
  if (needle.timeOut) return 'out'
  if (needle.timeIn) return 'in'
  return needle.note ? 'unused' : 'ready'
}

export function needlesOf(session: SessionBody): readonly Needle[] {
  return session.needles ?? []
}

export function tallyOf(session: SessionBody): Tally {
  const stages = needlesOf(session).map(stageOf)
  const out = stages.filter((stage) => stage === 'out').length
  const still = stages.filter((stage) => stage === 'in').length
  return { in: out + still, out, still }
}

/** The needles a plan asks for, laid out and not yet used. */
export function preparedNeedles(plan: Body<'plan'>): Needle[] {
  return (plan.targets ?? []).flatMap((target, index) =>
    target.path
      ? [
          {
            target: target.target,
            ...(target.level ? { level: target.level } : {}),
            plannedTarget: index,
            diameterMm: target.path.diameterMm,
            lengthMm: target.path.lengthMm,
            ...(target.path.angleToSkinDeg !== undefined
              ? { angleToSkinDeg: target.path.angleToSkinDeg }
              : {}),
            ...(target.technique ? { technique: target.technique } : {}),
          },
        ]
      : [],
  )
}

function withNeedle(session: SessionBody, place: number, change: (needle: Needle) => Needle): SessionBody {
  return {
    ...session,
    needles: needlesOf(session).map((needle, index) => (index === place ? change(needle) : needle)),
  }
}

export type NeedleChange = Change<Needle>

export function changeNeedle(session: SessionBody, place: number, change: NeedleChange): SessionBody {
  return withNeedle(session, place, (needle) => changed(needle, change))
}

/** It goes in now, as deep as planned until somebody says otherwise. Nothing happens to one that is in. */
export function putIn(session: SessionBody, place: number, at: string, plannedDepthMm?: number): SessionBody {
  return withNeedle(session, place, (needle) =>
    needle.timeIn
      ? needle
      : changed(needle, { timeIn: at, note: undefined, depthMm: needle.depthMm ?? plannedDepthMm }),
  )
}

/** It comes out now. Nothing happens to one that is not in. */
export function takeOut(session: SessionBody, place: number, at: string, by?: string): SessionBody {
  return withNeedle(session, place, (needle) =>
    !needle.timeIn || needle.timeOut ? needle : { ...needle, timeOut: at, ...(by ? { removedBy: by } : {}) },
  )
}

/** Takes a wrong tap back: out becomes in again, in becomes ready. */
export function takeBack(session: SessionBody, place: number): SessionBody {
  return withNeedle(session, place, (needle) =>
    needle.timeOut
      ? changed(needle, { timeOut: undefined, removedBy: undefined })
      : changed(needle, { timeIn: undefined, depthMm: undefined }),
  )
}

export function addNeedle(session: SessionBody, needle: Needle): SessionBody {
  return { ...session, needles: [...needlesOf(session), needle] }
}

/** Lays out another needle like this one. */
export function anotherLike(needle: Needle): Needle {
  const {
    target,
    level,
    plannedTarget,
    diameterMm,
    lengthMm,
    stock,
    lot,
    product,
    technique,
    angleToSkinDeg,
  } = needle
  return changed<Needle>(
    { target },
    { target, level, plannedTarget, diameterMm, lengthMm, stock, lot, product, technique, angleToSkinDeg },
  )
}

const msASecond = 1000
const secondsAMinute = 60

/** Whole seconds since a moment, read from the clock: a crash or a sleeping tab changes nothing. */
export function secondsSince(moment: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(moment)) / msASecond))
}

/** "7:05" */
export function clockText(seconds: number): string {
  return `${String(Math.floor(seconds / secondsAMinute))}:${String(seconds % secondsAMinute).padStart(2, '0')}`
}

/** Whether a needle has been in for as long as was planned; never, when it was to come out at once. */
export function isDue(needle: Needle, plannedMinutes: number | undefined, now: number): boolean {
  if (!needle.timeIn || needle.timeOut || !plannedMinutes) return false
  return secondsSince(needle.timeIn, now) >= plannedMinutes * secondsAMinute
}
