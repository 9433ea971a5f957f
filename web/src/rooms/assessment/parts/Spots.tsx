// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { CheckGroup, TextField } from '@/design'
import { useText } from '@/text'
import { furtherSpotFindings } from '../correspondence'
import { useDesk } from '../desk'
import { without } from '../merge'
import type { Spot } from '../wire'
import styles from './parts.module.css'

/** "piriformis, right" */
export function useSpotName(): (muscle: string) => string {
  const t = useText()
  return (muscle) => {
    const [name = muscle, side] = muscle.split('.')
    return side === undefined ? t.word(name) : `${t.word(name)}, ${t.word(side)}`
  }
}

/** The spots that were found, each with what the grid does not ask. */
export function Spots(): ReactElement | null {
  const t = useText()
  const { body, change, errorAt } = useDesk()
  const nameOf = useSpotName()
  const spots = body.triggerPoints ?? []
  if (spots.length === 0) return null
  const put = (index: number, spot: Spot): void =>
    change((before) => ({
      ...before,
      triggerPoints: (before.triggerPoints ?? []).map((one, at) => (at === index ? spot : one)),
    }))
  const line = (spot: Spot, field: 'level' | 'refersTo', text: string): Spot => {
    const rest = without(spot, field)
    return text === '' ? rest : { ...rest, [field]: text }
  }
  return (
    <section className={styles.spots} aria-label={t('assessment.spotsFound')}>
      <h3>{t('assessment.spotsFound')}</h3>
      {spots.map((spot, index) => (
        <div
          key={`${spot.muscle} ${String(index)}`}
          className={styles.spot}
          role="group"
          aria-label={nameOf(spot.muscle)}
        >
          <p className={styles.padName}>
            {nameOf(spot.muscle)}
            <span className={styles.found}>
              {(spot.findings ?? []).map((finding) => t.word(`spot_${finding}`)).join(', ')}
            </span>
          </p>
          <CheckGroup
            label={t('assessment.further')}
            hidesLabel
            values={(spot.findings ?? []).filter((one) => furtherSpotFindings.includes(one))}
            onValues={(values) =>
              put(index, {
                ...spot,
                findings: [
                  ...(spot.findings ?? []).filter((one) => !furtherSpotFindings.includes(one)),
                  ...values,
                ],
              })
            }
            choices={furtherSpotFindings.map((value) => ({ value, label: t.word(`spot_${value}`) }))}
          />
          <div className={styles.spotFields}>
            <TextField
              label={t('assessment.spotLevel')}
              value={spot.level ?? ''}
              onValue={(text) => put(index, line(spot, 'level', text))}
              maxLength={64}
              error={errorAt(`/triggerPoints/${String(index)}/level`)}
            />
            <TextField
              label={t('assessment.refersTo')}
              value={spot.refersTo ?? ''}
              onValue={(text) => put(index, line(spot, 'refersTo', text))}
              maxLength={200}
              error={errorAt(`/triggerPoints/${String(index)}/refersTo`)}
            />
          </div>
        </div>
      ))}
    </section>
  )
}
