// SPDX-License-Identifier: Apache-2.0
import { Minus, Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import {
  Button,
  Checkbox,
  CheckGroup,
  Dialog,
  IconButton,
  NumberField,
  Row,
  Segmented,
  Stack,
  TextArea,
  TextField,
} from '@/design'
import { useText, type TextKey } from '@/text'
import { LotField } from './LotField'
import { changeNeedle, stageOf, type NeedleChange } from './needles'
import type { StepProps } from './SessionMode'
import type { Needle } from './wire'
import styles from './session.module.css'

const techniques = ['superficial', 'still', 'rotated', 'pistoned', 'electrical'] as const
const complications = [
  'bleeding',
  'bruise',
  'haematoma',
  'pain',
  'nerve_contact',
  'vessel_contact',
  'stuck',
  'bent',
  'broken',
  'left_in',
  'fainting',
  'other',
] as const
const deviations: readonly TextKey[] = [
  'session.lessDeepBone',
  'session.lessDeepAsked',
  'session.lessDeepFelt',
  'session.otherEntry',
  'session.otherDirection',
  'session.notBorne',
]
const depthStepMm = 5

function numberOf(typed: string): number | undefined {
  const value = Number(typed.trim().replace(',', '.'))
  return typed.trim() === '' || !Number.isFinite(value) ? undefined : value
}

/** What was otherwise than planned, in two taps; and everything else that is written down of a needle. */
export function NeedleSheet({
  session,
  stock,
  needle,
  place,
  name,
  plannedDepthMm,
  isOpen,
  onClose,
  onUndo,
}: Pick<StepProps, 'session' | 'stock'> & {
  readonly needle: Needle
  readonly place: number
  readonly name: string
  readonly plannedDepthMm: number | undefined
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onUndo: () => void
}): ReactElement {
  const t = useText()
  const set = (change: NeedleChange): void => session.set((body) => changeNeedle(body, place, change))
  const stage = stageOf(needle)
  const note = needle.note ?? ''
  const parts = note.split('; ').filter(Boolean)
  const depth = needle.depthMm ?? plannedDepthMm ?? 0
  return (
    <Dialog
      title={`${String(place + 1)} · ${name}`}
      shape="side"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          {(stage === 'in' || stage === 'out') && (
            <Button tone="quiet" onClick={onUndo}>
              {stage === 'out' ? t('session.stillInAfterAll') : t('session.notInAfterAll')}
            </Button>
          )}
          <Button tone="primary" onClick={onClose}>
            {t('session.done')}
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        <div
          className={styles.chips}
          role="group"
          aria-label={t('session.differs')}
          hidden={stage === 'ready'}
        >
          {deviations.map((key) => {
            const words = t(key)
            const isOn = parts.includes(words)
            return (
              <button
                key={key}
                type="button"
                className={styles.chip}
                aria-pressed={isOn}
                onClick={() =>
                  set({ note: (isOn ? parts.filter((one) => one !== words) : [...parts, words]).join('; ') })
                }
              >
                {words}
              </button>
            )
          })}
        </div>
        <Row>
          <IconButton
            label={t('session.lessDeep')}
            icon={<Minus aria-hidden />}
            onClick={() => set({ depthMm: Math.max(0, depth - depthStepMm) })}
          />
          <NumberField
            label={t('session.depthReached')}
            unit="mm"
            value={needle.depthMm === undefined ? '' : String(needle.depthMm)}
            onValue={(typed) => set({ depthMm: numberOf(typed) })}
          />
          <IconButton
            label={t('session.deeper')}
            icon={<Plus aria-hidden />}
            onClick={() => set({ depthMm: depth + depthStepMm })}
          />
        </Row>
        <Row>
          <NumberField
            label={t('session.offsetLateral')}
            hint={t('session.offsetLateralHint')}
            unit="mm"
            value={needle.offsetLateralMm === undefined ? '' : String(needle.offsetLateralMm)}
            onValue={(typed) => set({ offsetLateralMm: numberOf(typed) })}
          />
          <NumberField
            label={t('session.offsetCranial')}
            hint={t('session.offsetCranialHint')}
            unit="mm"
            value={needle.offsetCranialMm === undefined ? '' : String(needle.offsetCranialMm)}
            onValue={(typed) => set({ offsetCranialMm: numberOf(typed) })}
          />
        </Row>
        <TextField
          label={t('session.entry')}
          value={needle.entry ?? ''}
          onValue={(entry) => set({ entry: entry || undefined })}
        />
        <LotField session={session} stock={stock} needle={needle} place={place} />
        <Segmented
          label={t('session.technique')}
          value={needle.technique ?? null}
          onValue={(technique) =>
            set({
              technique: technique ?? undefined,
              ...(technique === 'pistoned' ? {} : { passes: undefined }),
            })
          }
          choices={techniques.map((value) => ({ value, label: t.word(value) }))}
        />
        {needle.technique === 'pistoned' && (
          <NumberField
            label={t('session.passes')}
            value={needle.passes === undefined ? '' : String(needle.passes)}
            onValue={(typed) => set({ passes: numberOf(typed) })}
          />
        )}
        <Checkbox
          label={t('session.boneContact')}
          isChecked={needle.boneContact === true}
          onChecked={(isOn) => set({ boneContact: isOn || undefined })}
        />
        <Checkbox
          label={t('session.guideTube')}
          isChecked={needle.guideTube === true}
          onChecked={(isOn) => set({ guideTube: isOn || undefined })}
        />
        <CheckGroup
          label={t('session.complications')}
          values={needle.complications ?? []}
          onValues={(values) => set({ complications: values.length > 0 ? [...values] : undefined })}
          choices={complications.map((value) => ({ value, label: t.word(value) }))}
        />
        {stage !== 'ready' && (
          <TextArea
            label={t('session.note')}
            rows={3}
            value={note}
            onValue={(value) => set({ note: value || undefined })}
          />
        )}
      </Stack>
    </Dialog>
  )
}
