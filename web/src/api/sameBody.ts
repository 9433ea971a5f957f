// SPDX-License-Identifier: Apache-2.0

/** What says nothing: the record leaves it out. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/

function isSame(left: unknown, right: unknown): boolean {
  if (isNothing(left) || isNothing(right)) return isNothing(left) && isNothing(right)
  if (typeof left === 'string' && typeof right === 'string')
    return (
      left === right || (instant.test(left) && instant.test(right) && Date.parse(left) === Date.parse(right))
    )
  if (typeof left !== 'object' || typeof right !== 'object') return left === right
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const one = left as Readonly<Record<string, unknown>>
  const other = right as Readonly<Record<string, unknown>>
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
    isSame(one[key], other[key]),
  )
}

/** Whether two bodies of an entry say the same: the order of fields, what is empty, and how an instant is written do not
 *  matter; the order of a list does. */
export function isSameBody(left: object, right: object): boolean {
  return isSame(left, right)
}

/** A body without what says nothing: the record takes no empty text and no empty list. */
export function tidy<T extends object>(body: T): T {
  return tidied(body) as T
}

function tidied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidied)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value)
    .map(([key, inner]) => [key, tidied(inner)] as const)
    .filter(([, inner]) => !isNothing(inner) && !isEmptyObject(inner))
  return Object.fromEntries(kept)
}

function isEmptyObject(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  )
}
