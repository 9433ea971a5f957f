// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import { ask } from '@/api/client'
import { IconButton } from '@/design'
import { useText } from '@/text'
import type { Advice, Shelf } from '@/api/library'
import styles from './letters.module.css'

/** Sentences for a patient's sheet come from the library, which has their sources. Without it there is nothing here. */
export function FromLibrary({ onPick }: { readonly onPick: (words: string) => void }): ReactElement | null {
  const t = useText()
  const shelf = useQuery({
    queryKey: ['library', 'advice'],
    queryFn: () => ask<Shelf<Advice>>('GET', '/api/v1/library/advice'),
    staleTime: Infinity,
    retry: false,
  })
  if (!shelf.data || shelf.data.items.length === 0) return null
  return (
    <details className={styles.library}>
      <summary>{t('letters.library')}</summary>
      <ul>
        {shelf.data.items.map((item) => (
          <li key={item.id}>
            <IconButton
              label={t('letters.insert', { text: item.text })}
              size="small"
              icon={<Plus aria-hidden />}
              onClick={() => onPick(item.text)}
            />
            <span>{item.text}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
