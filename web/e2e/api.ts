// SPDX-License-Identifier: Apache-2.0
// The server's own word, past the pages: what has arrived, how often, and in which state.

export type Stored = Readonly<{
  id: string
  version: number
  state: string
  body: Record<string, unknown>
}>

export class Api {
  private constructor(
    private readonly address: string,
    private readonly cookie: string,
    private readonly csrf: string,
  ) {}

  static async logIn(address: string, login: string, password: string): Promise<Api> {
    const answer = await fetch(`${address}/api/v1/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login, password }),
    })
    if (!answer.ok)
      throw new Error(`${login} was not let in: ${String(answer.status)} ${await answer.text()}`)
    const { csrfToken } = (await answer.json()) as { csrfToken: string }
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    return new Api(address, cookie, csrfToken)
  }

  async ask<T>(method: string, path: string, body?: unknown, follows?: number): Promise<T> {
    const answer = await fetch(`${this.address}/api/v1/${path}`, {
      method,
      headers: {
        Cookie: this.cookie,
        'X-CSRF-Token': this.csrf,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(follows === undefined ? {} : { 'If-Match': `"${String(follows)}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${text}`)
    return (text ? JSON.parse(text) : undefined) as T
  }

  /** Entries of a kind by what they say, such as `find('sessions', { patient: 'p04' })`. */
  async find(kinds: string, query: Readonly<Record<string, string>>): Promise<readonly Stored[]> {
    const search = new URLSearchParams(query).toString()
    return (await this.ask<{ entries: Stored[] }>('GET', `${kinds}?${search}`)).entries
  }

  read(kinds: string, id: string): Promise<Stored> {
    return this.ask('GET', `${kinds}/${id}`)
  }

  /** Every version, the newest first. */
  async history(kinds: string, id: string): Promise<readonly Stored[]> {
    return (await this.ask<{ entries: Stored[] }>('GET', `${kinds}/${id}/history`)).entries
  }
}
