// SPDX-License-Identifier: Apache-2.0
import type { Entry } from '@/api/entries'
import type { ReadName } from './readName'

type Person = ReadName & Readonly<{ birthDate?: string | undefined }>
/** Why two entries may be of one person. */
export type Likeness = 'same' | 'birthDate' | 'name'

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** What two entries have in common; nothing where a double is unlikely. Only a hint: somebody has to look. */
export function likeness(one: Person, other: Person): Likeness | null {
  const isSameDay = one.birthDate !== undefined && one.birthDate === other.birthDate
  const isSameFamily = one.family !== '' && folded(one.family) === folded(other.family)
  const first = folded(one.given[0] ?? '')
  const isSameGiven = first !== '' && first === folded(other.given[0] ?? '')
  if (isSameDay && isSameFamily && isSameGiven) return 'same'
  if (isSameDay && (isSameFamily || isSameGiven)) return 'birthDate'
  return isSameFamily && isSameGiven ? 'name' : null
}

export type Double = Readonly<{ patient: Entry<'patient'>; likeness: Likeness }>

export function doublesAmong(
  person: Person,
  found: readonly Entry<'patient'>[],
  self = '',
): readonly Double[] {
  const order: Readonly<Record<Likeness, number>> = { same: 0, birthDate: 1, name: 2 }
  return found
    .flatMap((patient): Double[] => {
      if (patient.withheld || patient.id === self || patient.body.mergedInto) return []
      const { family, given = [], birthDate } = patient.body
      const alike = likeness(person, { family, given, birthDate })
      return alike ? [{ patient, likeness: alike }] : []
    })
    .sort((a, b) => order[a.likeness] - order[b.likeness])
}

/** The searches that would find them. */
export function doubleSearches({
  family,
  given,
  birthDate,
}: Person): readonly Readonly<Record<string, string>>[] {
  return [
    ...(birthDate ? [{ birthdate: birthDate }] : []),
    ...(family && given[0] ? [{ family, given: given[0] }] : []),
  ]
}
