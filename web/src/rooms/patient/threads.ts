// SPDX-License-Identifier: Apache-2.0
import type { Entry } from '@/api/entries'

type Message = Entry<'message'>
export type Thread = Readonly<{
  /** Of the message it began with. */
  id: string
  subject: string
  /** The first one first. */
  messages: readonly Message[]
  last: Message
  unread: readonly Message[]
}>

/** Messages and what they answer, as threads; the one written in last comes first. */
export function threadsOf(all: readonly Message[], self: string): readonly Thread[] {
  const known = new Map(all.map((one) => [one.id, one]))
  const firstOf = (message: Message): Message => {
    let first = message
    // Bounded, so that messages that answer each other end too.
    for (let steps = 0; steps < all.length; ++steps) {
      const before = first.body.answers ? known.get(first.body.answers) : undefined
      if (!before) break
      first = before
    }
    return first
  }
  const threads = new Map<string, Message[]>()
  for (const one of all) {
    const { id } = firstOf(one)
    threads.set(id, [...(threads.get(id) ?? []), one])
  }
  return [...threads]
    .flatMap(([id, messages]): readonly Thread[] => {
      const inOrder = [...messages].sort((one, other) => one.body.sentAt.localeCompare(other.body.sentAt))
      const last = inOrder.at(-1)
      const first = known.get(id)
      return last && first
        ? [
            {
              id,
              subject: first.body.subject,
              messages: inOrder,
              last,
              unread: inOrder.filter((one) => one.body.from !== self && one.body.readAt === undefined),
            },
          ]
        : []
    })
    .sort((one, other) => other.last.body.sentAt.localeCompare(one.last.body.sentAt))
}
