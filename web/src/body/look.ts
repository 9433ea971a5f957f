// SPDX-License-Identifier: Apache-2.0
// What of the body is shown, and how much of it: a matter of looking, of no weight for any judgement.

export type Kind =
  | 'skin'
  | 'fat'
  | 'muscle'
  | 'bone'
  | 'nerve'
  | 'vessel'
  | 'canal'
  | 'lung'
  | 'pleura'
  | 'kidney'
  | 'bowel'
  | 'organ'
  | 'cavity'
  | 'metal'
  | 'artefact'
  | 'unknown'
export type Group = 'skin' | 'muscles' | 'bones' | 'nerves' | 'vessels' | 'organs' | 'other'
export const groups: readonly Group[] = ['skin', 'muscles', 'bones', 'nerves', 'vessels', 'organs', 'other']

const groupOfKind: Readonly<Record<Kind, Group>> = {
  skin: 'skin',
  fat: 'skin',
  muscle: 'muscles',
  bone: 'bones',
  nerve: 'nerves',
  canal: 'nerves',
  vessel: 'vessels',
  lung: 'organs',
  pleura: 'organs',
  kidney: 'organs',
  bowel: 'organs',
  organ: 'organs',
  cavity: 'organs',
  metal: 'other',
  artefact: 'other',
  unknown: 'other',
}

export function groupOf(kind: Kind): Group {
  return groupOfKind[kind]
}

export type Shown = Readonly<{ isVisible: boolean; opacity: number }>
export type Cut = 'none' | 'side' | 'front' | 'head' | 'needle'

export type Look = Readonly<{
  /** of each structure that was touched; the rest are as they begin */
  shown: Readonly<Record<string, Shown>>
  /** 0 all of it, 1 bones alone */
  peel: number
  showsSpread: boolean
  showsLandmarks: boolean
  showsNames: boolean
  showsMap: boolean
  cut: Cut
  /** 0..1 through the body */
  cutAt: number
  isCutTurned: boolean
  /** the structure that is pointed out */
  chosen: string | null
  /** the structure that peeling leaves: what is meant to be seen */
  kept: string | null
}>

export const firstLook: Look = {
  shown: {},
  peel: 0,
  showsSpread: true,
  showsLandmarks: true,
  showsNames: false,
  showsMap: true,
  cut: 'none',
  cutAt: 0.5,
  isCutTurned: false,
  chosen: null,
  kept: null,
}

/** Something of the scene, as far as looking needs it. */
export type Part = Readonly<{
  id: string
  group: Group
  /** how far under the skin, 0..1 of all muscles; 0 of anything else */
  depth: number
  /** another course of something, that most people do not have */
  isVariant?: boolean
}>

const startOpacity: Readonly<Record<Group, number>> = {
  skin: 0.35,
  muscles: 1,
  bones: 1,
  nerves: 1,
  vessels: 1,
  organs: 0.9,
  other: 0.5,
}

export function startOf(part: Part): Shown {
  return { isVisible: !part.isVariant, opacity: startOpacity[part.group] }
}

export function shownOf(look: Look, part: Part): Shown {
  return look.shown[part.id] ?? startOf(part)
}

/** When each goes while peeling: [begins to fade, is gone]. */
const peeled: Readonly<Record<Group, readonly [number, number]>> = {
  skin: [0, 0.15],
  muscles: [0.15, 0.7],
  organs: [0.7, 0.8],
  vessels: [0.8, 0.9],
  nerves: [0.9, 1],
  other: [0.7, 0.8],
  bones: [2, 3],
}
/** How much of the muscles' stretch one muscle takes to fade. */
const muscleFade = 0.12

/** What is left of it at that peel, 0..1. */
export function leftAfterPeel(part: Part, peel: number): number {
  const [from, to] = peeled[part.group]
  if (part.group !== 'muscles') return Math.min(1, Math.max(0, (to - peel) / (to - from)))
  const begins = from + (to - from - muscleFade) * part.depth
  return Math.min(1, Math.max(0, (begins + muscleFade - peel) / muscleFade))
}

/** How much it covers, 0..1; 0 is not drawn. */
export function opacityOf(look: Look, part: Part): number {
  const { isVisible, opacity } = shownOf(look, part)
  return isVisible ? opacity * (look.kept === part.id ? 1 : leftAfterPeel(part, look.peel)) : 0
}

export function withShown(look: Look, parts: readonly Part[], change: Partial<Shown>): Look {
  const shown = { ...look.shown }
  for (const part of parts) shown[part.id] = { ...shownOf(look, part), ...change }
  return { ...look, shown }
}

/** Only these, with the skin as it is. */
export function alone(look: Look, all: readonly Part[], wanted: ReadonlySet<string>): Look {
  const shown = { ...look.shown }
  for (const part of all)
    if (part.group !== 'skin') shown[part.id] = { ...shownOf(look, part), isVisible: wanted.has(part.id) }
  return { ...look, shown, peel: 0 }
}

/** Places of everything in the order of their depths, 0..1: the same for equal depths in any order of asking. */
export function rankedDepths(depths: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const order = [...depths].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
  return new Map(order.map(([id], index) => [id, order.length > 1 ? index / (order.length - 1) : 0]))
}
