// SPDX-License-Identifier: Apache-2.0
// What a hand on the picture means for the needle. Only what is wanted comes from here; what it is worth is the
// server's to say.
import { Vector3, type Ray } from 'three'
import { directionToBody, moved, toBody, toScene, directionToScene, unit, type Point } from './frame'

export type Aim = Readonly<{ entry: Point; direction: Point; depthMm: number }>

const metre = 1000
const almostAlong = 0.97

/** The needle turned about its entry so that its handle, so many mm outside, lies under the pointer. */
export function turnedTo(ray: Ray, aim: Aim, handleMm: number): Point {
  const entry = new Vector3(...toScene(aim.entry))
  const radius = handleMm / metre
  const middle = ray.closestPointToPoint(entry, new Vector3())
  const off = middle.distanceTo(entry)
  const handle =
    off >= radius ? middle : middle.addScaledVector(ray.direction, -Math.sqrt(radius * radius - off * off))
  return unit(directionToBody(entry.sub(handle)))
}

/** How deep the tip is where the pointer is nearest to the needle's axis; nothing where one looks down the axis. */
export function depthAt(ray: Ray, aim: Aim): number | undefined {
  const axis = new Vector3(...directionToScene(aim.direction))
  const along = axis.dot(ray.direction)
  if (Math.abs(along) > almostAlong) return undefined
  const between = ray.origin.clone().sub(new Vector3(...toScene(aim.entry)))
  const depth = (between.dot(axis) - between.dot(ray.direction) * along) / (1 - along * along)
  return depth * metre
}

/** The needle with its entry moved there, and its tip where it was. */
export function keepingTip(aim: Aim, entry: Point): Aim {
  const tip = moved(aim.entry, aim.direction, aim.depthMm)
  const way = { x: tip.x - entry.x, y: tip.y - entry.y, z: tip.z - entry.z }
  const depthMm = Math.hypot(way.x, way.y, way.z)
  return depthMm > 0 ? { entry, direction: unit(way), depthMm } : { ...aim, entry }
}

export function bodyPoint(scene: Vector3): Point {
  return toBody(scene)
}
