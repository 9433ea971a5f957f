// SPDX-License-Identifier: Apache-2.0
// One box for everything a patient is found by: what was typed is told apart into a name, a day of birth and a number.
import { writesDayFirst } from '@/text/written'

export type Sought = Readonly<{ name?: string; birthDate?: string; number?: string }>

const yearsOfTwoDigits = 100

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : undefined
}

/** A day of birth as it may be typed: "1985-01-19", "19/1/1985", "19.1.85". Two digits mean a year gone by. */
export function readBirthDate(text: string, locale: string, thisYear: number): string | undefined {
  const found = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})$/.exec(text)
  if (!found) return undefined
  const [first, second, third] = [found[1] ?? '', Number(found[2]), found[3] ?? '']
  if (first.length === 4) return dayOf(Number(first), second, Number(third))
  if (third.length !== 4 && third.length !== 2) return undefined
  let year = Number(third)
  if (third.length === 2) {
    year += Math.floor(thisYear / yearsOfTwoDigits) * yearsOfTwoDigits
    if (year > thisYear) year -= yearsOfTwoDigits
  }
  return writesDayFirst(locale) ? dayOf(year, second, Number(first)) : dayOf(year, Number(first), second)
}

const isNumber = (word: string): boolean => /\d{2,}/.test(word)

/** "vale 19/1/1985" is a name and a day of birth; "943 476 5919" a number: of the clinic's, or of a telephone. */
export function readSought(text: string, locale: string, thisYear: number): Sought {
  const names: string[] = []
  const numbers: string[] = []
  let birthDate: string | undefined
  for (const word of text
    .trim()
    .split(/[\s,]+/)
    .filter(Boolean)) {
    const day = readBirthDate(word, locale, thisYear)
    if (day) birthDate = day
    else if (isNumber(word) || (numbers.length > 0 && /^\d+$/.test(word))) numbers.push(word)
    else names.push(word)
  }
  return {
    ...(names.length > 0 ? { name: names.join(' ') } : {}),
    ...(birthDate ? { birthDate } : {}),
    ...(numbers.length > 0 ? { number: numbers.join(' ') } : {}),
  }
}

/** The searches of the server that together find it: all conditions of one hold at once. */
export function searchesFor(sought: Sought): readonly Readonly<Record<string, string>>[] {
  const common: Record<string, string> = {}
  if (sought.name) common['name'] = sought.name
  if (sought.birthDate) common['birthdate'] = sought.birthDate
  if (!sought.number) {
    const words = sought.name?.split(' ') ?? []
    const [first = '', ...rest] = words
    // "vale shi" finds Shirin de Vale as well, whose whole name begins neither way like that.
    const parted =
      words.length > 1
        ? [
            { family: first, given: rest.join(' ') },
            { given: first, family: rest.join(' ') },
          ]
        : []
    const dated = sought.birthDate ? { birthdate: sought.birthDate } : {}
    const all = parted.map((one) => ({ ...dated, ...one }))
    return Object.keys(common).length > 0 ? [common, ...all] : []
  }
  const digits = sought.number.replace(/\D/g, '')
  const together = sought.number.replace(/\s/g, '')
  return [{ ...common, identifier: together }, ...(digits.length >= 3 ? [{ ...common, phone: digits }] : [])]
}
