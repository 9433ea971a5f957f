// SPDX-License-Identifier: Apache-2.0
// A stop is a place where one answer is given: a question, or one side of it. Arrows and Enter go from stop to stop.

const stopSelector = '[data-stop]'

/** Marks an element as a stop. */
export const stopProps = (key: string): Readonly<{ 'data-stop': string }> => ({ 'data-stop': key })

/** Gives the focus to what is answered with at a stop. */
export function focusStop(stop: HTMLElement): void {
  const control =
    stop.querySelector<HTMLElement>('input:checked') ??
    stop.querySelector<HTMLElement>('input, select, textarea, [tabindex="0"], button, a')
  control?.focus({ preventScroll: true })
  // jsdom draws nothing, and has no scrolling.
  if (typeof stop.scrollIntoView === 'function') stop.scrollIntoView({ block: 'nearest' })
}

/** From one stop to the next (1) or the one before (-1) among those of a part; whether there was one. */
export function goOn(from: HTMLElement, step: 1 | -1): boolean {
  const home = from.closest('[data-stops]')
  if (!home) return false
  const stops = [...home.querySelectorAll<HTMLElement>(stopSelector)].filter(
    (stop) => stop.closest('[hidden]') === null,
  )
  const next = stops[stops.indexOf(from) + step]
  if (!next) return false
  focusStop(next)
  return true
}

/** The stop of a key; of a finding with sides its first. */
export function findStop(home: ParentNode, key: string): HTMLElement | undefined {
  const all = [...home.querySelectorAll<HTMLElement>(stopSelector)]
  return (
    all.find((stop) => stop.dataset['stop'] === key) ??
    all.find((stop) => stop.dataset['stop']?.startsWith(`${key}.`))
  )
}
