// SPDX-License-Identifier: Apache-2.0
import { ShieldAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import { Dialog } from '@/design'
import { useText } from '@/text'
import { useDesk } from './desk'
import { Strip, Verdict } from './panel/Strip'
import styles from './room.module.css'

/** On a narrow screen: the verdict at the bottom edge, and all of it at a tap. */
export function VerdictBar({
  isOpen,
  onOpen,
}: {
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}): ReactElement {
  const t = useText()
  const { weighing } = useDesk()
  return (
    <>
      <div className={styles.bar}>
        <button type="button" onClick={() => onOpen(true)} aria-haspopup="dialog">
          {weighing.weighed ? (
            <Verdict consultation={weighing.weighed} />
          ) : (
            <span>
              <ShieldAlert aria-hidden size={18} /> {t('screening.title')}
            </span>
          )}
          <span className={styles.barOpen}>{t('screening.open')}</span>
        </button>
      </div>
      {isOpen && (
        <Dialog title={t('screening.title')} isOpen shape="side" onClose={() => onOpen(false)}>
          <Strip />
        </Dialog>
      )}
    </>
  )
}
