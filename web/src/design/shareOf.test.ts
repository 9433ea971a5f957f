// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest'
import { shareOf } from './shareOf'

describe('a rate per thousand', () => {
  it.each([
    [47, 47, 1000],
    [8.8, 9, 1000],
    [0, 0, 1000],
    [0.98, 1, 1000],
    [0.64, 6, 10_000],
    [0.135, 1, 10_000],
    [0.0018, 2, 1_000_000],
    [0.008, 8, 1_000_000],
    [0.0009, 1, 1_000_000],
  ])('%d is told in whole numbers', (perThousand, count, of) => {
    expect(shareOf(perThousand)).toEqual({ count, of })
  })
})
