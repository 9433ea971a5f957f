// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Card, Segmented, TextField } from '@/design'
import { useText } from '@/text'
import { tallyOf } from './needles'
import type { StepProps } from './SessionMode'
import type { Part, SessionBody } from './wire'
import styles from './session.module.css'

type Item = NonNullable<SessionBody['checklist']>[number]

function withItem(body: SessionBody, item: Item | undefined, id: string): SessionBody {
  const others = (body.checklist ?? []).filter((one) => one.item !== id)
  return { ...body, checklist: item ? [...others, item] : others }
}

/** The library's list for a part of the visit; what was not done says why. Its sentences have a blank where paper counts
 *  needles: here they say the number. */
export function Checklist({
  title,
  part,
  session,
  advice,
}: Pick<StepProps, 'session' | 'advice'> & { readonly title: string; readonly part: Part }): ReactElement {
  const t = useText()
  const items = advice.items.filter((one) => one.part === part)
  const found = (id: string): Item | undefined => session.body.checklist?.find((one) => one.item === id)
  const set = (id: string, done: boolean | undefined, note: string): void =>
    session.set((body) =>
      withItem(body, done === undefined ? undefined : { item: id, done, ...(note ? { note } : {}) }, id),
    )
  const tally = tallyOf(session.body)
  const words = (text: string): string =>
    text.replace(/_{2,}/, String(part === 'after' ? tally.out : tally.in))
  const done = items.filter((one) => found(one.id)?.done).length
  return (
    <Card
      title={title}
      actions={<span className={styles.small}>{t('session.doneOf', { done, all: items.length })}</span>}
      isFlush
    >
      <ul className={styles.list}>
        {items.map((one) => {
          const item = found(one.id)
          return (
            <li key={one.id} className={styles.item}>
              <p>{words(one.text)}</p>
              <Segmented
                label={words(one.text)}
                hidesLabel
                value={item ? (item.done ? 'done' : 'not') : null}
                onValue={(value) =>
                  set(one.id, value === null ? undefined : value === 'done', item?.note ?? '')
                }
                choices={[
                  { value: 'done', label: t('session.done'), tone: 'go' },
                  { value: 'not', label: t('session.notDone'), tone: 'caution' },
                ]}
              />
              {item && !item.done && (
                <div className={styles.itemNote}>
                  <TextField
                    label={t('session.whyNot')}
                    value={item.note ?? ''}
                    onValue={(note) => set(one.id, false, note)}
                  />
                </div>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
