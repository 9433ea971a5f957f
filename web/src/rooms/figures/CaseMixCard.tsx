// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Columns } from '@/design'
import { useText } from '@/text'
import { Bar } from './Bar'
import { Figure } from './Figure'
import { useWriting } from './useWriting'
import type { Figures } from './wire'
import styles from './figures.module.css'

const parts = ['age', 'sex', 'durationAtStart', 'painAtStart', 'cause'] as const

/** Who was treated: without it no figure above can be read. */
export function CaseMixCard({ figures }: { readonly figures: Figures }): ReactElement {
  const t = useText()
  const write = useWriting()
  const mix = figures.caseMix
  return (
    <Figure title={t('figures.caseMix')} isNotFor={[figures.isNotFor.caseMix]}>
      <p className={styles.soft}>{t('figures.caseMixHint', { count: mix.courses })}</p>
      <div className={styles.mixes}>
        <Columns width="medium">
          {parts.map((part) => (
            <table key={part} className={styles.mix}>
              <caption>{t(`figures.mix_${part}`)}</caption>
              <tbody>
                {mix[part].map(({ group, count }) => (
                  <tr key={group}>
                    <th scope="row">{write.word(group)}</th>
                    <td className={styles.mixCount}>{t.number(count)}</td>
                    <td className={styles.mixBar}>
                      {mix.courses > 0 && <Bar ends={[0, count / mix.courses]} />}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
        </Columns>
      </div>
    </Figure>
  )
}
