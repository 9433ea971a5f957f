// SPDX-License-Identifier: Apache-2.0

/** The day by the clock of this device: "2026-11-30". */
export function today(): string {
  const now = new Date()
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
