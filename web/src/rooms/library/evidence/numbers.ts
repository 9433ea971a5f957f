// SPDX-License-Identifier: Apache-2.0
// How results are written: never anything that is not a number.
import type { Text } from '@/text'

/** A sentence of the server with true minus signs. */
export function printed(words: string): string {
  return words.replace(/(^|[\s(])-(?=\d)/g, '$1−')
}

const least = 0.00005
const many = 1000

/** A result with as many digits as count; "–" for what is none. */
export function shown(value: number | null | undefined, t: Pick<Text, 'number'>): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  if (size < least) return '0'
  return t.number(value, size < many ? 'three' : 'plain').replace('-', '−')
}
