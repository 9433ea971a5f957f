// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import type { Ticket } from '@/account'
import { ask } from '@/api/client'
import { loadedOf } from '@/api/entries'
import { everyUser } from '@/api/users'
import type { Loaded } from '@/design'
import type { User, UserRole } from './wire'

const route = '/api/v1/users'

export function useUsers(): Loaded<readonly User[]> {
  return loadedOf(useQuery(everyUser))
}

function useUserChange<V, A>(change: (values: V) => Promise<A>): UseMutationResult<A, Error, V> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: everyUser.queryKey }),
  })
}

export type Newcomer = Readonly<{ login: string; role: UserRole; person?: string }>

export function useInvite(): UseMutationResult<Ticket, Error, Newcomer> {
  return useUserChange((newcomer: Newcomer) => ask<Ticket>('POST', route, { body: newcomer }))
}

export type NewRole = Readonly<{ id: string; role: UserRole; person?: string }>

export function useNewRole(): UseMutationResult<User, Error, NewRole> {
  return useUserChange(({ id, ...body }: NewRole) => ask<User>('PUT', `${route}/${id}/role`, { body }))
}

export function useReset(): UseMutationResult<Ticket, Error, string> {
  return useUserChange((id: string) => ask<Ticket>('POST', `${route}/${id}/reset`))
}

export type Lock = Readonly<{ id: string; isLocked: boolean }>

export function useLock(): UseMutationResult<unknown, Error, Lock> {
  return useUserChange(({ id, isLocked }: Lock) =>
    ask('POST', `${route}/${id}/${isLocked ? 'lock' : 'unlock'}`),
  )
}
