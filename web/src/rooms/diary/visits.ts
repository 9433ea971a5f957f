// SPDX-License-Identifier: Apache-2.0
import type { Body } from '@/api/entries'

export type Visit = Body<'appointment'>['visit']
export const visits: readonly Visit[] = ['first', 'needling', 'review', 'telephone', 'other']
