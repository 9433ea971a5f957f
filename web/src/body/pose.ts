// SPDX-License-Identifier: Apache-2.0
// Where one looks from: around a point, from a side, a piece of so many metres. Projected in parallel, so that a
// scale bar holds everywhere.
import type { Vec } from './frame'

export type Pose = Readonly<{
  target: Vec
  /** radians around the long axis; 0 from the front, growing towards the patient's left */
  azimuth: number
  /** radians from the head; 0 looks down from it */
  polar: number
  /** metres from the bottom to the top of the picture */
  span: number
}>

export type View = 'front' | 'back' | 'left' | 'right' | 'head'
export const views: readonly View[] = ['front', 'back', 'left', 'right', 'head']
const sides: Readonly<Record<View, Pick<Pose, 'azimuth' | 'polar'>>> = {
  front: { azimuth: 0, polar: Math.PI / 2 },
  back: { azimuth: Math.PI, polar: Math.PI / 2 },
  left: { azimuth: Math.PI / 2, polar: Math.PI / 2 },
  right: { azimuth: -Math.PI / 2, polar: Math.PI / 2 },
  head: { azimuth: 0, polar: 0 },
}

const leastSpan = 0.02
const mostSpan = 4
const radiansPerPixel = 0.008

export function viewedFrom(pose: Pose, view: View): Pose {
  return { ...pose, ...sides[view] }
}

/** Looks along a direction of the scene: down the needle. */
export function viewedAlong(pose: Pose, [x, y, z]: Vec): Pose {
  return {
    ...pose,
    azimuth: Math.atan2(-x, -z),
    polar: Math.acos(Math.min(1, Math.max(-1, -y))),
  }
}

/** Dragged by so many pixels. */
export function rotated(pose: Pose, dx: number, dy: number): Pose {
  return {
    ...pose,
    azimuth: pose.azimuth - dx * radiansPerPixel,
    polar: Math.min(Math.PI, Math.max(0, pose.polar - dy * radiansPerPixel)),
  }
}

/** The body moves with the hand, on a picture so many pixels high. */
export function panned(pose: Pose, dx: number, dy: number, height: number): Pose {
  const { right, up } = basisOf(pose)
  const perPixel = pose.span / Math.max(1, height)
  const [tx, ty, tz] = pose.target
  return {
    ...pose,
    target: [
      tx + (-right[0] * dx + up[0] * dy) * perPixel,
      ty + (-right[1] * dx + up[1] * dy) * perPixel,
      tz + (-right[2] * dx + up[2] * dy) * perPixel,
    ],
  }
}

/** A factor over 1 shows more. */
export function zoomed(pose: Pose, factor: number): Pose {
  return { ...pose, span: Math.min(mostSpan, Math.max(leastSpan, pose.span * factor)) }
}

/** The picture's own directions, of length 1: towards the viewer, to the right, up. */
export function basisOf({ azimuth, polar }: Pick<Pose, 'azimuth' | 'polar'>): Readonly<{
  out: Vec
  right: Vec
  up: Vec
}> {
  const out: Vec = [Math.sin(polar) * Math.sin(azimuth), Math.cos(polar), Math.sin(polar) * Math.cos(azimuth)]
  const right: Vec = [Math.cos(azimuth), 0, -Math.sin(azimuth)]
  const up: Vec = [
    out[1] * right[2] - out[2] * right[1],
    out[2] * right[0] - out[0] * right[2],
    out[0] * right[1] - out[1] * right[0],
  ]
  return { out, right, up }
}

const wholeTurn = 2 * Math.PI

/** On the way from one to another, the shorter way round; 0 is there, 1 here. */
export function between(from: Pose, to: Pose, share: number): Pose {
  const s = share * share * (3 - 2 * share)
  const mix = (a: number, b: number): number => a + (b - a) * s
  const turn = (((to.azimuth - from.azimuth + Math.PI) % wholeTurn) + wholeTurn) % wholeTurn
  return {
    target: [
      mix(from.target[0], to.target[0]),
      mix(from.target[1], to.target[1]),
      mix(from.target[2], to.target[2]),
    ],
    azimuth: from.azimuth + (turn - Math.PI) * s,
    polar: mix(from.polar, to.polar),
    span: mix(from.span, to.span),
  }
}

/** The longest round length that is not longer than so many metres: 1, 2 or 5 of something. In millimetres. */
export function scaleBarMm(mostMetres: number): number {
  const most = mostMetres * 1000
  const ten = 10 ** Math.floor(Math.log10(most))
  return ten * ([5, 2, 1].find((step) => step * ten <= most) ?? 1)
}
