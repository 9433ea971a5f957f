// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Badge, type Tone } from '@/design'
import { useText } from '@/text'
import { MarkInWords, SourceList } from './Sources'
import type { Care, Source } from './wire'
import styles from './library.module.css'

type Stance = Care['positions'][number]['stance']
const tones: Readonly<Record<Stance, Tone>> = { for: 'go', may: 'info', silent: 'neutral', against: 'stop' }
const stances: readonly Stance[] = ['for', 'may', 'silent', 'against']

/** What each guideline says, those that agree together: where they disagree, it is seen side by side. */
export function Positions({
  care,
  sources,
}: {
  readonly care: Care
  readonly sources: readonly Source[]
}): ReactElement {
  const t = useText()
  const held = stances.filter((stance) => care.positions.some((one) => one.stance === stance))
  const onSciatica = care.positions.filter((one) => one.isOnSciatica)
  const isDisputed =
    onSciatica.some((one) => one.stance === 'against') &&
    onSciatica.some((one) => one.stance === 'for' || one.stance === 'may')
  return (
    <section className={styles.part} aria-label={t('library.positions')}>
      <h3>{t('library.positions')}</h3>
      {care.positions.length === 0 && <p className={styles.soft}>{t('library.noPositions')}</p>}
      {isDisputed && <p className={styles.soft}>{t('library.disagree')}</p>}
      <div className={styles.stances}>
        {held.map((stance) => (
          <div key={stance} className={styles.stance}>
            <Badge tone={tones[stance]}>{t(`library.stance_${stance}`)}</Badge>
            {care.positions
              .filter((one) => one.stance === stance)
              .map((one) => (
                <article key={`${one.body} ${one.dated} ${one.says}`} className={styles.position}>
                  <p>
                    <strong>{one.body}</strong> <span className={styles.soft}>{one.dated}</span>
                  </p>
                  <p>{one.says}</p>
                  <p className={styles.soft}>
                    {t('library.writtenFor', { whom: one.about })}
                    {!one.isOnSciatica && ` ${t('library.notOnSciatica')}`}
                  </p>
                  <details className={styles.inline}>
                    <summary>{one.source}</summary>
                    <SourceList keys={[one.source]} sources={sources} />
                    <p>
                      <MarkInWords mark={one.mark} />
                    </p>
                  </details>
                </article>
              ))}
          </div>
        ))}
      </div>
    </section>
  )
}
