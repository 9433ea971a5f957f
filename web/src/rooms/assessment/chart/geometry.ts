// SPDX-License-Identifier: Apache-2.0
// Lines on a drawing. Points of the drawing are in its own units; those of the record are shares of width and height.
import type { Point } from '../wire'

export type At = readonly [x: number, y: number]

export const width = 200
export const height = 480

const round = (value: number): string => String(Math.round(value * 100) / 100)

/** A soft line through all points (Catmull-Rom), closed when it goes around something. */
export function softPath(points: readonly At[], isClosed: boolean): string {
  const first = points[0]
  if (!first) return ''
  const count = points.length
  const at = (index: number): At =>
    points[isClosed ? (index + count) % count : Math.min(Math.max(index, 0), count - 1)] ?? first
  const tension = 6
  const parts = [`M${round(first[0])} ${round(first[1])}`]
  for (let i = 0; i < (isClosed ? count : count - 1); i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    const one = [b[0] + (c[0] - a[0]) / tension, b[1] + (c[1] - a[1]) / tension]
    const two = [c[0] - (d[0] - b[0]) / tension, c[1] - (d[1] - b[1]) / tension]
    parts.push(`C${[...one, ...two, ...c].map(round).join(' ')}`)
  }
  return parts.join('') + (isClosed ? 'Z' : '')
}

export const mirrored = (points: readonly At[]): readonly At[] => points.map(([x, y]) => [width - x, y])

/** The outline of which the half right of the middle is given, from the top down. */
export function bothHalves(half: readonly At[]): readonly At[] {
  const middle = width / 2
  return [
    ...half,
    ...mirrored(half)
      .toReversed()
      .filter(([x]) => x !== middle),
  ]
}

export function polygonPath(points: readonly At[]): string {
  return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`
}

/** Whether a point lies in a polygon (ray casting). */
export function isInside([x, y]: At, polygon: readonly At[]): boolean {
  let inside = false
  polygon.forEach(([ax, ay], index) => {
    const [bx, by] = polygon[(index + polygon.length - 1) % polygon.length] ?? [0, 0]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  })
  return inside
}

export const toDrawing = (point: Point): At => [point.x * width, point.y * height]

const decimals = 10_000
export function toRecord([x, y]: At): Point {
  const share = (value: number): number => Math.round(Math.min(Math.max(value, 0), 1) * decimals) / decimals
  return { x: share(x / width), y: share(y / height) }
}

/** Without points that lie closer than `apart` to the one kept before; the ends stay. */
export function thinned(points: readonly At[], apart: number): readonly At[] {
  const kept: At[] = []
  points.forEach((point, index) => {
    const last = kept.at(-1)
    const isEnd = index === points.length - 1
    if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= apart || (isEnd && kept.length < 2))
      kept.push(point)
  })
  return kept
}

/** Whether a drawn line comes back to where it began: then it goes around something. */
export function isLoop(points: readonly At[]): boolean {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return false
  const least = 6
  const near = 14
  return points.length > least && Math.hypot(first[0] - last[0], first[1] - last[1]) < near
}

export function middleOf(points: readonly At[]): At {
  const sum = points.reduce<At>(([x, y], point) => [x + point[0], y + point[1]], [0, 0])
  return [sum[0] / Math.max(points.length, 1), sum[1] / Math.max(points.length, 1)]
}
