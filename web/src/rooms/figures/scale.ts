// SPDX-License-Identifier: Apache-2.0
// Where things stand in a picture. Nothing here says what a figure means.

/** The next of 1, 2, 5, 10, 20 … (in any power of ten) that holds this; 1 for nothing. */
export function niceTop(high: number): number {
  if (!(high > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(high))
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= high * (1 - 1e-9)) ?? 10 * power
}

/** Ticks from nothing to the top, of a nice step. */
export function ticksTo(top: number, most = 5): readonly number[] {
  const step = niceTop(top / most)
  return Array.from({ length: Math.floor(top / step + 1e-9) + 1 }, (_, index) => index * step)
}

/** A ratio on a logarithmic scale from a tenth to ten times: 0 to 1. Nothing is at the left end, no bound at the right. */
export function ratioPlace(ratio: number | null | undefined): number | undefined {
  if (ratio === undefined) return undefined
  if (ratio === null) return 1
  return ratio <= 0 ? 0 : Math.min(1, Math.max(0, (Math.log10(ratio) + 1) / 2))
}
