// SPDX-License-Identifier: Apache-2.0
import { Check, CloudOff, CloudUpload, OctagonX, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { SyncState } from '@/api/outbox'
import { useText, type TextKey } from '@/text'
import styles from './session.module.css'

const signs: Readonly<Record<SyncState, readonly [typeof Check, TextKey]>> = {
  saved: [Check, 'session.saved'],
  sending: [CloudUpload, 'session.sending'],
  waiting: [CloudOff, 'session.waiting'],
  login: [CloudOff, 'session.loginAgain'],
  conflict: [TriangleAlert, 'session.conflict'],
  refused: [OctagonX, 'session.notTaken'],
}

/** Whether what was written is with the server; always in view. */
export function SyncSign({ sync }: { readonly sync: SyncState }): ReactElement {
  const t = useText()
  const [Sign, words] = signs[sync]
  return (
    <p className={styles.sync} data-sync={sync} role="status">
      <Sign aria-hidden size={18} />
      <span>{t(words)}</span>
    </p>
  )
}
