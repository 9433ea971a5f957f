// SPDX-License-Identifier: Apache-2.0
import type { Body } from '@/api/entries'

/** The plan with one more document: the record keeps bytes under their digest. */
export async function attached(
  plan: Body<'plan'>,
  bytes: ArrayBuffer,
  name: string,
): Promise<Readonly<{ blob: Uint8Array; body: Body<'plan'> }>> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const blob = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const document = { name, mediaType: 'image/png', blob, bytes: bytes.byteLength }
  return {
    blob: new Uint8Array(bytes),
    body: { ...plan, documents: [...(plan.documents ?? []), document] },
  }
}

const chunk = 0x8000

export function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk))
  return btoa(text)
}
