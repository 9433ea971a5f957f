// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Button, Card, Checkbox, PeopleOf1000 } from '@/design'
import { useText } from '@/text'
import type { Advice, Part, Source } from '../session/wire'
import { citation } from './useLibrary'
import styles from './consent.module.css'

/** Sentences of the library that are told, each with its source; a rate is a picture of 1,000. */
export function TellPoints({
  parts,
  title,
  advice,
  sources,
  told,
  onTold,
}: {
  readonly parts: readonly Part[]
  readonly title: string
  readonly advice: readonly Advice[]
  readonly sources: readonly Source[]
  readonly told: readonly string[]
  readonly onTold: (told: readonly string[]) => void
}): ReactElement {
  const t = useText()
  const points = advice.filter((one) => parts.includes(one.part))
  const isAll = points.every((one) => told.includes(one.id))
  const toggle = (id: string, isOn: boolean): void =>
    onTold(isOn ? [...told, id] : told.filter((one) => one !== id))
  return (
    <Card
      title={title}
      actions={
        <Button
          size="small"
          disabled={isAll}
          onClick={() => onTold([...new Set([...told, ...points.map((one) => one.id)])])}
        >
          {t('consent.allTold')}
        </Button>
      }
    >
      <ul className={styles.points} data-pictures={parts.includes('risk') || undefined}>
        {points.map((one) => {
          const source = one.sources.map((key) => citation(sources, key)).join('; ')
          return (
            <li key={one.id} data-picture={one.rate ? true : undefined}>
              <Checkbox
                label={one.rate ? <span className="visually-hidden">{one.text}</span> : one.text}
                isChecked={told.includes(one.id)}
                onChecked={(isOn) => toggle(one.id, isOn)}
              />
              <div className={styles.shown}>
                {one.rate ? (
                  <PeopleOf1000
                    what={one.text}
                    perThousand={one.rate.perThousand}
                    low={one.rate.low}
                    high={one.rate.high}
                    counted={one.rate.counted}
                    source={`${source} (${t.word(`mark_${one.mark}`)})`}
                  />
                ) : (
                  <p className={styles.source}>{source}</p>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
