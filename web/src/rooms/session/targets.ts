// SPDX-License-Identifier: Apache-2.0
import type { Text } from '@/text'
import { sentence } from '@/text/sentence'

/** "gluteus_medius.right" as people say it: "Gluteus medius, right". */
export function targetName(t: Text, target: string, level?: string): string {
  const dot = target.lastIndexOf('.')
  const muscle = dot < 0 ? target : target.slice(0, dot)
  const side = dot < 0 ? '' : target.slice(dot + 1)
  const known = t.word(muscle)
  const name = sentence(known === muscle ? muscle.replaceAll('_', ' ') : known)
  return [name, level ? level.toUpperCase() : '', side ? t.word(side).toLowerCase() : '']
    .filter(Boolean)
    .join(', ')
}

/** A patient as they are called, with the family name. */
export function personName(
  body: Readonly<{ family?: string; given?: readonly string[]; preferredName?: string }>,
): string {
  return [body.preferredName ?? body.given?.[0] ?? '', body.family ?? ''].filter(Boolean).join(' ')
}
