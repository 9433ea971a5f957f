// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { useText } from '@/text'
import { AddTrials } from './AddTrials'
import { PoolTable } from './PoolTable'
import { QuestionList } from './QuestionList'
import { QuestionPage } from './QuestionPage'
import styles from './evidence.module.css'

const parts = ['questions', 'add', 'own-table'] as const
type Part = (typeof parts)[number]
const titles = {
  questions: 'evidence.questions',
  add: 'evidence.add',
  'own-table': 'evidence.ownTable',
} as const

/** What is asked of trials and what they give; trials the clinic adds; a table of one's own. */
export function EvidenceView({ opened }: { readonly opened: string }): ReactElement {
  const t = useText()
  const part: Part = parts.find((one) => one === opened) ?? 'questions'
  return (
    <>
      <nav aria-label={t('evidence.parts')} className={styles.parts}>
        {parts.map((one) => (
          <Link
            key={one}
            href={one === 'questions' ? '/library/evidence' : `/library/evidence/${one}`}
            className={styles.partLink}
            aria-current={one === part ? 'page' : undefined}
          >
            {t(titles[one])}
          </Link>
        ))}
      </nav>
      {part === 'add' ? (
        <AddTrials />
      ) : part === 'own-table' ? (
        <PoolTable />
      ) : opened.startsWith('evidence.') ? (
        <QuestionPage key={opened} id={opened} />
      ) : (
        <QuestionList />
      )}
    </>
  )
}
