// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '@/api/digest'
import type { Body } from '@/api/entries'

/** The plan with one more document: the record keeps bytes under their digest. */
export async function attached(
  plan: Body<'plan'>,
  bytes: ArrayBuffer,
  name: string,
): Promise<Readonly<{ blob: Uint8Array; body: Body<'plan'> }>> {
  const blob = new Uint8Array(bytes)
  const document = { name, mediaType: 'image/png', blob: await sha256(blob), bytes: blob.byteLength }
  return { blob, body: { ...plan, documents: [...(plan.documents ?? []), document] } }
}
