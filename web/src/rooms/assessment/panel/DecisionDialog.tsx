// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { useMe } from '@/app/session'
import { useEntry } from '@/api/entries'
import { Button, Dialog, Failed, Stack, TextArea, TextField } from '@/design'
import { useText } from '@/text'
import { useDesk } from '../desk'
import { useRules } from '../library'
import type { Decision, Note } from '../wire'
import styles from './panel.module.css'

/** A clearance is somebody's word that a rule asks for; an override is the clinician's own. */
export type Deciding = Readonly<{ note: Note; kind: 'clearances' | 'overrides' }>

/** Asks who answers for a rule, and why. It is kept and stays in view; whether it counts, the server says. */
export function DecisionDialog({
  deciding: { note, kind },
  onClose,
}: {
  readonly deciding: Deciding
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  const me = useMe()
  const { body, change } = useDesk()
  const rules = useRules()
  const own = useEntry('practitioner', me.person ?? '')
  const ownName =
    own.state === 'ready' ? [own.data.body.given, own.data.body.family].flat().join(' ') : me.login
  const [by, setBy] = useState<string>()
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const clearedBy =
    rules.state === 'ready' ? rules.data.items.find((one) => one.id === note.ruleId)?.clearedBy : undefined
  const who = by ?? (kind === 'overrides' ? ownName : '')
  const keep = (): void => {
    setTried(true)
    if (who.trim() === '' || reason.trim() === '') return
    const decision: Decision = { rule: note.ruleId, by: who.trim(), reason: reason.trim(), on: body.on }
    change((before) => ({
      ...before,
      [kind]: [...(before[kind] ?? []).filter((one) => one.rule !== note.ruleId), decision],
    }))
    onClose()
  }
  return (
    <Dialog
      title={t(kind === 'clearances' ? 'screening.clear' : 'screening.override')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('assessment.cancel')}</Button>
          <Button tone="primary" onClick={keep}>
            {t('screening.keepDecision')}
          </Button>
        </>
      }
    >
      <Stack>
        <p className={styles.noteWhat}>{note.what}</p>
        <p>{note.because}</p>
        {kind === 'clearances' && clearedBy !== undefined && clearedBy !== '' && (
          <p>{t('screening.clearedBy', { who: clearedBy })}</p>
        )}
        {rules.state === 'failed' && <Failed refusal={rules.refusal} retry={rules.retry} />}
        <TextField
          label={t('screening.by')}
          value={who}
          onValue={setBy}
          maxLength={200}
          error={isTried && who.trim() === '' ? t('screening.byMissing') : undefined}
        />
        <TextArea
          label={t('screening.reason')}
          hint={t('screening.reasonHint')}
          value={reason}
          onValue={setReason}
          maxLength={4000}
          rows={3}
          error={isTried && reason.trim() === '' ? t('screening.reasonMissing') : undefined}
        />
      </Stack>
    </Dialog>
  )
}
