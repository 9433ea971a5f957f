// SPDX-License-Identifier: Apache-2.0
import { Combobox, ComboboxItem, ComboboxPopover, ComboboxProvider } from '@ariakit/react'
import { Search } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { useText } from '@/text'
import { useDesk } from './desk'
import { groupName } from './groups'
import type { Question } from './wire'
import styles from './room.module.css'

const mostShown = 12

/** Those whose words hold every word that was typed. */
export function foundQuestions(questions: readonly Question[], typed: string): readonly Question[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  return questions
    .filter((question) => {
      const text = [
        question.id.replaceAll('_', ' '),
        question.group.replaceAll('_', ' '),
        question.ask ?? '',
        question.examine ?? '',
        ...(question.choices ?? []).map((choice) => choice.text),
      ]
        .join(' ')
        .toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .slice(0, mostShown)
}

/** Finds a question by its words and goes there; "/" begins. */
export function FindQuestion(): ReactElement {
  const t = useText()
  const { questions, jump } = useDesk()
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const found = useMemo(
    () =>
      foundQuestions(
        questions.filter((question) => !question.isGiven),
        typed,
      ),
    [questions, typed],
  )
  useEffect(() => {
    const begin = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement | null
      const isText =
        target instanceof HTMLTextAreaElement ||
        (target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type))
      if (event.key !== '/' || isText || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      field.current?.focus()
    }
    window.addEventListener('keydown', begin)
    return () => window.removeEventListener('keydown', begin)
  }, [])
  return (
    <ComboboxProvider value={typed} setValue={setTyped}>
      <div className={styles.find}>
        <Search aria-hidden size={16} />
        <Combobox
          ref={field}
          aria-label={t('assessment.find')}
          placeholder={t('assessment.find')}
          autoSelect
        />
        <kbd aria-hidden>/</kbd>
      </div>
      {typed.trim() !== '' && (
        <ComboboxPopover gutter={4} portal sameWidth className={styles.foundList}>
          {found.map((question) => (
            <ComboboxItem
              key={question.id}
              value={question.id}
              setValueOnClick={false}
              className={styles.foundItem}
              onClick={() => {
                setTyped('')
                jump(question.id)
              }}
            >
              <span>{question.ask ?? question.examine ?? question.id}</span>
              <span className={styles.foundGroup}>{groupName(t, question.group)}</span>
            </ComboboxItem>
          ))}
          {found.length === 0 && <p className={styles.foundNone}>{t('assessment.findNone')}</p>}
        </ComboboxPopover>
      )}
    </ComboboxProvider>
  )
}
