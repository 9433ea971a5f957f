// SPDX-License-Identifier: Apache-2.0
// What a patient fills in, as it is kept on the device and sent to the clinic.
import { newId, type Body, type Entry } from '@/api/entries'
import type { Answer, Answers } from './wire'

export type Mark = NonNullable<Body<'assessment'>['chart']>[number]

export type Sheet = Readonly<{
  id: string
  /** Of the entry it follows; 0 when nothing was sent yet. */
  version: number
  answers: Answers
  /** Questions answered with "I don't know": they stay without an answer, which is not a no. */
  skipped: readonly string[]
  marks: readonly Mark[]
  leg: number | null
  back: number | null
  medicines: string
  /** As typed. */
  height: string
  weight: string
}>

/** The session that an assessment asks about; none of one before a visit. */
export function checksOf(body: Body<'assessment'>): string | undefined {
  const { checks } = body as Readonly<{ checks?: string }>
  return checks
}

export function emptySheet(): Sheet {
  return {
    id: newId(),
    version: 0,
    answers: {},
    skipped: [],
    marks: [],
    leg: null,
    back: null,
    medicines: '',
    height: '',
    weight: '',
  }
}

const textOf = (value: number | undefined): string => (value === undefined ? '' : String(value))

/** What was begun on another device. */
export function sheetOf({ id, version, body }: Entry<'assessment'>): Sheet {
  return {
    id,
    version,
    answers: body.answers ?? {},
    skipped: [],
    marks: body.chart ?? [],
    leg: body.pain?.leg ?? null,
    back: body.pain?.back ?? null,
    medicines: body.medicines ?? '',
    height: textOf(body.heightCm),
    weight: textOf(body.weightKg),
  }
}

/** A number as people type it: "1,5" and "1.5"; nothing when it is none. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.')
  const value = Number(trimmed)
  return trimmed === '' || !Number.isFinite(value) ? undefined : value
}

export type About = Readonly<{
  patient: string
  episode: string
  practitioner: string
  /** The session that is asked about. */
  checks?: string
  on: string
}>

/** The body of the entry: what is empty is left out. */
export function bodyOf(sheet: Sheet, about: About): Body<'assessment'> {
  const height = numberOf(sheet.height)
  const weight = numberOf(sheet.weight)
  const pain = {
    ...(sheet.leg !== null ? { leg: sheet.leg } : {}),
    ...(sheet.back !== null ? { back: sheet.back } : {}),
  }
  const body = {
    ...about,
    ...(height !== undefined ? { heightCm: height } : {}),
    ...(weight !== undefined ? { weightKg: weight } : {}),
    ...(Object.keys(sheet.answers).length > 0 ? { answers: sheet.answers } : {}),
    ...(sheet.marks.length > 0 ? { chart: sheet.marks } : {}),
    ...(Object.keys(pain).length > 0 ? { pain } : {}),
    ...(sheet.medicines.trim() ? { medicines: sheet.medicines.trim() } : {}),
  }
  return body as Body<'assessment'>
}

/** An answer given, or (null) said to be not known. */
export function answered(sheet: Sheet, id: string, answer: Answer | null): Sheet {
  const others = Object.fromEntries(Object.entries(sheet.answers).filter(([key]) => key !== id))
  const skipped = sheet.skipped.filter((one) => one !== id)
  return answer === null
    ? { ...sheet, answers: others, skipped: [...skipped, id] }
    : { ...sheet, answers: { ...others, [id]: answer }, skipped }
}
