// SPDX-License-Identifier: Apache-2.0
import type { Body } from '@/api/entries'
import { tidy } from '@/api/sameBody'
import type { Advice } from '../session/wire'

export type ConsentBody = Body<'consent'>

/** A consent as it is being obtained. Nothing counts as told before somebody says that it was. */
export type ConsentDraft = Readonly<{
  told: readonly string[]
  language: string
  interpreter: string
  questions: string
  answer?: ConsentBody['answer']
  givenBy: ConsentBody['givenBy']
  giverName: string
  way?: ConsentBody['way']
  refusedWhy: string
  copyGiven: boolean
}>

export function newDraft(language: string): ConsentDraft {
  return {
    told: [],
    language,
    interpreter: '',
    questions: '',
    givenBy: 'patient',
    giverName: '',
    refusedWhy: '',
    copyGiven: false,
  }
}

/** What still has to be said before it can be written down, as keys of the page's texts. */
export function missingIn(
  draft: ConsentDraft,
  hasSignature: boolean,
): readonly ('told' | 'answer' | 'way' | 'giver' | 'why' | 'signature')[] {
  const missing: ('told' | 'answer' | 'way' | 'giver' | 'why' | 'signature')[] = []
  if (draft.told.length === 0) missing.push('told')
  if (!draft.answer) missing.push('answer')
  if (!draft.way) missing.push('way')
  if (draft.givenBy !== 'patient' && draft.giverName.trim() === '') missing.push('giver')
  if (draft.answer === 'refused' && draft.refusedWhy.trim() === '') missing.push('why')
  if (draft.way === 'on_screen' && draft.answer === 'given' && !hasSignature) missing.push('signature')
  return missing
}

export type SignatureFile = Readonly<{
  name: string
  mediaType: 'image/png'
  blob: string
  bytes: number
  base64: string
}>

/** The consent as it is kept: each sentence that was told, by its name and the digest of the words it had. */
export function consentOf(
  draft: ConsentDraft,
  about: Readonly<{ patient: string; plan: string; practitioner: string; knowledge: string; at: string }>,
  advice: readonly Advice[],
  signature: SignatureFile | undefined,
): ConsentBody {
  const { knowledge, ...rest } = about
  return tidy({
    ...rest,
    textVersion: knowledge,
    language: draft.language.trim(),
    interpreter: draft.interpreter.trim(),
    points: advice
      .filter((one) => draft.told.includes(one.id))
      .map((one) => ({ id: one.id, version: one.digest })),
    questions: draft.questions.trim(),
    answer: draft.answer ?? 'refused',
    givenBy: draft.givenBy,
    giverName: draft.givenBy === 'patient' ? '' : draft.giverName.trim(),
    way: draft.way ?? 'spoken',
    copyGiven: draft.copyGiven,
    refusedWhy: draft.answer === 'refused' ? draft.refusedWhy.trim() : '',
    documents: signature
      ? [
          {
            name: signature.name,
            mediaType: signature.mediaType,
            blob: signature.blob,
            bytes: signature.bytes,
          },
        ]
      : [],
  })
}

/** Sentences that were told and read otherwise today, or are not in the library any more. */
export function changedSince(consent: ConsentBody, advice: readonly Advice[]): readonly string[] {
  return consent.points
    .filter((point) => advice.find((one) => one.id === point.id)?.digest !== point.version)
    .map((point) => point.id)
}
