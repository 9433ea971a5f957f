// SPDX-License-Identifier: Apache-2.0
// What the server says of bodies and needles (data/schemas: body_view, needle, map, plan), as far as it is shown.
import type { Point } from './frame'
import type { Kind } from './look'

export type Origin = 'segmented' | 'measured' | 'inferred' | 'reference' | 'phantom'
export type Side = 'right' | 'left' | 'none'
export type Verdict = 'safe' | 'caution' | 'unknown' | 'refused'
export type Stop = 'depth' | 'bone_or_depth' | 'hub'
type Triple = readonly number[]

export type Structure = Readonly<{
  id: string
  name: string
  kind: Kind
  side: Side
  isHazard: boolean
  isTarget: boolean
  isInScene: boolean
  origin: Origin
  isInferred: boolean
  positionSdMm: number
  calibreMm?: number
  share?: number
  variantOf?: string
  how?: string
  colour: string
}>

export type Landmark = Readonly<{
  id: string
  name: string
  side: Side
  /** on the bone */
  point: Point
  /** where a finger lies */
  skin: Point
  isPalpable: boolean
  sdMm: number
  isInferred: boolean
  how?: string
}>

export type BodyAtHand = Readonly<{
  key: string
  digest: string
  name: string
  origin: Origin
  bounds: Readonly<{ min: Point; max: Point }>
  structures: readonly Structure[]
  landmarks: readonly Landmark[]
  missing: readonly Readonly<{ id: string; name: string; what: string }>[]
  warnings: readonly string[]
}>

/** How often in so many needlings, and between what. */
export type Chance = Readonly<{ probability: number; low: number; high: number }>

export type Layer = Readonly<{
  name: string
  structure?: string
  kind: Kind
  origin: Origin
  fromMm: number
  toMm: number
}>

export type Clearance = Readonly<{
  structure: string
  kind: Kind
  origin: Origin
  positionSdMm: number
  minMm: number
  isAtLeast: boolean
  atDepthMm: number
  beyondTipMm: number
  limitMm: number
  inSd: number | null
  share?: number
  variantOf?: string
  limitIsHard?: boolean
}>

export type Tolerance = Readonly<{
  angleDeg: number
  angleIsAtLeast: boolean
  entryMm: number
  entryIsAtLeast: boolean
  depthMm: number
  depthIsAtLeast: boolean
}>

/** A needle, judged. */
export type JudgedNeedle = Readonly<{
  target?: string
  entry: Triple
  tip: Triple
  direction: Triple
  depthMm: number
  needle: Readonly<{ id: string; diameterMm: number; lengthMm: number }>
  angleToSkinDeg: number
  biteMm: number
  targetAt?: Readonly<{ fromMm: number; toMm: number }>
  entryWords?: string
  landmarkInstruction: string
  stop: Stop
  stopRule: string
  layers: readonly Layer[]
  endsIn?: Readonly<{ name: string; kind: Kind; atMm: number }>
  clearances: readonly Clearance[]
  risk: readonly (Chance & Readonly<{ structure: string; fromVariants?: number }>)[]
  anyTouch: Chance
  reach: Chance
  hand: Readonly<{
    entrySdMm: number
    angleSdDeg: number
    depthSdMm: number
    levelSlip: number
    levelMm: number
  }>
  tolerance: Tolerance
  backstop?: Readonly<{ structure: string; atMm: number }>
  judgement: Readonly<{
    verdict: Verdict
    reasons: readonly Readonly<{ code: string; structure?: string; what: string }>[]
  }>
  strengths?: readonly string[]
}>

export type MapPoint = Readonly<{
  point: Triple
  normal: Triple
  verdict: Verdict
  reaches: boolean
  needle?: Readonly<{ id: string; diameterMm: number; lengthMm: number }>
  stop?: Stop
  direction?: Triple
  depthMm?: number
  touch?: number
  blocker?: string
}>
export type EntryMap = Readonly<{ target: string; spacingMm: number; points: readonly MapPoint[] }>
