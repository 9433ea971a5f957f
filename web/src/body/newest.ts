// SPDX-License-Identifier: Apache-2.0

export type Told<Wanted, Answer> =
  | Readonly<{ state: 'answered'; wanted: Wanted; answer: Answer }>
  | Readonly<{ state: 'failed'; wanted: Wanted; thrown: unknown }>

/** Asks for what a hand moves: one question is on its way at a time, and when it is answered the newest wish is
 *  asked next; those between are never asked. What comes late is still told, since it is newer than what was
 *  there; who shows it compares `wanted`. */
export class Newest<Wanted, Answer> {
  private isOut = false
  private next: Readonly<{ wanted: Wanted }> | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private control = new AbortController()
  private isStopped = false

  constructor(
    private readonly ask: (wanted: Wanted, signal: AbortSignal) => Promise<Answer>,
    private readonly tell: (told: Told<Wanted, Answer>) => void,
    /** The least time between an answer, which took so long, and the next question. */
    private readonly restOf: (tookMs: number) => number = () => 0,
  ) {}

  want(wanted: Wanted): void {
    if (this.isStopped) return
    this.next = { wanted }
    if (!this.isOut && this.timer === undefined) void this.go()
  }

  /** What is on its way is not told any more. */
  stop(): void {
    this.isStopped = true
    this.next = undefined
    clearTimeout(this.timer)
    this.control.abort()
  }

  private async go(): Promise<void> {
    const next = this.next
    if (!next) return
    this.next = undefined
    this.isOut = true
    const { wanted } = next
    let told: Told<Wanted, Answer>
    const began = performance.now()
    try {
      told = { state: 'answered', wanted, answer: await this.ask(wanted, this.control.signal) }
    } catch (thrown) {
      told = { state: 'failed', wanted, thrown }
    }
    const restMs = this.restOf(performance.now() - began)
    this.isOut = false
    if (this.isStopped) return
    this.tell(told)
    if (restMs > 0)
      this.timer = setTimeout(() => {
        this.timer = undefined
        void this.go()
      }, restMs)
    else void this.go()
  }
}
