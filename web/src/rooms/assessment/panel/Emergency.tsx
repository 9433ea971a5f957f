// SPDX-License-Identifier: Apache-2.0
import { ChevronDown, ChevronUp, Siren } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { useText } from '@/text'
import { useDesk } from '../desk'
import { Sources } from './Sources'
import styles from './panel.module.css'

/** What has to be done today, when a rule of the emergency level holds. Made small it stays in view, and one can go on;
 *  it opens again when a further one holds. */
export function Emergency(): ReactElement | null {
  const t = useText()
  const { weighing, jump } = useDesk()
  const notes = (weighing.weighed?.screening.findings ?? []).filter(
    (note) => note.known && note.level === 'emergency_today',
  )
  const rules = notes.map((note) => note.ruleId).join(' ')
  const [isSmall, setSmall] = useState(false)
  useEffect(() => setSmall(false), [rules])
  if (notes.length === 0) return null
  return (
    <section className={styles.emergencyPanel} role="alert" aria-label={t('screening.emergency')}>
      <h2>
        <Siren aria-hidden size={26} />
        <span>
          {isSmall
            ? t('screening.emergencySmall', { what: notes.map((note) => note.what).join(', ') })
            : t('screening.emergency')}
        </span>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={!isSmall}
          aria-label={t(isSmall ? 'screening.showEmergency' : 'screening.foldEmergency')}
          onClick={() => setSmall(!isSmall)}
        >
          {isSmall ? <ChevronDown aria-hidden size={22} /> : <ChevronUp aria-hidden size={22} />}
        </button>
      </h2>
      {!isSmall && (
        <>
          <ul>
            {notes.map((note) => (
              <li key={note.ruleId}>
                <p className={styles.emergencyWhat}>{note.what}</p>
                <p>
                  <strong>{t('screening.do')}</strong> {note.do}
                </p>
                {note.tellPatient !== undefined && (
                  <p className={styles.emergencyTell}>
                    <strong>{t('screening.tell')}</strong> {note.tellPatient}
                  </p>
                )}
                <p className={styles.emergencySmall}>
                  {note.answers.map((finding) => (
                    <button key={finding} type="button" onClick={() => jump(finding)}>
                      {t('screening.correct', { finding: finding.replaceAll('_', ' ') })}
                    </button>
                  ))}
                </p>
                <Sources keys={note.sources} />
              </li>
            ))}
          </ul>
          <p className={styles.emergencySmall}>{t('screening.goOn')}</p>
        </>
      )}
    </section>
  )
}
