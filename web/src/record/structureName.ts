// SPDX-License-Identifier: Apache-2.0
import type { Text } from '@/text'

/** "gluteus_medius.right" as people read it: "Gluteus medius, right". */
export function structureName(id: string, t: Pick<Text, 'word'>): string {
  const [name = id, side] = id.split('.')
  const known = t.word(name)
  const words = known === name ? name.replaceAll('_', ' ') : known
  const whole = words.charAt(0).toUpperCase() + words.slice(1)
  return side ? `${whole}, ${t.word(side)}` : whole
}
