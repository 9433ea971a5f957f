// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus, getPriority, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { kept, parts, written, type Table } from './figures'

const file = fileURLToPath(new URL('../../../docs/performance-pages.md', import.meta.url))
const gibibyte = 1024 ** 3

function tableOf({ title, says, columns, rows }: Table): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [`## ${title}`, '', says, '', line(columns), line(columns.map(() => '---')), ...rows.map(line), '']
}

/** Writes docs/performance-pages.md from what is kept of every part. */
export function writeDocument(): void {
  const all = parts.flatMap((part) => kept(part) ?? [])
  const loads = all.flatMap(({ load }) => load)
  const browsers = [...new Set(all.map(({ browser }) => browser))].join(', ')
  const priority = getPriority()
  const raised = priority < 0 ? `, and what was measured had a raised priority (${String(priority)})` : ''
  const lines = [
    '# How fast the pages are',
    '',
    'Written by `npm --prefix web run measure`, which measures too; do not edit. One part alone, the others as they were:',
    `\`npm --prefix web run measure -- -g PART\`, with PART one of ${parts.join(', ')}.`,
    '',
    `Measured in Chromium ${browsers} without a window, on ${String(availableParallelism())} cores of “${cpus()[0]?.model.trim() ?? 'unknown'}” with ` +
      `${(totalmem() / gibibyte).toFixed(0)} GB, which also ran the server, on the [demonstration clinic](demonstration.md). There is no graphics card: ` +
      'everything is drawn by the processor (SwiftShader). Others used the machine too: between ' +
      `${written(Math.min(...loads))} and ${written(Math.max(...loads))} processes wanted to run at a time${raised}. “Median / worst”: half were as fast as the first figure, 19 of 20 as the second.`,
    '',
    ...all.flatMap(({ tables }) => tables.flatMap(tableOf)),
  ]
  writeFileSync(file, `${lines.join('\n').trimEnd()}\n`)
}
