// SPDX-License-Identifier: Apache-2.0

/** SHA-256 in hexadecimal digits: how the record names bytes. */
export async function sha256(bytes: Uint8Array<ArrayBuffer> | string): Promise<string> {
  const digest = await crypto.subtle.digest(
    'SHA-256',
    typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
  )
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const chunk = 0x8000

/** Bytes as the wire carries them. */
export function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk))
  return btoa(text)
}
