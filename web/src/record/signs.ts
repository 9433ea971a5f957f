// SPDX-License-Identifier: Apache-2.0
// Feeling, power and reflexes as the record has them, graded as the library says.
import type { Body } from '@/api/entries'
import type { Grading } from '@/api/library'

export type Sign = NonNullable<Body<'assessment'>['neurology']>[number]
export type SignTest = Sign['test']
export type SignLevel = Sign['level']

export const signTests: readonly SignTest[] = ['dermatome', 'myotome', 'reflex']
export const signLevels: readonly SignLevel[] = ['t12', 'l1', 'l2', 'l3', 'l4', 'l5', 's1', 's2', 's3', 's4']

/** Every grade of a test, the lowest first. */
export function gradesOf(gradings: readonly Grading[], test: SignTest): readonly number[] {
  const grading = gradings.find((one) => one.test === test)
  return grading ? Array.from({ length: grading.highest + 1 }, (_, grade) => grade) : []
}

export function normalGrade(gradings: readonly Grading[], test: SignTest): number | undefined {
  return gradings.find((one) => one.test === test)?.normal
}
