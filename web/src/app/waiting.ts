// SPDX-License-Identifier: Apache-2.0
// What pages need and the server does not say yet. Each waits for a field, and goes when that is there; no other file
// holds anything like it (src/testing/judging.test.ts).

/** Waits for `warnings` on an entry of the stock: so many days before they expire, lots are shown. */
export const lotExpiresSoonDays = 60
/** Waits for the same: where less than this share of a lot is left, it is running out. */
export const lotRunsOutShare = 0.1

/** Waits for the usual length of each visit in the clinic's settings; whoever books changes it. */
export const visitMinutes = { first: 45, needling: 30, review: 30, telephone: 15, other: 30 } as const
