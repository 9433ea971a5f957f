// SPDX-License-Identifier: Apache-2.0

/** What still rounds to one: 0.9 of a million is told as one of a million. */
const least = 0.85

/** A rate per thousand in whole numbers: 47 of 1,000; 0.008 per thousand as 8 of 1,000,000. */
export function shareOf(perThousand: number): Readonly<{ count: number; of: number }> {
  if (perThousand <= 0 || perThousand >= least) return { count: Math.round(perThousand), of: 1000 }
  let count = perThousand
  let of = 1000
  while (count < least) {
    count *= 10
    of *= 10
  }
  return { count: Math.round(count), of }
}
