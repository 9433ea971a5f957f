// SPDX-License-Identifier: Apache-2.0
import { Plane, Vector3 } from 'three'
import { directionToScene, toScene, type Point, type Vec } from './frame'
import type { Look } from './look'
import type { ShownNeedle } from './Needles'
import type { BodyAtHand } from './wire'

/** The plane behind which nothing is drawn. */
export function cutOf(look: Look, body: BodyAtHand, needle: ShownNeedle | null): Plane | null {
  const { min, max } = body.bounds
  const sign = look.isCutTurned ? 1 : -1
  const along = (low: number, high: number): number => low + (high - low) * look.cutAt
  const at = (point: Point, normal: Vec): Plane =>
    new Plane().setFromNormalAndCoplanarPoint(
      new Vector3(...normal).multiplyScalar(sign),
      new Vector3(...toScene(point)),
    )
  switch (look.cut) {
    case 'none':
      return null
    case 'side':
      return at({ x: along(min.x, max.x), y: 0, z: 0 }, [-1, 0, 0])
    case 'front':
      return at({ x: 0, y: along(max.y, min.y), z: 0 }, [0, 0, -1])
    case 'head':
      return at({ x: 0, y: 0, z: along(min.z, max.z) }, [0, 1, 0])
    case 'needle': {
      if (!needle) return null
      // Along the needle and upright, moved sideways by up to 50 mm.
      const way = new Vector3(...directionToScene(needle.direction))
      const normal = way.cross(new Vector3(0, 1, 0))
      if (normal.lengthSq() < 1e-6) normal.set(1, 0, 0)
      normal.normalize()
      const plane = at(needle.entry, [normal.x, normal.y, normal.z])
      plane.constant += sign * -(look.cutAt - 0.5) * 0.1
      return plane
    }
  }
}
