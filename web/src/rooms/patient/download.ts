// SPDX-License-Identifier: Apache-2.0
// The whole record as FHIR, for other programs.
import { ask } from '@/api/client'

type Bundle = Readonly<{
  link?: readonly Readonly<{ relation: string; url: string }>[]
  entry?: readonly unknown[]
}>

/** Where a page's next page is, on this server whatever name it goes by. */
export function nextOf(bundle: Bundle): string | undefined {
  const next = bundle.link?.find((one) => one.relation === 'next')?.url
  if (next === undefined) return undefined
  const url = new URL(next, window.location.href)
  return url.pathname + url.search
}

/** Every page of `$everything` in one Bundle. `tell`: how many resources there are so far. */
export async function everything(
  patient: string,
  tell: (count: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const entry: unknown[] = []
  let path: string | undefined = `/fhir/R4/Patient/${patient}/$everything`
  while (path !== undefined) {
    const page: Bundle = await ask<Bundle>('GET', path, { signal })
    entry.push(...(page.entry ?? []))
    tell(entry.length)
    path = nextOf(page)
  }
  return JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }, null, 1)
}
