// SPDX-License-Identifier: Apache-2.0
// What was measured, as tables. Each part keeps its own in build/measure, so that one can be measured again alone.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'

export type Table = Readonly<{
  title: string
  /** What is measured, and how; Markdown. */
  says: string
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}>

export const parts = ['loading', 'interaction', 'needle', 'memory'] as const
export type Part = (typeof parts)[number]
export type Kept = Readonly<{ browser: string; load: readonly [number, number]; tables: readonly Table[] }>

const folder = fileURLToPath(new URL('../../../build/measure/', import.meta.url))

/** How busy the machine is, by the processes that want to run; what is measured runs as well. */
export const loadNow = (): number => loadavg()[0] ?? 0

export function keep(part: Part, kept: Kept): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}${part}.json`, JSON.stringify(kept, null, 1))
}

export function kept(part: Part): Kept | undefined {
  const file = `${folder}${part}.json`
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : undefined
}

/** The value that such a share of them does not exceed. */
function share(values: readonly number[], of: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * of) - 1)] ?? NaN
}
export const median = (values: readonly number[]): number => share(values, 0.5)
export const worst = (values: readonly number[]): number => share(values, 0.95)

export function written(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return Math.abs(value) < 10 ? value.toFixed(1) : value.toFixed(0)
}

/** "median / worst", worst being what one in twenty exceeds. */
export const both = (values: readonly number[]): string =>
  values.length === 0 ? '–' : `${written(median(values))} / ${written(worst(values))}`

/** Whether a bar is held, by the median and by the worst. */
export function against(values: readonly number[], most: number): string {
  if (values.length === 0) return '–'
  if (worst(values) <= most) return 'held'
  return median(values) <= most ? 'missed by the worst' : 'missed'
}
