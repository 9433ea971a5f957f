// SPDX-License-Identifier: Apache-2.0
import { Download } from 'lucide-react'
import type { ReactElement } from 'react'
import { shelves } from '@/api/entries'
import { useText } from '@/text'
import { spoken } from './describe'
import { useZone } from './house'
import { useAdvice, useQuestions } from './library'
import { usePeople, useRooms } from './own'
import { useTimes } from './times'
import type { AnyEntry } from './wire'
import styles from './MyRecord.module.css'

/** What only tells entries apart for the program. */
const left = new Set(['patient', 'isInvented', 'inputs', 'knowledge', 'provenance', 'documents'])
type Say = (name: string, value: unknown) => string

/** Everything an entry says, name by name. */
export function EntryDetails({ entry }: { readonly entry: AnyEntry }): ReactElement {
  const t = useText()
  const say = useSay()
  const documents = Array.isArray(entry.body['documents'])
    ? (entry.body['documents'] as readonly Readonly<{ name?: string; blob: string }>[])
    : []
  const shelf = shelves[entry.kind as keyof typeof shelves]
  return (
    <div className={styles.details}>
      <Values value={entry.body} say={say} />
      {documents.map((one) => (
        <a
          key={one.blob}
          className={styles.document}
          href={`/api/v1/${shelf}/${entry.id}/documents/${one.blob}`}
          download={one.name ?? true}
        >
          <Download aria-hidden size={18} />
          {one.name ?? t('patient.document')}
        </a>
      ))}
    </div>
  )
}

function Values({ value, say }: { readonly value: object; readonly say: Say }): ReactElement {
  const t = useText()
  const shown = Object.entries(value).filter(([name, one]) => !left.has(name) && one !== undefined)
  const asked = (name: string): string => say('question', name)
  return (
    <dl className={styles.values}>
      {shown.map(([name, one]) => (
        <div key={name}>
          <dt>{asked(name)}</dt>
          <dd>
            {Array.isArray(one) && one.some((item) => typeof item === 'object') ? (
              <ol className={styles.items}>
                {one.map((item: unknown, index) => (
                  <li key={index}>
                    {typeof item === 'object' && item !== null ? (
                      <Values value={item} say={say} />
                    ) : (
                      say(name, item)
                    )}
                  </li>
                ))}
              </ol>
            ) : Array.isArray(one) ? (
              one.map((item: unknown) => say(name, item)).join(', ')
            ) : typeof one === 'object' && one !== null ? (
              <Values value={one as object} say={say} />
            ) : typeof one === 'boolean' ? (
              one ? (
                t('patient.yes')
              ) : (
                t('patient.no')
              )
            ) : (
              say(name, one)
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Words for a value: people by their names, times on the clinic's clocks, sentences of the library as they read. */
function useSay(): Say {
  const t = useText()
  const times = useTimes(useZone())
  const people = usePeople()
  const rooms = useRooms()
  const questions = useQuestions()
  const advice = useAdvice()
  const asked = new Map(
    questions.state === 'ready' ? questions.data.map((one) => [one.id, one.ask ?? ''] as const) : [],
  )
  const told = new Map(advice.state === 'ready' ? advice.data.map((one) => [one.id, one.text] as const) : [])
  return (name, value) => {
    if (name === 'question') {
      const id = String(value)
      const [finding = '', side] = id.split('.')
      const question = asked.get(id) ?? asked.get(finding)
      if (!question) return spoken(id)
      return side === undefined ? question : `${question} (${spoken(side)})`
    }
    const words = String(value)
    const known = people.get(words) ?? rooms.get(words)?.name ?? told.get(words)
    if (known !== undefined) return known
    if (/^\d{4}-\d\d-\d\dT/.test(words)) return `${times.date(words)}, ${times.time(words)}`
    if (/^\d{4}-\d\d-\d\d$/.test(words)) return times.date(words)
    if (typeof value === 'number') return words
    return /^[a-z][a-z0-9]*([_.][a-z0-9]+)+$/.test(words) ? spoken(words) : t.word(words)
  }
}
