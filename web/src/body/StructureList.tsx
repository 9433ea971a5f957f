// SPDX-License-Identifier: Apache-2.0
import { X } from 'lucide-react'
import type { Dispatch, ReactElement, SetStateAction } from 'react'
import { Button, IconButton } from '@/design'
import { useText } from '@/text'
import styles from './BodyView.module.css'
import { alone, withShown, type Look } from './look'
import { StructureTree, type Listed } from './StructureTree'

/** Everything there is in the body, to show, hide, look for and go to. */
export function StructureList({
  listed,
  look,
  distances,
  onLook,
  onJump,
  onClose,
}: {
  readonly listed: readonly Listed[]
  readonly look: Look
  readonly distances: ReadonlyMap<string, string>
  readonly onLook: Dispatch<SetStateAction<Look>>
  readonly onJump: (id: string) => void
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  return (
    <aside className={styles.list} aria-label={t('body.structures')}>
      <div className={styles.listHead}>
        <h3>{t('body.structures')}</h3>
        <Button
          size="small"
          tone="quiet"
          onClick={() => onLook((before) => ({ ...before, shown: {}, peel: 0 }))}
        >
          {t('body.asAtFirst')}
        </Button>
        <IconButton
          size="small"
          label={t('design.close')}
          icon={<X aria-hidden size={16} />}
          onClick={onClose}
        />
      </div>
      <StructureTree
        listed={listed}
        look={look}
        distances={distances}
        onShown={(parts, change) => onLook((before) => withShown(before, parts, change))}
        onChosen={(id) => onLook((before) => ({ ...before, chosen: before.chosen === id ? null : id }))}
        onAlone={(id) =>
          onLook((before) =>
            alone(
              before,
              listed.map((one) => one.part),
              new Set([id]),
            ),
          )
        }
        onJump={(id) => {
          onJump(id)
          onLook((before) => ({ ...before, chosen: id }))
        }}
      />
    </aside>
  )
}
