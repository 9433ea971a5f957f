// SPDX-License-Identifier: Apache-2.0
import { ask, type Reply } from './client'

export type User = Reply<'/api/v1/users', 'get'>['users'][number]

/** Everybody with an account, for the clinic lead: one question, whoever asks it. */
export const everyUser = {
  queryKey: ['users'],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<readonly User[]> =>
    (await ask<Reply<'/api/v1/users', 'get'>>('GET', '/api/v1/users', { signal })).users,
} as const
