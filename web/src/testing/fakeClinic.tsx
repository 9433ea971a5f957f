// SPDX-License-Identifier: Apache-2.0
// For tests: a server that keeps entries and their versions in memory, behind fetch, and pages around a component.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { configure, render, type RenderResult } from '@testing-library/react'
import type { ReactElement } from 'react'
import { Route, Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { afterEach, vi } from 'vitest'
import { shelves, type Kind } from '@/api/entries'
import { Outbox } from '@/api/outbox'
import { mendGrade, setOutbox } from '@/api/useOutbox'
import { ask } from '@/api/client'
import { SessionProvider, useSession } from '@/app/session'
import { Toasts } from '@/design'

type Stored = {
  id: string
  kind: Kind
  version: number
  state: string
  at: string
  by: string
  patient?: string
  body: object
}
type Refused = Readonly<{ status: number; code: string; detail: string; pointer?: string }>
/** What is wrong with a write, if anything. */
export type Judge = (kind: Kind, body: Record<string, unknown>, state: string) => Refused | undefined
/** Answers routes that are no entries. */
export type Extra = (method: string, path: string, body: unknown) => object | undefined

const kindOf = Object.fromEntries(Object.entries(shelves).map(([kind, shelf]) => [shelf, kind])) as Record<
  string,
  Kind
>

export class FakeClinic {
  readonly entries = new Map<string, Stored>()
  readonly sent: { method: string; path: string; body: unknown }[] = []
  isReachable = true
  constructor(
    private readonly judge: Judge = () => undefined,
    private readonly extra: Extra = () => undefined,
  ) {}

  put(kind: Kind, id: string, body: object, state = 'open'): this {
    this.entries.set(id, { id, kind, version: 1, state, at: '2026-11-30T09:00:00.000Z', by: 'account', body })
    return this
  }

  install(): void {
    vi.stubGlobal('fetch', (address: string, init: RequestInit = {}) => this.answer(address, init))
  }

  private async answer(address: string, init: RequestInit): Promise<Response> {
    await Promise.resolve()
    if (!this.isReachable) throw new TypeError('no connection')
    const url = new URL(address, 'http://clinic')
    const method = init.method ?? 'GET'
    const body =
      typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : undefined
    this.sent.push({ method, path: url.pathname, body })
    const result = this.route(method, url, body, new Headers(init.headers))
    const isRefusal = 'status' in result && typeof result.status === 'number'
    return new Response(JSON.stringify(result), { status: isRefusal ? (result as Refused).status : 200 })
  }

  private route(
    method: string,
    url: URL,
    body: Record<string, unknown> | undefined,
    headers: Headers,
  ): object {
    if (url.pathname === '/api/v1/me')
      return { account: 'account', login: 'ada', role: 'clinician', person: 'd1', csrfToken: 'x', rights: {} }
    const extra = this.extra(method, url.pathname, body)
    if (extra) return extra
    const [, , , shelf = '', id = '', step = ''] = url.pathname.split('/')
    const kind = kindOf[shelf]
    if (!kind) return { status: 404, code: 'request.not_found', detail: url.pathname }
    if (method === 'GET' && id === '') {
      const all = [...this.entries.values()].filter((one) => one.kind === kind)
      const wanted = all.filter((one) =>
        [...url.searchParams].every(([name, value]) => {
          if (name === 'limit') return true
          if (name === 'state') return one.state === value
          return (one.body as Record<string, unknown>)[name] === value
        }),
      )
      return { entries: wanted }
    }
    if (method !== 'GET' && body === undefined)
      return { status: 415, code: 'request.media_type', detail: 'The body is not said to be JSON.' }
    const found = this.entries.get(method === 'POST' && step === '' ? String(body?.['id']) : id)
    if (method === 'GET') return found ?? { status: 404, code: 'record.missing', detail: 'There is none.' }
    const follows = Number((headers.get('If-Match') ?? '"0"').replaceAll('"', ''))
    if ((found?.version ?? 0) !== follows)
      return {
        status: follows === 0 ? 409 : 412,
        code: follows === 0 ? 'record.exists' : 'record.conflict',
        detail: '',
      }
    const state =
      step === 'sign'
        ? 'signed'
        : step === 'withdraw'
          ? 'withdrawn'
          : String(body?.['state'] ?? found?.state ?? 'open')
    const next = (body?.['body'] ?? found?.body ?? {}) as Record<string, unknown>
    const wrong = this.judge(kind, next, state)
    if (wrong) return wrong
    const entry = {
      id: found?.id ?? String(body?.['id']),
      kind,
      version: follows + 1,
      state,
      at: '2026-11-30T09:00:00.000Z',
      by: 'account',
      body: next,
    }
    this.entries.set(entry.id, entry)
    return entry
  }
}

// A store on the device and a slow machine take their time.
configure({ asyncUtilTimeout: 20_000 })

let names = 0
let outbox: Outbox | undefined
// What one test wrote and did not send is not sent to the clinic of the next.
afterEach(() => outbox?.close())

function Inside({ children }: { readonly children: ReactElement }): ReactElement | null {
  const { who } = useSession()
  return who.state === 'somebody' ? children : null
}

/** A page of a pattern, at an address, with somebody logged in. */
export function renderAt(pattern: string, address: string, page: ReactElement): RenderResult {
  outbox = new Outbox(ask, `fake-clinic-${String(names++)}`, { adverseEvent: mendGrade })
  setOutbox(outbox)
  const { hook } = memoryLocation({ path: address })
  const queries = new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })
  return render(
    <QueryClientProvider client={queries}>
      <SessionProvider>
        <Router hook={hook}>
          <Toasts>
            <Inside>
              <Route path={pattern}>{page}</Route>
            </Inside>
          </Toasts>
        </Router>
      </SessionProvider>
    </QueryClientProvider>,
  )
}
