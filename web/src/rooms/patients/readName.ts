// SPDX-License-Identifier: Apache-2.0

export type ReadName = Readonly<{ family: string; given: readonly string[] }>

/** A name as it is typed in one go: "Shirin Vale", or "de la Cruz, Ana María" where the family name has several words.
 *  Particles that begin with a small letter belong to the family name: "Ana de la Cruz". */
export function readName(text: string): ReadName {
  const comma = text.indexOf(',')
  const words = (part: string): string[] => part.trim().split(/\s+/).filter(Boolean)
  if (comma >= 0)
    return { family: words(text.slice(0, comma)).join(' '), given: words(text.slice(comma + 1)) }
  const all = words(text)
  if (all.length === 0) return { family: '', given: [] }
  let begins = all.length - 1
  while (begins > 1 && /^\p{Ll}/u.test(all[begins - 1] ?? '')) begins -= 1
  return { family: all.slice(begins).join(' '), given: all.slice(0, begins) }
}
