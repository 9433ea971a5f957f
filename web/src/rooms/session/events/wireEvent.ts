// SPDX-License-Identifier: Apache-2.0
import type { Body } from '@/api/entries'
import type { Advice } from '@/api/library'
import { clockOf, minuteOf, type ClinicTime } from '@/record'

export type EventBody = Body<'adverseEvent'>
export type EventType = EventBody['type']
/** An event as it is being written: what nobody has said yet is not there. */
export type EventDraft = { readonly [K in keyof EventBody]?: EventBody[K] | undefined }

export const types: readonly EventType[] = [
  'soreness',
  'bleeding',
  'bruise',
  'haematoma',
  'pain_during',
  'pain_after',
  'symptoms_worse',
  'drowsiness',
  'headache',
  'nausea',
  'fainting',
  'seizure',
  'nerve_irritation',
  'nerve_injury',
  'pneumothorax',
  'local_infection',
  'severe_infection',
  'spinal_haematoma',
  'organ_injury',
  'vessel_injury',
  'allergic_reaction',
  'burn',
  'stuck_needle',
  'bent_needle',
  'broken_needle',
  'needle_left_in',
  'patient_forgotten',
  'needlestick',
  'other',
]
export const severities = ['mild', 'moderate', 'severe'] as const
export const durations = ['hours', 'days', 'weeks'] as const
export const seriousness = ['hospital', 'disability', 'life_threatening', 'death'] as const
export const gradeWords = ['mild_or_none', 'moderate', 'major', 'serious'] as const
export const causes = ['unrelated', 'unlikely', 'possible', 'probable', 'certain'] as const
export const measures = [
  'nothing',
  'stopped',
  'needles_removed',
  'laid_flat',
  'compressed',
  'cooled',
  'observed',
  'first_aid',
  'referred',
  'emergency_call',
] as const
export const outcomes = ['resolved', 'resolving', 'ongoing', 'lasting', 'death', 'unknown'] as const

/** The event that is written when the library's steps for one were opened; what could be several is left open. */
export function typeOfHelp(advice: readonly Advice[], id: string): EventType | undefined {
  const filed = advice.find((one) => one.id === id)?.eventType
  return types.find((one) => one === filed)
}

/** "2026-11-30T09:05" on the clinic's clocks for an instant, as a field for a moment has it, and back. */
export function localMoment(instant: string | undefined, time: Pick<ClinicTime, 'local'>): string {
  if (!instant) return ''
  const { day, minute } = time.local(instant)
  return `${day}T${clockOf(minute)}`
}

export function instantOf(moment: string, time: Pick<ClinicTime, 'instant'>): string | undefined {
  const [day = '', clock = ''] = moment.split('T')
  const minute = minuteOf(clock)
  return day !== '' && minute !== undefined ? time.instant({ day, minute }) : undefined
}
