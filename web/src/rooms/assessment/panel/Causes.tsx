// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import { Badge } from '@/design'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import { useDesk } from '../desk'
import type { Cause, Interval, Weighed } from '../wire'
import { Sources } from './Sources'
import styles from './panel.module.css'

/** What may be behind the pain, each with its interval, and what speaks for and against it. */
export function Causes({ causes }: { readonly causes: readonly Cause[] }): ReactElement {
  const t = useText()
  if (causes.length === 0) return <p>{t('screening.noCauses')}</p>
  return (
    <div className={styles.causes}>
      <p className={styles.caption}>{t('screening.causesHint')}</p>
      {causes.map((cause) => (
        <CauseOf key={cause.id} cause={cause} />
      ))}
    </div>
  )
}

function percent(share: number): string {
  return String(Math.round(share * 100))
}

/** A bar from low to high with its best guess; the same in words for who cannot see it. */
export function IntervalBar({ interval }: { readonly interval: Interval }): ReactElement {
  const t = useText()
  const inner = 100
  const at = (share: number): number => Math.min(Math.max(share, 0), 1) * inner
  const low = at(interval.low)
  const high = at(interval.high)
  return (
    <div className={styles.interval}>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
        <rect x={0} y={3} width={inner} height={2} className={styles.track} rx={1} />
        <rect x={low} y={1.5} width={Math.max(high - low, 1)} height={5} className={styles.span} rx={1.5} />
        <rect
          x={Math.min(at(interval.value), inner - 1.4)}
          y={0}
          width={1.4}
          height={8}
          className={styles.guess}
        />
      </svg>
      <span>
        {t('screening.probability', {
          value: percent(interval.value),
          low: percent(interval.low),
          high: percent(interval.high),
        })}
      </span>
    </div>
  )
}

function CauseOf({ cause }: { readonly cause: Cause }): ReactElement {
  const t = useText()
  const { jump } = useDesk()
  return (
    <details className={clsx(styles.cause, cause.mayLead === 'no' && styles.mayNotLead)}>
      <summary>
        <span className={styles.causeName}>{cause.name}</span>
        {cause.mayLead !== 'yes' && (
          <Badge tone={cause.mayLead === 'no' ? 'neutral' : 'ask'}>
            {t(`screening.lead_${cause.mayLead}`)}
          </Badge>
        )}
        <IntervalBar interval={cause.probability} />
      </summary>
      <div className={styles.noteBody}>
        <p>{cause.inPlainWords}</p>
        {cause.mayLead !== 'yes' && cause.leadsWhy !== undefined && (
          <p className={styles.because}>{cause.leadsWhy}</p>
        )}
        <Evidence title={t('screening.for', { count: cause.for.length })} items={cause.for} />
        <Evidence title={t('screening.against', { count: cause.against.length })} items={cause.against} />
        {cause.notTested.length > 0 && (
          <Listed title={t('screening.notTested', { count: cause.notTested.length })}>
            {cause.notTested.map((one) => (
              <li key={one.what}>
                {one.missing[0] === undefined ? (
                  sentence(one.what)
                ) : (
                  <button type="button" className={styles.jump} onClick={() => jump(one.missing[0] ?? '')}>
                    {sentence(one.what)}
                  </button>
                )}
                {one.couldChangeLead && (
                  <span className={styles.small}> {t('screening.couldChangeLead')}</span>
                )}
              </li>
            ))}
          </Listed>
        )}
        <p>
          <strong>{t('screening.whatNext')}</strong> {cause.whatNext}
        </p>
        <Sources keys={cause.sources} />
      </div>
    </details>
  )
}

function Listed({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <h4 className={styles.subhead}>{title}</h4>
      <ul className={styles.evidence}>{children}</ul>
    </div>
  )
}

function Evidence({
  title,
  items,
}: {
  readonly title: string
  readonly items: readonly Weighed[]
}): ReactElement | null {
  const t = useText()
  if (items.length === 0) return null
  return (
    <Listed title={title}>
      {items.map((item) => (
        <li key={item.what} className={clsx(!item.counts && styles.notCounted)}>
          <span>
            {item.holds ? sentence(item.what) : t('screening.absent', { what: item.what })}
            {item.why !== undefined && <span className={styles.small}> {item.why}</span>}
          </span>
          <span className={styles.ratio} title={t('screening.ratioTitle')}>
            {t('screening.ratio', {
              value: item.ratio.value,
              low: item.ratio.low,
              high: item.ratio.high,
            })}
          </span>
          <Sources keys={[item.source]} mark={item.mark} />
          {!item.counts && <span className={styles.small}>{t('screening.notCounted')}</span>}
        </li>
      ))}
    </Listed>
  )
}
