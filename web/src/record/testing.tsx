// SPDX-License-Identifier: Apache-2.0
// For tests: a page in its house, and a server that answers what the test says and remembers what it was asked.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { configure, render, type RenderResult } from '@testing-library/react'
import type { ReactElement } from 'react'
import { Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { vi } from 'vitest'
import { SessionProvider, useSession, type Me } from '@/app/session'
import { Toasts } from '@/design'

// A machine that does much else may be slow; what is waited for is there or it is not.
configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 60_000 })

export type Asked = Readonly<{ method: string; path: string; query: URLSearchParams; body: unknown }>
type Answer = Readonly<{ status?: number; json?: unknown }>
/** Answers by method and path, "GET /api/v1/patients"; what is not said is an empty page. */
export type Answers = Readonly<Record<string, (asked: Asked) => Answer>>

const everything = { see: 'any', create: 'any', change: 'any', sign: 'any' } as const
export const clinician = {
  account: 'a-1',
  login: 'khan',
  role: 'clinician',
  person: 'pr-1',
  csrfToken: 'x',
  rights: Object.fromEntries(
    ['patient', 'appointment', 'assessment', 'task', 'message', 'letter', 'stock', 'session'].map((kind) => [
      kind,
      everything,
    ]),
  ),
} as unknown as Me

const clinic = {
  id: 'clinic',
  kind: 'clinic',
  version: 1,
  state: 'open',
  at: '2026-11-01T00:00:00Z',
  by: 'a-1',
  body: { name: 'A clinic', timeZone: 'Europe/Madrid', language: 'en-GB' },
}

export function answering(answers: Answers): readonly Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
  // jsdom lacks what dialogs and lists ask for.
  vi.stubGlobal('CSS', { supports: () => false, escape: (text: string) => text })
  Element.prototype.scrollIntoView = () => undefined
  vi.stubGlobal('fetch', (address: string, init: RequestInit = {}) => {
    const url = new URL(address, 'http://clinic.example')
    const method = init.method ?? 'GET'
    const one: Asked = {
      method,
      path: url.pathname,
      query: url.searchParams,
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined,
    }
    asked.push(one)
    const usual: Answers = {
      'GET /api/v1/me': () => ({ json: clinician }),
      'GET /api/v1/clinics': () => ({ json: { entries: [clinic] } }),
    }
    const answer = (answers[`${method} ${url.pathname}`] ?? usual[`${method} ${url.pathname}`])?.(one) ?? {
      json: { entries: [], slots: [] },
    }
    return Promise.resolve(new Response(JSON.stringify(answer.json ?? {}), { status: answer.status ?? 200 }))
  })
  return asked
}

export function entry<B>(kind: string, id: string, body: B, more: object = {}): object {
  return {
    id,
    kind,
    version: 1,
    state: 'open',
    patient: id,
    at: '2026-11-01T00:00:00Z',
    by: 'a-1',
    body,
    ...more,
  }
}

/** Shows a page once somebody is logged in. */
export function show(
  page: ReactElement,
  path = '/',
): RenderResult & Readonly<{ history: readonly string[] }> {
  const { hook, history } = memoryLocation({ path, record: true })
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const shown = render(
    <QueryClientProvider client={queries}>
      <SessionProvider>
        <Router hook={hook}>
          <Toasts>
            <Inside>{page}</Inside>
          </Toasts>
        </Router>
      </SessionProvider>
    </QueryClientProvider>,
  )
  return Object.assign(shown, { history })
}

function Inside({ children }: { readonly children: ReactElement }): ReactElement | null {
  return useSession().who.state === 'somebody' ? children : null
}
