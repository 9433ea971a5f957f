// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { LinkButton } from '@/design'
import { useText } from '@/text'
import { useDesk } from './desk'
import { FindQuestion } from './FindQuestion'
import { PartContent } from './PartContent'
import type { Part } from './parts'
import { stopProps } from './questions/stops'
import styles from './room.module.css'

/** One part as it is filled in, and the way to the next. */
export function PartSheet({
  part,
  patient,
  home,
}: {
  readonly part: Part
  readonly patient: Entry<'patient'>
  readonly home: string
}): ReactElement {
  const t = useText()
  const { parts } = useDesk()
  const next = parts[parts.findIndex((one) => one.part === part) + 1]
  return (
    <section className={styles.sheet} aria-label={t(`assessment.part_${part}`)} data-stops>
      <header className={styles.sheetHead}>
        <h2>{t(`assessment.part_${part}`)}</h2>
        <FindQuestion />
      </header>
      <PartContent part={part} patient={patient} />
      {next && (
        <div className={styles.onward} {...stopProps('next')}>
          <LinkButton to={`${home}/${next.part}`}>
            {t('assessment.nextPart', { part: t(`assessment.part_${next.part}`) })}
          </LinkButton>
        </div>
      )}
    </section>
  )
}
