// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { verdictOrder } from '../mapCounts'
import type { EntryMap, Verdict } from '@/body/wire'
import { Button, Failed, Progress } from '@/design'
import { useText } from '@/text'
import { mapCounts } from '../mapCounts'
import type { MapState } from '../usePlan'
import styles from './Needle.module.css'

/** What the patches on the skin mean, and how many there are of each; or how far the map is. */
export function MapLegend({ state }: { readonly state: MapState }): ReactElement {
  const t = useText()
  const { map, job, begin, cancel } = state
  return (
    <div className={styles.legend}>
      {map && <Shapes map={map} />}
      {job.state === 'running' && (
        <div className={styles.legendRow}>
          <Progress label={t('plan.mapMaking', { doing: job.doing })} share={job.share} />
          <Button size="small" onClick={cancel}>
            {t('plan.cancel')}
          </Button>
        </div>
      )}
      {job.state === 'failed' && <Failed refusal={job.refusal} retry={begin} />}
      {job.state !== 'running' && (
        <div>
          <Button size="small" onClick={begin}>
            {map ? t('plan.mapAgain') : t('plan.mapMake')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Shapes({ map }: { readonly map: EntryMap }): ReactElement {
  const t = useText()
  const counts = mapCounts(map)
  return (
    <ul className={styles.shapes}>
      {verdictOrder.map((verdict) => (
        <li key={verdict} data-verdict={verdict}>
          <Shape verdict={verdict} />
          <span>
            <strong>{t.word(verdict)}</strong> {t(`plan.map_${verdict}`)}{' '}
            <span className={styles.soft}>{t('plan.mapCount', { count: counts[verdict] })}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

function Shape({ verdict }: { readonly verdict: Verdict }): ReactElement {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden>
      {verdict === 'safe' && <circle cx="8" cy="8" r="6" />}
      {verdict === 'caution' && <path d="M8 1.5 15 14H1z" />}
      {verdict === 'unknown' && (
        <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="3" />
      )}
      {verdict === 'refused' && <rect x="1" y="6" width="14" height="4" />}
    </svg>
  )
}
