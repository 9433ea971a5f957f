// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react'
import { askResponse } from '@/api/client'
import { base64Of, sha256 } from '@/api/digest'
import { asRefusal, newId, useChange, type Body } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { saidOf, type Typed } from './review'

const mediaType = 'application/pdf'
const keptOpenMs = 60_000

type NewLetter = Pick<Body<'letter'>, 'patient' | 'practitioner' | 'subject' | 'text'>
export type ReviewLetter = Readonly<{
  isBusy: boolean
  refusal: Refusal | null
  /** Hands the letter over as a file. */
  save: (name: string) => Promise<void>
  /** Keeps it as a draft; `then` gets its id. */
  keep: (letter: NewLetter, name: string, then: (id: string) => void) => Promise<void>
}>

/** The review as a letter: opened to print, or kept among the patient's letters as a draft to sign. */
export function useReviewLetter(episode: string, typed: Typed): ReviewLetter {
  const change = useChange()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const printed = async (): Promise<Uint8Array<ArrayBuffer>> => {
    const response = await askResponse('POST', `/api/v1/episodes/${episode}/progress/letter`, {
      body: saidOf(typed),
    })
    return new Uint8Array(await response.arrayBuffer())
  }
  const doing = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setRefusal(null)
    try {
      await work()
    } catch (thrown) {
      setRefusal(asRefusal(thrown))
    } finally {
      setBusy(false)
    }
  }
  return {
    isBusy,
    refusal,
    save: (name) =>
      doing(async () => {
        const address = URL.createObjectURL(new Blob([await printed()], { type: mediaType }))
        const link = window.document.createElement('a')
        link.href = address
        link.download = name
        link.click()
        window.setTimeout(() => URL.revokeObjectURL(address), keptOpenMs)
      }),
    keep: (letter, name, then) =>
      doing(async () => {
        const bytes = await printed()
        const id = newId()
        await change.mutateAsync({
          writes: [
            {
              kind: 'letter',
              id,
              body: {
                ...letter,
                episode,
                type: 'report',
                documents: [{ name, mediaType, blob: await sha256(bytes), bytes: bytes.byteLength }],
              },
            },
          ],
          blobs: [{ mediaType, base64: base64Of(bytes) }],
        })
        then(id)
      }),
  }
}
