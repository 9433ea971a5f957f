// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useEntries, type Body } from '@/api/entries'
import { fullName, useClinicTime, usePractitioners } from '@/record'
import { useText } from '@/text'
import styles from './letters.module.css'

function linesOf(address: Body<'clinic'>['address']): readonly string[] {
  const { lines = [], postcode, city, country } = address ?? {}
  return [...lines, [postcode, city].filter(Boolean).join(' '), country ?? ''].filter(Boolean)
}

/** The letter on paper: it is the only thing of the page that a printer gets. */
export function Sheet({
  patient,
  letter,
  day,
  isDraft = false,
}: {
  readonly patient: Body<'patient'>
  readonly letter: Body<'letter'>
  /** of the letter */
  readonly day: string
  readonly isDraft?: boolean
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const clinics = useEntries('clinic', { limit: 1 })
  const practitioners = usePractitioners()
  const clinic = clinics.state === 'ready' ? clinics.data.entries[0]?.body : undefined
  const writer = practitioners.get(letter.practitioner)
  const to = letter.to
    ? [letter.to.name, letter.to.organisation, ...linesOf(letter.to.address)]
    : [fullName(patient), ...linesOf(patient.address)]
  return (
    <article className={styles.sheet}>
      {isDraft && <p className={styles.mark}>{t('letters.draftMark')}</p>}
      <header className={styles.letterhead}>
        <p className={styles.clinic}>{clinic?.name}</p>
        <p>{linesOf(clinic?.address).join(' · ')}</p>
        <p>{[clinic?.phone, clinic?.email].filter(Boolean).join(' · ')}</p>
      </header>
      <address className={styles.recipient}>
        {to.filter(Boolean).map((line, index) => (
          <p key={index}>{line}</p>
        ))}
      </address>
      <p className={styles.day}>{time.day(day, 'year')}</p>
      {letter.to && (
        <p className={styles.about}>
          {t('letters.about', {
            name: fullName(patient),
            born: patient.birthDate ? time.day(patient.birthDate, 'year') : t('patients.notAsked'),
          })}
        </p>
      )}
      <h2 className={styles.subject}>{letter.subject || t('letters.subject')}</h2>
      <div className={styles.text}>{letter.text || t('letters.textHere')}</div>
      <footer className={styles.signature}>
        <p>{writer ? fullName(writer) : ''}</p>
        <p>{writer ? t.word(writer.profession) : ''}</p>
        <p>
          {(writer?.registrations ?? []).map((one) => `${one.system ?? ''} ${one.value}`.trim()).join(', ')}
        </p>
      </footer>
    </article>
  )
}
