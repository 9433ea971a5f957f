// SPDX-License-Identifier: Apache-2.0
import { base64Of, sha256 } from '@/api/digest'
import type { Scan } from './wire'

/** A scan as it is chosen: files of this device. */
export type ScanFiles = Readonly<{ labels: File; image: File | undefined; takenOn: string; scheme: string }>

const packedType = 'application/gzip'

async function packed(file: File): Promise<Uint8Array<ArrayBuffer>> {
  const isPacked = file.name.endsWith('.gz')
  const stream = isPacked ? file.stream() : file.stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

type Blob = Readonly<{ mediaType: string; base64: string }>

/** A scan as the record keeps it, and the bytes it speaks of. */
export async function scanOf(files: ScanFiles): Promise<Readonly<{ scan: Scan; blobs: readonly Blob[] }>> {
  const blobs: Blob[] = []
  const documentOf = async (file: File): Promise<Scan['labels']> => {
    const bytes = await packed(file)
    blobs.push({ mediaType: packedType, base64: base64Of(bytes) })
    const name = file.name.endsWith('.gz') ? file.name : `${file.name}.gz`
    return { name, mediaType: packedType, blob: await sha256(bytes), bytes: bytes.byteLength }
  }
  const labels = await documentOf(files.labels)
  const scan: Scan = {
    ...(files.takenOn !== '' ? { takenOn: files.takenOn } : {}),
    scheme: files.scheme,
    labels,
    ...(files.image ? { image: await documentOf(files.image) } : {}),
  }
  return { scan, blobs }
}
