// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { PeopleOf1000 } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { personName, targetName } from '../session/targets'
import { plainTarget } from './PlanInWords'
import { citation, type ConsentLibrary } from './useLibrary'
import styles from './consent.module.css'

/** The same on paper: to be read, signed and taken home. */
export function PaperConsent({
  person,
  plan,
  library,
}: {
  readonly person: Entry<'patient'>
  readonly plan: Entry<'plan'>
  readonly library: ConsentLibrary
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const [advice, care, targets, sources] = library
  const of = (part: string): typeof advice.items => advice.items.filter((one) => one.part === part)
  return (
    <section className={styles.paper} aria-hidden>
      <h2>{t('consent.paperTitle', { name: personName(person.body) })}</h2>
      <p>{time.day(time.today(), 'full')}</p>
      <h3>{t('consent.planTitle')}</h3>
      <ul>
        {(plan.body.targets ?? [])
          .filter((one) => one.path)
          .map((one) => (
            <li key={one.target}>
              {targetName(t, one.target, one.level)} {plainTarget(t, one.target, targets.items)}
            </li>
          ))}
      </ul>
      <h3>{t('consent.whatItIs')}</h3>
      {of('expect').map((one) => (
        <p key={one.id}>{one.text}</p>
      ))}
      <h3>{t('consent.risks')}</h3>
      <div className={styles.paperRisks}>
        {of('risk').map((one) =>
          one.rate ? (
            <PeopleOf1000
              key={one.id}
              what={one.text}
              perThousand={one.rate.perThousand}
              low={one.rate.low}
              high={one.rate.high}
              counted={one.rate.counted}
              source={one.sources.map((key) => citation(sources.items, key)).join('; ')}
            />
          ) : (
            <p key={one.id}>{one.text}</p>
          ),
        )}
      </div>
      <h3>{t('consent.alternativesTitle')}</h3>
      <p>
        {(plan.body.alternatives ?? [])
          .map((id) => care.items.find((one) => one.id === id)?.name ?? id)
          .join('; ')}
      </p>
      <h3>{t('consent.statements')}</h3>
      <ul className={styles.boxes}>
        {of('consent').map((one) => (
          <li key={one.id}>{one.text}</li>
        ))}
      </ul>
      <p>{t('consent.paperQuestions')}</p>
      <div className={styles.blank} />
      <div className={styles.lines}>
        <p>{t('consent.paperName')}</p>
        <p>{t('consent.paperSignature')}</p>
        <p>{t('consent.paperDate')}</p>
        <p>{t('consent.paperExplained')}</p>
      </div>
      <p className={styles.source}>{t('consent.textVersion', { version: advice.knowledge.slice(0, 12) })}</p>
    </section>
  )
}
