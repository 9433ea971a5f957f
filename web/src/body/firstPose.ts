// SPDX-License-Identifier: Apache-2.0
import { Vector3 } from 'three'
import { directionToScene, toScene } from './frame'
import { boxOf, type BodyScene, type Piece } from './loadScene'
import type { ShownNeedle } from './Needles'
import { viewedAlong, viewedFrom, type Pose } from './pose'

const fillsSpan = 1.9
const besideNeedle = 0.5

/** Where one looks first: at the target, from the side on which its needle stands. */
export function firstPose(scene: BodyScene, chosen: ShownNeedle | null, target: string | undefined): Pose {
  const all = boxOf(scene.pieces.map((piece) => piece.mesh))
  const size = all.getSize(new Vector3())
  const middle = all.getCenter(new Vector3())
  const whole = viewedFrom(
    { target: [middle.x, middle.y, middle.z], azimuth: 0, polar: Math.PI / 2, span: size.y * 1.08 },
    'back',
  )
  if (chosen) {
    // From the side on which it stands, and a little beside it, so that it is seen from handle to tip.
    const { azimuth } = viewedAlong(whole, directionToScene(chosen.direction))
    return {
      ...whole,
      target: toScene(chosen.entry),
      span: 0.42,
      azimuth: azimuth + besideNeedle,
      polar: 1.4,
    }
  }
  const piece = scene.pieces.find((one) => one.part.id === target)
  return piece ? towards(whole, piece) : whole
}

/** The same look, with one structure filling the view. */
export function towards(pose: Pose, piece: Piece): Pose {
  const box = boxOf([piece.mesh])
  const size = box.getSize(new Vector3()).length()
  const { x, y, z } = box.getCenter(new Vector3())
  return { ...pose, target: [x, y, z], span: Math.max(0.08, size * fillsSpan) }
}
