// SPDX-License-Identifier: Apache-2.0

/** The same text as a sentence begins. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
