// SPDX-License-Identifier: Apache-2.0
// What the server says of bodies and needles, by shorter names.
import type { Schemas } from '@/api/client'

export type BodyAtHand = Schemas['body_view']
export type Structure = BodyAtHand['structures'][number]
export type Landmark = BodyAtHand['landmarks'][number]
export type Origin = Structure['origin']
export type Side = Structure['side']

/** A needle, judged. */
export type JudgedNeedle = Schemas['needle']
export type Verdict = JudgedNeedle['judgement']['verdict']
export type Stop = JudgedNeedle['stop']
export type Layer = JudgedNeedle['layers'][number]
export type Clearance = JudgedNeedle['clearances'][number]
export type Tolerance = JudgedNeedle['tolerance']
/** How often in so many needlings, and between what. */
export type Chance = JudgedNeedle['anyTouch']

export type EntryMap = Schemas['map']
export type MapPoint = EntryMap['points'][number]
