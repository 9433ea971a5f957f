// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Kind, State } from '@/api/entries'
import { Badge, type Tone } from '@/design'
import { useText } from '@/text'
import type { AnyEntry } from './timeline'

const tones: Readonly<Record<State, Tone>> = {
  open: 'ask',
  signed: 'go',
  superseded: 'neutral',
  withdrawn: 'caution',
  mistaken: 'stop',
  erased: 'neutral',
}
/** Kinds for which an open entry is a draft that somebody has to finish. */
const drafts: readonly Kind[] = ['assessment', 'plan', 'consent', 'session', 'adverseEvent', 'letter']

/** Whether it is a draft, stands, or no longer holds. */
export function StateBadge({ entry }: { readonly entry: AnyEntry }): ReactElement | null {
  const t = useText()
  if (!drafts.includes(entry.kind) && (entry.state === 'open' || entry.state === 'signed')) return null
  return <Badge tone={tones[entry.state]}>{t(`patients.state_${entry.state}`)}</Badge>
}
