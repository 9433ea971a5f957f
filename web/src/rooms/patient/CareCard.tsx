// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Badge, Card } from '@/design'
import { useText } from '@/text'
import { certaintyNames, standingNames, standingTones, stanceNames, stanceTones } from './careWords'
import { ComesFrom } from './Said'
import type { Care } from './wire'
import styles from './Learn.module.css'

/** What guidelines say, one by one: where they disagree, that is seen. */
export function Positions({ of }: { readonly of: Care }): ReactElement {
  const t = useText()
  if (of.positions.length === 0) return <p className={styles.small}>{t('patient.noGuideline')}</p>
  return (
    <ul className={styles.positions}>
      {of.positions.map((one, index) => (
        <li key={index} className={styles.position}>
          <p className={styles.who}>
            <span>{t('patient.whoSays', { who: one.body, when: one.dated })}</span>
            <Badge tone={stanceTones[one.stance]}>{t(stanceNames[one.stance])}</Badge>
          </p>
          <p>{one.says}</p>
          <p className={styles.small}>{t('patient.aboutWhom', { about: one.about })}</p>
        </li>
      ))}
    </ul>
  )
}

export function CareCard({ care }: { readonly care: Care }): ReactElement {
  const t = useText()
  return (
    <Card
      title={care.name}
      actions={<Badge tone={standingTones[care.standing]}>{t(standingNames[care.standing])}</Badge>}
    >
      <div className={styles.kind}>
        <p>{care.inPlainWords}</p>
        <p>
          <span className={styles.rowName}>{t('patient.howSure')}</span> {t(certaintyNames[care.certainty])}
        </p>
        <details className={styles.more}>
          <summary>{t('patient.guidelinesSay')}</summary>
          <Positions of={care} />
        </details>
        <ComesFrom keys={[...care.sources, ...care.positions.map((one) => one.source)]} />
      </div>
    </Card>
  )
}
