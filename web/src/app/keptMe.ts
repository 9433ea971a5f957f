// SPDX-License-Identifier: Apache-2.0
import type { Me } from './session'

const place = 'filiform.me'

/** Keeps who is logged in on this device, without what would let anybody write: after a reload without a connection the
 *  page goes on with what is on the device. */
export function keepMe(me: Me): void {
  const { account, login, role, person, rights } = me
  try {
    localStorage.setItem(place, JSON.stringify({ account, login, role, person, rights }))
  } catch {
    // A full or forbidden store: without a connection there is the log-in, as in pages without this.
  }
}

export function keptMe(): Me | undefined {
  const text = localStorage.getItem(place)
  try {
    return text === null ? undefined : (JSON.parse(text) as Me)
  } catch {
    return undefined
  }
}

export function forgetMe(): void {
  localStorage.removeItem(place)
}
