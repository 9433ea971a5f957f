// SPDX-License-Identifier: Apache-2.0
import { ChevronRight, Moon } from 'lucide-react'
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { Page } from '@/design'
import { useText } from '@/text'
import { topics } from './topics'
import styles from './Learn.module.css'

/** What there is to read. */
export function Learn(): ReactElement {
  const t = useText()
  const rows = [
    ...topics.map(({ id, title, hint, icon }) => ({ to: `/learn/${id}`, title, hint, icon })),
    { to: '/after', title: 'patient.afterTitle', hint: 'patient.afterHint', icon: Moon } as const,
  ]
  return (
    <Page title={t('patient.learnTitle')} subtitle={t('patient.learnHint')} width="text">
      <ul className={styles.topics}>
        {rows.map(({ to, title, hint, icon: Icon }) => (
          <li key={to}>
            <Link href={to} className={styles.topic}>
              <Icon aria-hidden size={24} />
              <span className={styles.words}>
                <strong>{t(title)}</strong>
                <span>{t(hint)}</span>
              </span>
              <ChevronRight aria-hidden size={20} className={styles.onward} />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  )
}
