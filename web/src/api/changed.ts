// SPDX-License-Identifier: Apache-2.0

/** Some fields of something; undefined takes a field away. */
export type Change<T extends object> = { readonly [K in keyof T]?: T[K] | undefined }

/** The same with some fields changed, and without those that were taken away. */
export function changed<T extends object>(before: T, change: Change<T>): T {
  const merged = { ...before, ...change }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as T
}
