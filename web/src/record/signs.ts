// SPDX-License-Identifier: Apache-2.0
// Feeling, power and reflexes as the record has them.
import type { Body } from '@/api/entries'
import { gradesOf as grades, normalGrade as normal } from '@/app/waiting'

export type Sign = NonNullable<Body<'assessment'>['neurology']>[number]
export type SignTest = Sign['test']
export type SignLevel = Sign['level']

export const signTests: readonly SignTest[] = ['dermatome', 'myotome', 'reflex']
export const signLevels: readonly SignLevel[] = ['t12', 'l1', 'l2', 'l3', 'l4', 'l5', 's1', 's2', 's3', 's4']
export const gradesOf: Readonly<Record<SignTest, readonly number[]>> = grades
export const normalGrade: Readonly<Record<SignTest, number>> = normal
