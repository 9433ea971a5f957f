// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useText } from '@/text'
import { useDesk } from '../desk'
import { Section } from './Section'

/** What the screening says of the answers as they stand. */
export function ScreeningNow(): ReactElement | null {
  const t = useText()
  const screening = useDesk().weighing.weighed?.screening
  if (!screening) return null
  return (
    <Section title={t('screening.title')}>
      <p>
        <strong>{t.word(screening.decision)}</strong>{' '}
        {t(screening.mayNeedle ? 'screening.mayNeedle' : 'screening.mayNotNeedle')}
      </p>
      <ul>
        {screening.findings
          .filter((note) => note.known)
          .map((note) => (
            <li key={note.ruleId}>
              {note.what} ({t.word(note.level)}). {note.do}
              {note.decided !== undefined && ` ${t('screening.decided', { who: note.decided })}`}
            </li>
          ))}
        {screening.restraint.map((held) => (
          <li key={held.text}>{held.text}</li>
        ))}
      </ul>
      {screening.toAsk.length > 0 && <p>{t('screening.toAskCount', { count: screening.toAsk.length })}</p>}
    </Section>
  )
}
