// SPDX-License-Identifier: Apache-2.0
// What pages need and the server does not say yet. Each waits for a field, and goes when that is there; no other file
// holds anything like it (src/testing/judging.test.ts).

/** Waits for `warnings` on an entry of the stock: so many days before they expire, lots are shown. */
export const lotExpiresSoonDays = 60
/** Waits for the same: where less than this share of a lot is left, it is running out. */
export const lotRunsOutShare = 0.1

/** Waits for the usual length of each visit in the clinic's settings; whoever books changes it. */
export const visitMinutes = { first: 45, needling: 30, review: 30, telephone: 15, other: 30 } as const

/** Waits for the grades of a sign, and which of them is normal, beside the library's questions. As the record has them
 *  (record/parts.h). */
export const gradesOf = {
  dermatome: [0, 1, 2],
  myotome: [0, 1, 2, 3, 4, 5],
  reflex: [0, 1, 2, 3, 4],
} as const
export const normalGrade = { dermatome: 2, myotome: 5, reflex: 2 } as const

/** Waits for `sign` on a question: which cell of the record's grid it asks for, and its answer for each grade. */
export const signOfPrefix = { power: 'myotome', sensation: 'dermatome' } as const
export const levelOfReflex = { reflex_knee: 'l4', reflex_ankle: 's1' } as const
export const answersByGrade = {
  dermatome: ['absent', 'reduced', 'normal'],
  myotome: null,
  reflex: ['absent', 'reduced', 'normal', 'brisk', 'brisk'],
} as const

/** Waits for `eventType` on the library's advice for events; what could be several is left open. */
export const eventOfHelp = {
  'event.faint': 'fainting',
  'event.seizure': 'seizure',
  'event.nerve': 'nerve_irritation',
  'event.stuck': 'stuck_needle',
  'event.bent': 'bent_needle',
  'event.broken': 'broken_needle',
  'event.bleed': 'bleeding',
  'event.stick': 'needlestick',
} as const
