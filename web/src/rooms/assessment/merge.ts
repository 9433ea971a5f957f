// SPDX-License-Identifier: Apache-2.0
// What two people wrote on one assessment, field by field.
import type { Body } from './wire'

/** Whether two values of the record say the same. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = a as Record<string, unknown>
  const right = b as Record<string, unknown>
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...keys].every((key) => isSame(left[key], right[key]))
}

/** An object without some of its members. */
export function without<T extends object, K extends keyof T>(from: T, ...keys: readonly K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => !keys.some((one) => one === key))) as Omit<
    T,
    K
  >
}

/** Without lists, objects and texts that are empty: the record leaves them out. */
export function cleaned(body: Body): Body {
  const kept = Object.entries(body).filter(([, value]) => {
    if (value === undefined || value === '') return false
    if (Array.isArray(value)) return value.length > 0
    return typeof value !== 'object' || Object.keys(value).length > 0
  })
  return Object.fromEntries(kept) as Body
}

/** What the server works out: nobody's to type. */
const worked: readonly string[] = ['screening', 'causes']

/** One place of an assessment: an answer by its key, or a field. */
export type FieldName = Readonly<{ answer: string } | { field: keyof Body }>
export type Difference = Readonly<{
  name: FieldName
  mine: unknown
  theirs: unknown
  /** Both changed it since the version that both began with. */
  isClash: boolean
}>

/** What the other changed since `base`, each beside what is here. */
export function differences(base: Body, mine: Body, theirs: Body): readonly Difference[] {
  const found: Difference[] = []
  const look = (name: FieldName, was: unknown, here: unknown, there: unknown): void => {
    if (isSame(was, there) || isSame(here, there)) return
    found.push({ name, mine: here, theirs: there, isClash: !isSame(was, here) })
  }
  const keys = new Set([...Object.keys(base.answers ?? {}), ...Object.keys(theirs.answers ?? {})])
  for (const key of keys)
    look({ answer: key }, base.answers?.[key], mine.answers?.[key], theirs.answers?.[key])
  const fields = new Set([...Object.keys(base), ...Object.keys(theirs)]) as Set<keyof Body>
  for (const field of fields)
    if (field !== 'answers' && !worked.includes(field))
      look({ field }, base[field], mine[field], theirs[field])
  return found
}

/** What is here with those changes of the other that were taken. */
export function merged(mine: Body, theirs: Body, taken: readonly FieldName[]): Body {
  let answers: Record<string, unknown> = { ...mine.answers }
  const body: Record<string, unknown> = { ...mine }
  for (const name of taken) {
    if ('field' in name) body[name.field] = theirs[name.field]
    else {
      const rest = without(answers, name.answer)
      const there = theirs.answers?.[name.answer]
      answers = there === undefined ? rest : { ...rest, [name.answer]: there }
    }
  }
  body['answers'] = answers
  for (const field of worked) body[field] = (theirs as Record<string, unknown>)[field]
  return cleaned(body as Body)
}

/** What was typed while a version was being written, on top of that version. */
export function carriedOn(sent: Body, stored: Body, now: Body): Body {
  if (isSame(sent, now)) return stored
  const body: Record<string, unknown> = { ...now }
  for (const field of worked) body[field] = (stored as Record<string, unknown>)[field]
  return cleaned(body as Body)
}

/** Whether something was typed that is not in a version; what the server works out does not count. */
export function isChanged(base: Body, body: Body): boolean {
  return !isSame(without(base, 'screening', 'causes'), without(body, 'screening', 'causes'))
}
