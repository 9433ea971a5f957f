// SPDX-License-Identifier: Apache-2.0
// Words of the record as a patient reads them.
import type { Body } from '@/api/entries'
import type { Text, TextKey } from '@/text'

const visits: Readonly<Record<Body<'appointment'>['visit'], TextKey>> = {
  first: 'patient.visitFirst',
  needling: 'patient.visitNeedling',
  review: 'patient.visitReview',
  telephone: 'patient.visitTelephone',
  other: 'patient.visitOther',
}

export function visitName(visit: Body<'appointment'>['visit'], t: Text): string {
  return t(visits[visit])
}

/** Where the muscles lie, in everyday words; the program plans needles for these. */
const muscles: Readonly<Record<string, TextKey>> = {
  multifidus: 'patient.muscleMultifidus',
  erector_spinae: 'patient.muscleErector',
  longissimus: 'patient.muscleErector',
  iliocostalis: 'patient.muscleErector',
  quadratus_lumborum: 'patient.muscleQuadratus',
  gluteus_maximus: 'patient.muscleGlutMax',
  gluteus_medius: 'patient.muscleGlutMed',
  gluteus_minimus: 'patient.muscleGlutMin',
  piriformis: 'patient.musclePiriformis',
  tensor_fasciae_latae: 'patient.muscleTensor',
  biceps_femoris: 'patient.muscleBiceps',
  semitendinosus: 'patient.muscleSemi',
  semimembranosus: 'patient.muscleSemi',
  gastrocnemius_medial: 'patient.muscleCalfInner',
  gastrocnemius_lateral: 'patient.muscleCalfOuter',
  soleus: 'patient.muscleSoleus',
}

/** "gluteus_medius.right" as "the muscle at the upper side of the buttock, on the right". */
export function muscleName(target: string, t: Text): string {
  const [muscle = '', side] = target.split('.')
  const key = muscles[muscle]
  const name = key ? t(key) : t.word(muscle).replaceAll('_', ' ')
  if (side === 'right') return t('patient.onRight', { what: name })
  return side === 'left' ? t('patient.onLeft', { what: name }) : name
}

/** The muscle's own name, for those who want to look it up. */
export function properName(target: string): string {
  return (target.split('.')[0] ?? '').replaceAll('_', ' ')
}
