// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { Button, Dialog, Segmented, Stack } from '@/design'
import { useText, type Text } from '@/text'
import { findingOf, inWords, sideOf } from '@/record/answers'
import { markInWords } from './chart/marks'
import { useDesk } from './desk'
import type { Difference, FieldName } from './merge'
import type { Clash } from './useWork'
import type { Answer, Mark, Question } from './wire'
import styles from './room.module.css'

const keyOf = (name: FieldName): string =>
  'answer' in name ? `answer ${name.answer}` : `field ${name.field}`

function said(questions: readonly Question[], name: FieldName, value: unknown, t: Text): string {
  if (value === undefined) return t('assessment.nothing')
  if ('answer' in name) {
    const question = questions.find((one) => one.id === findingOf(name.answer))
    return question
      ? inWords(question, value as Answer, { yes: t('assessment.yes'), no: t('assessment.no') })
      : String(value)
  }
  if (name.field === 'chart') return (value as readonly Mark[]).map((mark) => markInWords(mark, t)).join('; ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function titleOf(questions: readonly Question[], name: FieldName, t: Text): string {
  if ('field' in name) return t.word(`field_${name.field}`)
  const question = questions.find((one) => one.id === findingOf(name.answer))
  const side = sideOf(name.answer)
  const words = question?.ask ?? question?.examine ?? name.answer
  return side ? t('assessment.onSide', { words, side: t.word(side) }) : words
}

/** Somebody else wrote meanwhile: what they changed, field by field, beside what is here. */
export function ClashDialog({
  clash,
  onSettle,
}: {
  readonly clash: Clash
  readonly onSettle: (taken: readonly FieldName[]) => void
}): ReactElement {
  const t = useText()
  const { questions } = useDesk()
  const [chosen, setChosen] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({})
  // What was changed there alone is taken; what was changed on both sides has to be chosen.
  const choiceOf = (one: Difference): 'mine' | 'theirs' | null =>
    chosen[keyOf(one.name)] ?? (one.isClash ? null : 'theirs')
  const open = clash.differences.filter((one) => choiceOf(one) === null).length
  const [isTried, setTried] = useState(false)
  return (
    <Dialog
      title={t('assessment.clash')}
      isOpen
      onClose={() => setTried(true)}
      shape="wide"
      actions={
        <Button
          tone="primary"
          onClick={() => {
            setTried(true)
            if (open === 0)
              onSettle(clash.differences.filter((one) => choiceOf(one) === 'theirs').map((one) => one.name))
          }}
        >
          {t('assessment.clashGoOn')}
        </Button>
      }
    >
      <Stack>
        <p>{t('assessment.clashHint')}</p>
        {isTried && open > 0 && <p role="alert">{t('assessment.clashOpen', { count: open })}</p>}
        <ul className={styles.clashes}>
          {clash.differences.map((one) => (
            <li key={keyOf(one.name)}>
              <p className={styles.clashName}>{titleOf(questions, one.name, t)}</p>
              <dl>
                <div>
                  <dt>{t('assessment.mine')}</dt>
                  <dd>{said(questions, one.name, one.mine, t)}</dd>
                </div>
                <div>
                  <dt>{t('assessment.theirs')}</dt>
                  <dd>{said(questions, one.name, one.theirs, t)}</dd>
                </div>
              </dl>
              <Segmented
                label={titleOf(questions, one.name, t)}
                hidesLabel
                canClear={false}
                value={choiceOf(one)}
                onValue={(value) => {
                  if (value) setChosen({ ...chosen, [keyOf(one.name)]: value })
                }}
                choices={[
                  { value: 'mine', label: t('assessment.keepMine') },
                  { value: 'theirs', label: t('assessment.takeTheirs') },
                ]}
              />
            </li>
          ))}
        </ul>
        {clash.differences.length === 0 && <p>{t('assessment.clashNone')}</p>}
      </Stack>
    </Dialog>
  )
}
