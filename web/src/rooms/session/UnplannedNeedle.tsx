// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { useKept } from '@/api/useOutbox'
import { Button, Dialog, Notice, SelectField, Stack, TextField } from '@/design'
import { useText } from '@/text'
import { addNeedle, anotherLike, preparedNeedles } from './needles'
import type { StepProps } from './SessionMode'
import { targetName } from './targets'
import type { Shelf, TargetChoice } from './wire'

/** A needle more: of a planned target, or one the plan does not have. */
export function UnplannedNeedle({
  session,
  plan,
  isOpen,
  onClose,
}: StepProps & { readonly isOpen: boolean; readonly onClose: () => void }): ReactElement {
  const t = useText()
  const [target, setTarget] = useState('')
  const [side, setSide] = useState<'right' | 'left'>('right')
  const [entry, setEntry] = useState('')
  const shelf = useKept<Shelf<TargetChoice>>('library targets', isOpen ? '/api/v1/library/targets' : '')
  const muscles = shelf.state === 'ready' ? [...new Set(shelf.data.items.map((one) => one.muscle))] : []
  const add = (): void => {
    session.set((body) => addNeedle(body, { target: `${target}.${side}`, entry }))
    setEntry('')
    onClose()
  }
  return (
    <Dialog
      title={t('session.addNeedle')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <Button tone="primary" disabled={!target || !entry} onClick={add}>
          {t('session.add')}
        </Button>
      }
    >
      <Stack>
        {preparedNeedles(plan.body).map((needle) => (
          <Button
            key={needle.plannedTarget}
            size="large"
            onClick={() => {
              session.set((body) => addNeedle(body, anotherLike(needle)))
              onClose()
            }}
          >
            {t('session.anotherOf', { name: targetName(t, needle.target, needle.level) })}
          </Button>
        ))}
        <Notice tone="caution" title={t('session.unplanned')}>
          <p>{t('session.unplannedHint')}</p>
        </Notice>
        {muscles.length > 0 ? (
          <SelectField
            label={t('session.muscle')}
            value={target}
            onValue={setTarget}
            empty={t('session.choose')}
            options={muscles.map((value) => ({ value, label: targetName(t, value) }))}
          />
        ) : (
          <TextField
            label={t('session.muscle')}
            value={target}
            onValue={(value) => setTarget(value.trim().toLowerCase().replaceAll(' ', '_'))}
          />
        )}
        <SelectField
          label={t('session.side')}
          value={side}
          onValue={(value) => setSide(value === 'left' ? 'left' : 'right')}
          options={[
            { value: 'right', label: t.word('right') },
            { value: 'left', label: t.word('left') },
          ]}
        />
        <TextField
          label={t('session.entry')}
          hint={t('session.entryHint')}
          value={entry}
          onValue={setEntry}
          required
        />
      </Stack>
    </Dialog>
  )
}
