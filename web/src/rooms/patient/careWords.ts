// SPDX-License-Identifier: Apache-2.0
import type { Tone } from '@/design'
import type { TextKey } from '@/text'
import type { Care, Position } from './wire'

export const certaintyNames: Readonly<Record<Care['certainty'], TextKey>> = {
  high: 'patient.sureHigh',
  moderate: 'patient.sureModerate',
  low: 'patient.sureLow',
  very_low: 'patient.sureVeryLow',
  not_known: 'patient.sureNotKnown',
}

export const standingNames: Readonly<Record<Care['standing'], TextKey>> = {
  supported: 'patient.standSupported',
  allowed: 'patient.standAllowed',
  divided: 'patient.standDivided',
  no_position: 'patient.standNone',
  advised_against: 'patient.standAgainst',
}

export const standingTones: Readonly<Record<Care['standing'], Tone>> = {
  supported: 'go',
  allowed: 'info',
  divided: 'ask',
  no_position: 'neutral',
  advised_against: 'caution',
}

export const stanceNames: Readonly<Record<Position['stance'], TextKey>> = {
  for: 'patient.stanceFor',
  may: 'patient.stanceMay',
  silent: 'patient.stanceSilent',
  against: 'patient.stanceAgainst',
}

export const stanceTones: Readonly<Record<Position['stance'], Tone>> = {
  for: 'go',
  may: 'info',
  silent: 'neutral',
  against: 'caution',
}
