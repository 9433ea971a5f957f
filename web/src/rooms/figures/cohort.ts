// SPDX-License-Identifier: Apache-2.0
// The table that is given away, as far as a preview reads it (RFC 4180, with lines that begin with "#" before it).

export type Preview = Readonly<{
  /** What the server says was left out and made coarser. */
  said: readonly string[]
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}>

export function readCohort(text: string): Preview {
  const lines = text.split(/\r?\n/)
  const isSaid = (line: string): boolean => line.startsWith('#')
  const begin = lines.findIndex((line) => !isSaid(line))
  const said = lines.slice(0, begin < 0 ? lines.length : begin).map((line) => line.replace(/^#\s*/, ''))
  const [columns = [], ...rows] = recordsOf(begin < 0 ? '' : lines.slice(begin).join('\n'))
  return { said, columns, rows }
}

/** Fields of lines; a quoted field may hold commas, line ends and doubled quotes. */
function recordsOf(text: string): readonly (readonly string[])[] {
  const records: string[][] = []
  let record: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    const isNothingLeft = quoted === undefined && plain === '' && end === '' && record.length === 0
    if (isNothingLeft) break
    record.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === ',') continue
    records.push(record)
    record = []
  }
  return records
}
