// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { fullName, useClinicTime } from '@/record'
import { useText } from '@/text'
import { useDesk } from '../desk'
import { groupName } from '../groups'
import type { PartOf } from '../parts'
import { Answered } from './Answered'
import { DecisionList } from './DecisionList'
import { Figures } from './Figures'
import { ScreeningNow } from './ScreeningNow'
import { Section } from './Section'
import { Signs } from './Signs'
import { SpotList } from './SpotList'
import styles from './summary.module.css'

const worded: readonly PartOf['part'][] = [
  'check',
  'emergency',
  'history',
  'medicines',
  'pain',
  'examination',
]

/** The whole assessment in words: how it is printed, and how one that was signed is read. What was not asked is said. */
export function Summary({
  patient,
  by,
}: {
  readonly patient: Entry<'patient'>
  /** Who examined. */
  readonly by: string
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { body, parts } = useDesk()
  return (
    <article className={styles.summary}>
      <header className={styles.printHead}>
        <h2>{t('assessment.titleOf', { name: fullName(patient.body) })}</h2>
        <p>
          {[
            patient.body.birthDate && time.day(patient.body.birthDate, 'year'),
            patient.body.sex && t.word(patient.body.sex),
            time.day(body.on, 'year'),
            by,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      {body.screening && (
        <p>
          {t('screening.whenWritten', {
            decision: t.word(body.screening.decision),
            at: time.day(body.screening.at ?? body.on, 'year'),
          })}
        </p>
      )}
      <ScreeningNow />
      {body.impression !== undefined && (
        <Section title={t('assessment.part_impression')}>
          <p className={styles.text}>{body.impression}</p>
        </Section>
      )}
      <Section title={t('assessment.part_pain')}>
        <p>
          {(['leg', 'back'] as const)
            .map((where) => {
              const value = body.pain?.[where]
              return `${t(`assessment.pain_${where}`)}: ${value === undefined ? t('assessment.notAsked') : t('assessment.ofTen', { value })}`
            })
            .join(' · ')}
        </p>
      </Section>
      <Figures />
      <Signs />
      <SpotList />
      {body.medicines !== undefined && (
        <Section title={t('assessment.medicineList')}>
          <p className={styles.text}>{body.medicines}</p>
        </Section>
      )}
      {parts
        .filter((part) => worded.includes(part.part))
        .flatMap((part) => part.groups.map((group) => ({ ...group, key: `${part.part} ${group.name}` })))
        .map((group) => (
          <Answered key={group.key} title={groupName(t, group.name)} questions={group.questions} />
        ))}
      <DecisionList />
      <p className={styles.sign}>{t('assessment.signatureLine')}</p>
    </article>
  )
}
