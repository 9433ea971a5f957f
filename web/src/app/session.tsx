// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query'
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react'
import { ask, onLoginLost, setCsrfToken, type Reply } from '@/api/client'
import { clearDrafts } from '@/api/draft'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'

export type Me = Reply<'/api/v1/me', 'get'>
export type Role = Me['role']
export type LogIn = Readonly<{ login: string; password: string; code?: string }>

/** Who is at this device. */
export type Session = Readonly<{
  who:
    | { state: 'loading' }
    | { state: 'nobody' }
    | { state: 'somebody'; me: Me }
    | { state: 'failed'; refusal: Refusal }
  /** Problems: thrown as a Refusal (login.refused, login.second_factor, login.wait). */
  logIn: (given: LogIn) => Promise<void>
  logOut: () => Promise<void>
  again: () => void
}>

const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession outside its provider')
  return session
}

/** Who is logged in; only below pages that need somebody. */
export function useMe(): Me {
  const { who } = useSession()
  if (who.state !== 'somebody') throw new Error('useMe where nobody is logged in')
  return who.me
}

/** Whether the rights let somebody do this with entries of a kind at all; the server has the last word. */
export function may(me: Me, kind: string, action: 'see' | 'create' | 'change' | 'sign' | 'erase'): boolean {
  return me.rights[kind]?.[action] !== undefined
}

export function SessionProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const queries = useQueryClient()
  const [who, setWho] = useState<Session['who']>({ state: 'loading' })

  const again = useCallback(() => {
    ask<Me>('GET', '/api/v1/me').then(
      (me) => {
        setCsrfToken(me.csrfToken ?? '')
        setWho({ state: 'somebody', me })
      },
      (thrown: unknown) => {
        const refusal = asRefusal(thrown)
        setWho(refusal.kind === 'login' ? { state: 'nobody' } : { state: 'failed', refusal })
      },
    )
  }, [])
  useEffect(again, [again])
  // What was typed stays on the device: after logging in again the same person goes on.
  useEffect(() => onLoginLost(() => setWho({ state: 'nobody' })), [])

  const logIn = useCallback(
    async (given: LogIn) => {
      const answer = await ask<{ csrfToken: string }>('POST', '/api/v1/login', { body: given })
      setCsrfToken(answer.csrfToken)
      queries.clear()
      again()
    },
    [again, queries],
  )
  const logOut = useCallback(async () => {
    await ask('POST', '/api/v1/logout').catch(() => undefined)
    clearDrafts()
    queries.clear()
    setCsrfToken('')
    setWho({ state: 'nobody' })
  }, [queries])

  const session = useMemo(() => ({ who, logIn, logOut, again }), [who, logIn, logOut, again])
  return <SessionContext value={session}>{children}</SessionContext>
}
