// SPDX-License-Identifier: Apache-2.0
import { changed } from '@/api/changed'
import { Trash2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Button, Card, IconButton, Row, Segmented, SelectField, Stack } from '@/design'
import { gradesOf, signLevels, signTests, type Sign } from '@/record'
import { useText } from '@/text'
import type { StepProps } from './SessionMode'
import { useQuestionShelf } from './useSessionMode'
import styles from './session.module.css'

/** Feeling, power and reflexes, where they are not as they were before. */
export function NeurologyAfter({ session }: StepProps): ReactElement {
  const t = useText()
  const [test, setTest] = useState<Sign['test']>('dermatome')
  const [level, setLevel] = useState<Sign['level']>('l5')
  const [side, setSide] = useState<'left' | 'right'>('right')
  const shelf = useQuestionShelf()
  const gradings = (shelf.state === 'ready' && shelf.data.signs) || []
  const signs = session.body.neurologyAfter ?? []
  const setSigns = (next: Sign[]): void =>
    session.set((body) => changed(body, { neurologyAfter: next.length > 0 ? next : undefined }))
  const add = (grade: number): void =>
    setSigns([
      ...signs.filter((one) => one.test !== test || one.level !== level || one.side !== side),
      { test, level, side, grade },
    ])
  return (
    <Card title={t('session.neurology')}>
      <Stack>
        <p className={styles.hint}>{t('session.neurologyHint')}</p>
        {signs.map((sign) => (
          <Row key={`${sign.test} ${sign.level} ${sign.side}`} isSpread>
            <span>
              {t('session.sign_', {
                test: t.word(sign.test),
                level: sign.level.toUpperCase(),
                side: t.word(sign.side),
                grade: sign.grade ?? 0,
              })}
            </span>
            <IconButton
              label={t('session.removeSign')}
              icon={<Trash2 aria-hidden />}
              onClick={() => setSigns(signs.filter((one) => one !== sign))}
            />
          </Row>
        ))}
        <Row>
          <SelectField
            label={t('session.test')}
            value={test}
            onValue={(value) => setTest(value || 'dermatome')}
            options={signTests.map((value) => ({ value, label: t.word(value) }))}
          />
          <SelectField
            label={t('session.root')}
            value={level}
            onValue={(value) => setLevel(value || 'l5')}
            options={signLevels.map((value) => ({ value, label: value.toUpperCase() }))}
          />
          <Segmented
            label={t('session.side')}
            value={side}
            canClear={false}
            onValue={(value) => setSide(value ?? 'right')}
            choices={[
              { value: 'right', label: t.word('right') },
              { value: 'left', label: t.word('left') },
            ]}
          />
        </Row>
        <Row gap={2}>
          <span className={styles.small}>{t('session.addGrade')}</span>
          {gradesOf(gradings, test).map((grade) => (
            <Button key={grade} size="small" onClick={() => add(grade)}>
              {grade}
            </Button>
          ))}
        </Row>
      </Stack>
    </Card>
  )
}
