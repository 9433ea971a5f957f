// SPDX-License-Identifier: Apache-2.0
import { Check, CloudOff, LoaderCircle, PencilLine } from 'lucide-react'
import type { ReactElement } from 'react'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import type { Saving } from './useWork'
import styles from './room.module.css'

/** Whether what was typed is with the server. */
export function SaveState({
  saving,
  onSave,
}: {
  readonly saving: Saving
  readonly onSave: () => void
}): ReactElement {
  const t = useText()
  const { time } = useClinicTime()
  switch (saving.state) {
    case 'saved':
      return (
        <span className={styles.saveState} role="status">
          <Check aria-hidden size={14} />
          {t('assessment.saved', { time: time(saving.at) })}
        </span>
      )
    case 'saving':
      return (
        <span className={styles.saveState} role="status">
          <LoaderCircle aria-hidden size={14} />
          {t('assessment.saving')}
        </span>
      )
    case 'typed':
      return (
        <span className={styles.saveState} role="status">
          <PencilLine aria-hidden size={14} />
          {t('assessment.typedOnly')}
          <button type="button" onClick={onSave}>
            {t('assessment.saveNow')}
          </button>
        </span>
      )
    case 'refused':
      return (
        <span className={styles.saveState} data-refused role="status">
          <CloudOff aria-hidden size={14} />
          {saving.refusal.kind === 'offline' ? t('assessment.keptOffline') : t('assessment.notSaved')}
          <button type="button" onClick={onSave}>
            {t('assessment.saveAgain')}
          </button>
        </span>
      )
  }
}
