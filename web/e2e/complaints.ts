// SPDX-License-Identifier: Apache-2.0
import type { BrowserContext } from '@playwright/test'

/** Asked by every page before somebody logs in: whether somebody has. */
const nobodyYet = /^401 GET \/api\/v1\/me$/

/** What the browser complains of: errors of scripts and of the console, requests that failed, answers that refuse. A test
 *  fails by every one that it did not say it expects. */
export class Complaints {
  private readonly all: string[] = []
  private readonly expected: RegExp[] = [nobodyYet]

  /** Such as `/^409 PUT \/api\/v1\/assessments\//` or `/ERR_INTERNET_DISCONNECTED/`. */
  expect(...patterns: readonly RegExp[]): void {
    this.expected.push(...patterns)
  }

  of(context: BrowserContext): void {
    context.on('weberror', (error) =>
      this.all.push(`script: ${error.error().stack ?? error.error().message}`),
    )
    context.on('console', (message) => {
      // What a resource was refused with is told by the answer itself, below.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.all.push(`console: ${message.text()}`)
    })
    context.on('response', (response) => {
      if (response.status() >= 400)
        this.all.push(
          `${String(response.status())} ${response.request().method()} ${new URL(response.url()).pathname}`,
        )
    })
    context.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? 'failed'
      // The page itself took it back: it went on to another page, or asks something newer.
      if (why !== 'net::ERR_ABORTED')
        this.all.push(`${why} ${request.method()} ${new URL(request.url()).pathname}`)
    })
  }

  unexpected(): readonly string[] {
    return this.all.filter((one) => !this.expected.some((pattern) => pattern.test(one)))
  }
}
