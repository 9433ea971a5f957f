// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Badge, Card, Checkbox, Empty, type Tone } from '@/design'
import { useText } from '@/text'
import styles from '../Plan.module.css'
import type { Care } from '../wire'

const tones: Readonly<Record<string, Tone>> = {
  supported: 'go',
  allowed: 'info',
  divided: 'caution',
  advised_against: 'stop',
}

/** Care that is offered instead of needling or besides, as guidelines stand to it. */
export function Alternatives({
  chosen,
  care,
  isOpen,
  onChosen,
}: {
  readonly chosen: readonly string[]
  readonly care: readonly Care[]
  readonly isOpen: boolean
  readonly onChosen: (chosen: readonly string[]) => void
}): ReactElement {
  const t = useText()
  const known = new Set(care.map((one) => one.id))
  const others = chosen.filter((id) => !known.has(id))
  const offered = care.filter((one) => !one.needling)
  return (
    <Card title={t('plan.alternatives')}>
      {care.length === 0 && chosen.length === 0 && <Empty title={t('plan.alternativesNone')} />}
      <ul className={styles.care}>
        {offered
          .filter((one) => isOpen || chosen.includes(one.id))
          .map((one) => (
            <li key={one.id}>
              {isOpen ? (
                <Checkbox
                  label={one.name}
                  hint={one.because}
                  isChecked={chosen.includes(one.id)}
                  onChecked={(isChecked) =>
                    onChosen(isChecked ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
                  }
                />
              ) : (
                <span>{one.name}</span>
              )}
              <span className={styles.standing}>
                {one.standing !== undefined && (
                  <Badge tone={tones[one.standing] ?? 'neutral'}>{t.word(one.standing)}</Badge>
                )}
                {one.certainty !== undefined && (
                  <span className={styles.soft}>
                    {t('plan.certainty', { certainty: t.word(`certainty_${one.certainty}`) })}
                  </span>
                )}
              </span>
            </li>
          ))}
        {others.map((id) => (
          <li key={id}>
            {isOpen ? (
              <Checkbox
                label={t.word(id)}
                isChecked
                onChecked={() => onChosen(chosen.filter((one) => one !== id))}
              />
            ) : (
              t.word(id)
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
