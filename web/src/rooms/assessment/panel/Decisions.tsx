// SPDX-License-Identifier: Apache-2.0
import { Undo2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { IconButton, Notice } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { useDesk } from '../desk'
import type { Decision } from '../wire'
import styles from './panel.module.css'

/** Every clearance and override of this assessment, with who answers for it and why. */
export function Decisions(): ReactElement | null {
  const t = useText()
  const time = useClinicTime()
  const { body, change, errorAt, isReadOnly } = useDesk()
  const kinds = ['clearances', 'overrides'] as const
  if (kinds.every((kind) => (body[kind] ?? []).length === 0)) return null
  const drop = (kind: (typeof kinds)[number], decision: Decision): void =>
    change((before) => ({
      ...before,
      [kind]: (before[kind] ?? []).filter((one) => one.rule !== decision.rule),
    }))
  return (
    <section aria-label={t('screening.decisions')}>
      <h3 className={styles.head}>{t('screening.decisions')}</h3>
      <ul className={styles.decisions}>
        {kinds.flatMap((kind) =>
          (body[kind] ?? []).map((decision, index) => {
            const wrong = errorAt(`/${kind}/${String(index)}/rule`)
            return (
              <li key={`${kind} ${decision.rule}`}>
                <div>
                  <p>
                    <strong>{t(`screening.${kind}`)}</strong> {decision.rule}
                  </p>
                  <p>
                    {t('screening.decidedBy', {
                      by: decision.by,
                      on: time.day(decision.on ?? body.on, 'year'),
                    })}
                    : {decision.reason}
                  </p>
                  {wrong !== undefined && <Notice tone="stop">{wrong}</Notice>}
                </div>
                {!isReadOnly && (
                  <IconButton
                    size="small"
                    label={t('screening.takeBack', { rule: decision.rule })}
                    icon={<Undo2 aria-hidden size={16} />}
                    onClick={() => drop(kind, decision)}
                  />
                )}
              </li>
            )
          }),
        )}
      </ul>
    </section>
  )
}
