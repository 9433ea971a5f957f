// SPDX-License-Identifier: Apache-2.0

/** One thing that is wrong with what was sent. */
export type ProblemAt = Readonly<{ code: string; detail: string; hint: string; pointer: string }>

export type RefusalKind =
  /** nothing was answered */
  | 'offline'
  /** nobody is logged in any more */
  | 'login'
  /** somebody else wrote meanwhile: 409, 412 */
  | 'conflict'
  /** what was sent cannot be: 4xx */
  | 'refused'
  /** the server's own fault */
  | 'failed'

/** What the server says when it says no (problem+json), or what there is to say when it says nothing. */
export class Refusal extends Error {
  readonly problems: readonly ProblemAt[]

  constructor(
    readonly kind: RefusalKind,
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly hint: string,
    problems: readonly ProblemAt[],
  ) {
    super(detail)
    this.name = 'Refusal'
    this.problems = problems
  }

  /** What is wrong at a place of what was sent: "/body/birthDate". */
  at(pointer: string): string | undefined {
    const found = this.problems.find((one) => one.pointer === pointer)
    return found && [found.detail, found.hint].filter(Boolean).join(' ')
  }
}

function kindOf(status: number): RefusalKind {
  if (status === 0) return 'offline'
  if (status === 401) return 'login'
  if (status === 409 || status === 412) return 'conflict'
  return status < 500 ? 'refused' : 'failed'
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)

function problemOf(value: unknown): ProblemAt {
  const one = (value ?? {}) as Record<string, unknown>
  return {
    code: textOr(one['code'], ''),
    detail: textOr(one['detail'], ''),
    hint: textOr(one['hint'], ''),
    pointer: textOr(one['pointer'], ''),
  }
}

/** Reads problem+json; what is not is told with its status. */
export function refusalOf(status: number, body: unknown): Refusal {
  const object = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const first = problemOf(object)
  const inner = Array.isArray(object['problems']) ? object['problems'].map(problemOf) : [first]
  return new Refusal(
    kindOf(status),
    status,
    first.code,
    first.detail || textOr(object['title'], `HTTP ${String(status)}`),
    first.hint,
    inner,
  )
}

/** Nothing was answered. */
export function offline(): Refusal {
  return new Refusal('offline', 0, 'offline', '', '', [])
}
