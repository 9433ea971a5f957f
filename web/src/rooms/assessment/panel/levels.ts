// SPDX-License-Identifier: Apache-2.0
import type { Tone } from '@/design'
import type { Level } from '../wire'

/** How a decision of the screening is shown; what it is was decided by the server. */
export const toneOf: Readonly<Record<Level, Tone>> = {
  go: 'go',
  caution: 'caution',
  ask: 'ask',
  refer_routine: 'stop',
  refer_urgent: 'stop',
  emergency_today: 'emergency',
}
