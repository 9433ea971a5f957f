// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useHistory, type Entry, type Kind } from '@/api/entries'
import { Await, Dialog } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { changesBetween, type Changed } from './changes'
import { StateBadge } from './StateBadge'
import type { AnyEntry } from './timeline'
import { useWriter } from './useWriter'
import styles from './HistoryDialog.module.css'

export type Shown = Readonly<{ kind: Kind; id: string }>

/** Every version of an entry: who wrote it, when and why, and what it changed. */
export function HistoryDialog({
  shown,
  onClose,
}: {
  readonly shown: Shown | null
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  return (
    <Dialog title={t('patients.versions')} isOpen={shown !== null} onClose={onClose} shape="side">
      {shown && <Versions shown={shown} />}
    </Dialog>
  )
}

function Versions({ shown }: { readonly shown: Shown }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const writer = useWriter()
  const history = useHistory(shown.kind, shown.id)
  return (
    <Await of={history} lines={6}>
      {({ entries }) => (
        <ol className={styles.versions}>
          {entries.map((entry, index) => {
            const before = entries[index + 1] as Entry<Kind> | undefined
            return (
              <li key={entry.version}>
                <h3 className={styles.title}>
                  {t('patients.version', { version: entry.version })}
                  <StateBadge entry={entry as AnyEntry} />
                </h3>
                <p className={styles.about}>
                  {t('patients.writtenBy', { who: writer(entry), when: time.moment(entry.at) })}
                </p>
                {entry.reason !== undefined && <p>{t('patients.because', { reason: entry.reason })}</p>}
                {before === undefined ? (
                  <p className={styles.about}>{t('patients.firstVersion')}</p>
                ) : (
                  <Changes changes={changesBetween(before.body, entry.body)} />
                )}
              </li>
            )
          })}
        </ol>
      )}
    </Await>
  )
}

function Changes({ changes }: { readonly changes: readonly Changed[] }): ReactElement {
  const t = useText()
  if (changes.length === 0) return <p className={styles.about}>{t('patients.onlyState')}</p>
  return (
    <dl className={styles.changes}>
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            {before !== undefined && <del>{before}</del>} {after !== undefined && <ins>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
