// SPDX-License-Identifier: Apache-2.0
import type { Body } from '@/api/entries'

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

/** What the library's steps were opened for, as the event that is written of it; what could be several is left open. */
export const typeOfHelp: Readonly<Record<string, EventType>> = {
  'event.faint': 'fainting',
  'event.seizure': 'seizure',
  'event.nerve': 'nerve_irritation',
  'event.stuck': 'stuck_needle',
  'event.bent': 'bent_needle',
  'event.broken': 'broken_needle',
  'event.bleed': 'bleeding',
  'event.stick': 'needlestick',
}

/** "2026-11-30T09:05" of the device's clock for an instant, and back. */
export function localMoment(instant: string | undefined): string {
  if (!instant) return ''
  const at = new Date(instant)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}

export function instantOf(local: string): string | undefined {
  const at = new Date(local)
  return local === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}
