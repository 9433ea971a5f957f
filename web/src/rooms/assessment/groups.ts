// SPDX-License-Identifier: Apache-2.0
import type { Text } from '@/text'

/** The heading of a group of questions; one that nobody has put into words yet by its own name. */
export function groupName(t: Text, group: string): string {
  const key = `group_${group}`
  const word = t.word(key)
  return word === key ? group.replaceAll('_', ' ') : word
}
