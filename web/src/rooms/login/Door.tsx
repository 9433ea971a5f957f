// SPDX-License-Identifier: Apache-2.0
import { useEffect, type ReactElement, type ReactNode } from 'react'
import { useText } from '@/text'
import styles from './Door.module.css'

/** The page in front of the house. */
export function Door({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}): ReactElement {
  const t = useText()
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, t])
  return (
    <main className={styles.door}>
      <div className={styles.brand}>
        <img src="/favicon.svg" alt="" width={48} height={48} />
        <p className={styles.name}>{t('app.name')}</p>
        <p className={styles.welcome}>{t('login.welcome')}</p>
      </div>
      <section className={styles.box}>
        <h1>{title}</h1>
        {children}
      </section>
      <p className={styles.fineprint}>{t('app.researchOnly')}</p>
    </main>
  )
}
