// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Notice } from '@/design'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import { ShareBar } from './Bar'
import { Figure } from './Figure'
import { WordyTable } from './WordyTable'
import { useWriting } from './useWriting'
import { endsOf, type Figures, type Referral, type Share } from './wire'
import styles from './figures.module.css'

type Line = Readonly<{ name: string; share: Share }>

/** Shares one under another, each with its counts, its interval and a bar from none to all. */
function Shares({
  caption,
  rows,
}: {
  readonly caption: string
  readonly rows: readonly Line[]
}): ReactElement {
  const t = useText()
  const write = useWriting()
  return (
    <WordyTable
      caption={caption}
      rows={rows}
      keyOf={(row) => row.name}
      columns={[
        { name: t('figures.what'), cell: (row) => row.name },
        {
          name: t('figures.share'),
          cell: ({ share }) => (
            <div className={styles.share}>
              <span>
                <span className={styles.counts}>{write.counts(share)}</span>{' '}
                <span className={share.tooFewToSay ? styles.soft : undefined}>{write.share(share)}</span>
              </span>
              <ShareBar top={1} share={share.share} interval={endsOf(share.interval)} />
            </div>
          ),
        },
      ]}
    />
  )
}

/** Whether consent was there, whether somebody asked afterwards, whether every needle was counted. */
export function Care({ figures }: { readonly figures: Figures }): ReactElement {
  const t = useText()
  const { consent, checks, needleCounts, isNotFor } = figures
  const reasons = (
    ['none', 'notGivenOrNotSigned', 'withdrawnBefore', 'afterBeginning', 'ofAnotherPlan'] as const
  )
    .filter((key) => consent[key] > 0)
    .map((key) => t(`figures.consent_${key}`, { count: consent[key] }))
  return (
    <Figure title={t('figures.care')} isNotFor={[isNotFor.consent, isNotFor.checks, isNotFor.needleCounts]}>
      <Shares
        caption={t('figures.care')}
        rows={[
          { name: t('figures.consent'), share: consent.complete },
          { name: t('figures.cameBack'), share: checks.cameBack },
          { name: t('figures.within72'), share: checks.within72Hours },
          { name: t('figures.disagree'), share: needleCounts.disagree },
        ]}
      />
      {reasons.length > 0 && <p>{t('figures.consentMissing', { reasons: reasons.join('; ') })}</p>}
      {needleCounts.disagree.numerator + needleCounts.draftsWithNeedleIn > 0 && (
        <Notice
          tone="stop"
          title={t('figures.needlesToFind', {
            notes: needleCounts.disagree.numerator,
            drafts: needleCounts.draftsWithNeedleIn,
          })}
        />
      )}
      <p className={styles.soft}>
        {t('figures.notCounted', { count: needleCounts.notCounted, drafts: needleCounts.drafts })}
      </p>
    </Figure>
  )
}

/** How long it took from a red flag to something written that answers it. */
export function Referrals({ figures }: { readonly figures: Figures }): ReactElement {
  const t = useText()
  const write = useWriting()
  const hours = (value: number | undefined): string =>
    value === undefined ? t('figures.none') : t('figures.hours', { hours: t.number(value) })
  const quartiles = ({ quartileHours }: Referral): string => {
    const ends = endsOf(quartileHours)
    return ends ? t('figures.between', { low: hours(ends[0]), high: hours(ends[1]) }) : t('figures.none')
  }
  return (
    <Figure title={t('figures.referrals')} isNotFor={[figures.isNotFor.referrals]}>
      <WordyTable
        caption={t('figures.referrals')}
        rows={figures.referrals}
        keyOf={(row) => row.what}
        columns={[
          { name: t('figures.redFlag'), cell: (row) => sentence(row.what) },
          {
            name: t('figures.answered'),
            cell: ({ answered }) => (
              <div className={styles.share}>
                <span>
                  <span className={styles.counts}>{write.counts(answered)}</span>{' '}
                  <span className={answered.tooFewToSay ? styles.soft : undefined}>
                    {write.share(answered)}
                  </span>
                </span>
                <ShareBar top={1} share={answered.share} interval={endsOf(answered.interval)} />
              </div>
            ),
          },
          { name: t('figures.median'), cell: (row) => hours(row.medianHours) },
          { name: t('figures.quartiles'), cell: quartiles },
          { name: t('figures.longestOpen'), cell: (row) => hours(row.longestOpenHours) },
        ]}
      />
    </Figure>
  )
}
