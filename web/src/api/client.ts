// SPDX-License-Identifier: Apache-2.0
// The one way to the server. Types are generated from its OpenAPI document: `npm run types`.
import type { components, paths } from './generated'
import { offline, refusalOf } from './refusal'

export type Schemas = components['schemas']

type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never
type Replies<R> = R extends { responses: infer All } ? All[keyof All & (200 | 201 | 202)] : never
/** What a route answers: `Reply<'/api/v1/me', 'get'>`. */
export type Reply<P extends keyof paths, M extends keyof paths[P]> = Json<Replies<paths[P][M]>>
/** What a route takes: `Sent<'/api/v1/jobs', 'post'>`. */
export type Sent<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  requestBody?: infer Body
}
  ? Json<Exclude<Body, undefined>>
  : never

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type Asking = Readonly<{
  query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>
  body?: unknown
  /** The version that is changed, as it was read. */
  follows?: number
  signal?: AbortSignal
}>

let csrf = ''
/** What changes anything carries this; the log-in and /me tell it. */
export function setCsrfToken(token: string): void {
  csrf = token
}

let glassReason = ''
/** Why a restricted patient's record has to be seen; sent along until it is "" again, and kept in the audit. */
export function setGlassReason(reason: string): void {
  glassReason = reason
}

const loginLost = new Set<() => void>()
/** Calls when the server says that nobody is logged in any more. Answers how to stop that. */
export function onLoginLost(listener: () => void): () => void {
  loginLost.add(listener)
  return () => {
    loginLost.delete(listener)
  }
}

function addressOf(path: string, query: Asking['query']): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) search.append(name, String(one))
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

/** Asks, and answers the response; throws a Refusal. For pictures, scenes and documents; JSON has `ask`. */
export async function askResponse(method: Method, path: string, asking: Asking = {}): Promise<Response> {
  const headers = new Headers()
  if (method !== 'GET' && csrf) headers.set('X-CSRF-Token', csrf)
  if (glassReason) headers.set('X-Break-Glass', glassReason)
  if (asking.follows !== undefined) headers.set('If-Match', `"${String(asking.follows)}"`)
  if (asking.body !== undefined) headers.set('Content-Type', 'application/json')
  let response: Response
  try {
    response = await fetch(addressOf(path, asking.query), {
      method,
      headers,
      ...(asking.body !== undefined ? { body: JSON.stringify(asking.body) } : {}),
      ...(asking.signal ? { signal: asking.signal } : {}),
    })
  } catch (cause) {
    if (asking.signal?.aborted) throw cause
    throw offline()
  }
  if (response.ok) return response
  const refusal = refusalOf(response.status, await response.json().catch(() => undefined))
  // A wrong password is a 401 as well, and ends no session.
  if (refusal.kind === 'login' && refusal.code === 'login.needed') loginLost.forEach((listener) => listener())
  throw refusal
}

/** Asks for JSON; an answer without a body is undefined. Throws a Refusal. */
export async function ask<T>(method: Method, path: string, asking: Asking = {}): Promise<T> {
  const response = await askResponse(method, path, asking)
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}
