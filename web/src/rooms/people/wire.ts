// SPDX-License-Identifier: Apache-2.0
import type { Reply } from '@/api/client'
import type { User } from '@/api/users'

export type { User } from '@/api/users'
export type UserRole = User['role']
export type Token = Reply<'/api/v1/users/{id}/tokens', 'get'>['tokens'][number]

/** As they stand in lists: who treats first, who is treated and what is no person last. */
export const roles: readonly UserRole[] = ['clinician', 'reception', 'lead', 'patient', 'integrator']
