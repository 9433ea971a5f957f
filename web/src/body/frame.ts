// SPDX-License-Identifier: Apache-2.0
// The one place where the two frames meet. The body's: millimetres, +x to the patient's right, +y to the front,
// +z to the head. The scene's: metres, +y to the head, the patient facing +z. A turn, no mirror.

export type Point = Readonly<{ x: number; y: number; z: number }>
/** Of the scene. */
export type Vec = readonly [number, number, number]

const mmPerMetre = 1000

/** A place of the body in the scene. */
export function toScene(mm: Point): Vec {
  return [-mm.x / mmPerMetre, mm.z / mmPerMetre, mm.y / mmPerMetre]
}

/** A place of the scene in the body. */
export function toBody(metres: Point): Point {
  return { x: -metres.x * mmPerMetre, y: metres.z * mmPerMetre, z: metres.y * mmPerMetre }
}

/** A direction keeps its length. */
export function directionToScene(direction: Point): Vec {
  return [-direction.x, direction.z, direction.y]
}

export function directionToBody(direction: Point): Point {
  return { x: -direction.x, y: direction.z, z: direction.y }
}

/** Points come from the server as lists too. */
export function pointOf(list: readonly number[]): Point {
  return { x: list[0] ?? 0, y: list[1] ?? 0, z: list[2] ?? 0 }
}

export function moved(from: Point, direction: Point, by: number): Point {
  return { x: from.x + direction.x * by, y: from.y + direction.y * by, z: from.z + direction.z * by }
}

/** In a straight line, in the unit of the points. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z)
}

/** Of length 1; a vector without length has no direction and stays. */
export function unit(v: Point): Point {
  const length = Math.hypot(v.x, v.y, v.z)
  return length > 0 ? { x: v.x / length, y: v.y / length, z: v.z / length } : v
}

/** Where things of the body are moved to. */
export const ways: Readonly<Record<Way, Point>> = {
  right: { x: 1, y: 0, z: 0 },
  left: { x: -1, y: 0, z: 0 },
  front: { x: 0, y: 1, z: 0 },
  back: { x: 0, y: -1, z: 0 },
  head: { x: 0, y: 0, z: 1 },
  feet: { x: 0, y: 0, z: -1 },
}
export type Way = 'right' | 'left' | 'front' | 'back' | 'head' | 'feet'

/** A direction turned towards a way by so many degrees, and no further than that way. */
export function tilted(direction: Point, way: Way, degrees: number): Point {
  const from = unit(direction)
  const to = ways[way]
  const along = from.x * to.x + from.y * to.y + from.z * to.z
  const across = unit({ x: to.x - along * from.x, y: to.y - along * from.y, z: to.z - along * from.z })
  const most = Math.acos(Math.min(1, Math.max(-1, along)))
  const angle = Math.min((degrees * Math.PI) / 180, most)
  if (angle === 0) return from
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  return unit({
    x: from.x * c + across.x * s,
    y: from.y * c + across.y * s,
    z: from.z * c + across.z * s,
  })
}

export type SideLetter = 'R' | 'L' | 'A' | 'P' | 'H' | 'F'
const worthALetter = 0.4

/** What a direction of the scene points to, the most first: "R", "RA". Of something oblique, at most two. */
export function lettersOf(scene: Vec): readonly SideLetter[] {
  const { x, y, z } = directionToBody({ x: scene[0], y: scene[1], z: scene[2] })
  const parts: readonly (readonly [number, SideLetter])[] = [
    [Math.abs(x), x > 0 ? 'R' : 'L'],
    [Math.abs(y), y > 0 ? 'A' : 'P'],
    [Math.abs(z), z > 0 ? 'H' : 'F'],
  ]
  return [...parts]
    .sort((a, b) => b[0] - a[0])
    .filter(([size], index) => index === 0 || size > worthALetter)
    .slice(0, 2)
    .map(([, letter]) => letter)
}
