// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import type { Ends, Share } from './wire'

const small = 0.01

export type Writing = Readonly<{
  /** "3 of 41" */
  counts: (count: Readonly<{ numerator: number; denominator: number }>) => string
  /** "7.3%" */
  percent: (share: number) => string
  /** "2.1% to 18%" */
  between: (ends: Ends) => string
  /** "7.3% (2.1% to 18%)"; too few: says so, whatever else there is. */
  share: (share: Share) => string
  /** A word of the record, or of the server, as a sentence begins. */
  word: (word: string) => string
}>

/** How figures are written, once for tables, pictures and those who listen. */
export function useWriting(): Writing {
  const t = useText()
  return useMemo(() => {
    const percent = (share: number): string =>
      t.number(share, share !== 0 && share < small ? 'share' : 'percentTenths')
    const between = ([low, high]: Ends): string =>
      t('figures.between', { low: percent(low), high: percent(high) })
    return {
      counts: ({ numerator, denominator }) =>
        t('figures.of', { numerator: t.number(numerator), denominator: t.number(denominator) }),
      percent,
      between,
      share: ({ tooFewToSay, share, interval }) => {
        const [low, high] = interval ?? []
        if (tooFewToSay || share === undefined || low === undefined || high === undefined)
          return t('figures.tooFew')
        return t('figures.within', { share: percent(share), between: between([low, high]) })
      },
      word: (word) => sentence(t.word(word).replaceAll('_', ' ')),
    }
  }, [t])
}
