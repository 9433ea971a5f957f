// SPDX-License-Identifier: Apache-2.0

export type Changed = Readonly<{ field: string; before: string | undefined; after: string | undefined }>

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Every value of a body by its place in it: "address.city", "needles[0].depthMm". */
function flat(value: unknown, at: string, into: Map<string, string>): Map<string, string> {
  if (Array.isArray(value)) value.forEach((one, index) => flat(one, `${at}[${String(index)}]`, into))
  else if (isObject(value))
    for (const [name, inner] of Object.entries(value)) flat(inner, at ? `${at}.${name}` : name, into)
  else if (value !== undefined) into.set(at, String(value))
  return into
}

/** What differs between two versions of a body, in the order of the later one. */
export function changesBetween(before: unknown, after: unknown): readonly Changed[] {
  const [was, is] = [flat(before, '', new Map()), flat(after, '', new Map())]
  return [...new Set([...is.keys(), ...was.keys()])]
    .filter((field) => was.get(field) !== is.get(field))
    .map((field) => ({ field, before: was.get(field), after: is.get(field) }))
}
