// SPDX-License-Identifier: Apache-2.0
import { BookOpen } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Await, Empty, TextField } from '@/design'
import { useShelf } from '@/api/useShelf'
import { useText } from '@/text'
import { SourceEntry } from './Sources'
import { isFound } from './statements'
import styles from './library.module.css'

/** Everything that is cited. */
export function SourcesView({ opened }: { readonly opened: string }): ReactElement {
  const t = useText()
  const [typed, setTyped] = useState(opened)
  return (
    <Await of={useShelf('sources')} lines={8}>
      {({ items }) => {
        const shown = items.filter((one) =>
          isFound(`${one.id} ${one.reference} ${one.doi ?? ''} ${one.pmid ?? ''}`.toLowerCase(), typed),
        )
        return (
          <>
            <div className={styles.filters} role="search">
              <TextField type="search" label={t('library.searchSources')} value={typed} onValue={setTyped} />
            </div>
            <p role="status">{t('library.shown', { shown: shown.length, all: items.length })}</p>
            {shown.length === 0 ? (
              <Empty icon={<BookOpen aria-hidden size={28} />} title={t('library.noneFound')}>
                {t('library.noneFoundHint')}
              </Empty>
            ) : (
              <ul className={styles.bibliography}>
                {shown.map((one) => (
                  <li key={one.id}>
                    <cite className={styles.key}>{one.id}</cite>
                    <SourceEntry source={one} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )
      }}
    </Await>
  )
}
