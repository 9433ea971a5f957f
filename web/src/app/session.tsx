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
import { outbox, useSendingOutbox } from '@/api/useOutbox'
import { useText } from '@/text'
import { forgetMe, keepMe, keptMe } from './keptMe'

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

const askedAgainMs = 10_000

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
export function may(
  me: Me,
  kind: keyof Me['rights'],
  action: 'see' | 'create' | 'change' | 'sign' | 'erase',
): boolean {
  return me.rights[kind]?.[action] !== undefined
}

export function SessionProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const queries = useQueryClient()
  const t = useText()
  const [who, setWho] = useState<Session['who']>({ state: 'loading' })
  const [isAway, setAway] = useState(false)
  useSendingOutbox(who.state === 'somebody' ? who.me.account : '')

  const again = useCallback(() => {
    ask<Me>('GET', '/api/v1/me').then(
      (me) => {
        setCsrfToken(me.csrfToken ?? '')
        keepMe(me)
        setAway(false)
        setWho({ state: 'somebody', me })
      },
      (thrown: unknown) => {
        const refusal = asRefusal(thrown)
        const kept = refusal.kind === 'offline' ? keptMe() : undefined
        setAway(kept !== undefined)
        if (refusal.kind === 'login') setWho({ state: 'nobody' })
        // Whoever was logged in here goes on with what is on the device; the server has its say when it is back.
        else setWho(kept ? { state: 'somebody', me: kept } : { state: 'failed', refusal })
      },
    )
  }, [])
  useEffect(again, [again])
  useEffect(() => {
    if (!isAway) return
    const timer = window.setInterval(again, askedAgainMs)
    window.addEventListener('online', again)
    return () => {
      window.clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [isAway, again])
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
    await outbox().settle()
    const unsent = await outbox().unsent()
    // Here it is not safe to do first and undo later.
    if (unsent > 0 && !window.confirm(t('app.unsent', { count: unsent }))) return
    await ask('POST', '/api/v1/logout').catch(() => undefined)
    clearDrafts()
    forgetMe()
    await outbox().clear()
    queries.clear()
    setCsrfToken('')
    setWho({ state: 'nobody' })
  }, [queries, t])

  const session = useMemo(() => ({ who, logIn, logOut, again }), [who, logIn, logOut, again])
  return <SessionContext value={session}>{children}</SessionContext>
}
