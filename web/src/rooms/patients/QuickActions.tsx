// SPDX-License-Identifier: Apache-2.0
import {
  CalendarPlus,
  ClipboardList,
  Ellipsis,
  History,
  Mail,
  Merge as MergeSign,
  PencilLine,
  Send,
  Syringe,
} from 'lucide-react'
import { type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { may, useMe } from '@/app/session'
import type { Entry } from '@/api/entries'
import { Button, Menu, type MenuAction } from '@/design'
import { useShortcuts } from '@/record'
import { useText } from '@/text'
import { useBegin } from './useBegin'
import type { PatientRecord } from './usePatientRecord'

/** What one most likely came to do with this patient. */
export function QuickActions({
  patient,
  record,
  onInvite,
  onMerge,
  onHistory,
}: {
  readonly patient: Entry<'patient'>
  readonly record: PatientRecord
  readonly onInvite: () => void
  readonly onMerge: () => void
  readonly onHistory: () => void
}): ReactElement {
  const t = useText()
  const me = useMe()
  const [, go] = useLocation()
  const begin = useBegin(patient.id, record)
  const home = `/patients/${patient.id}`
  const isClinical = may(me, 'assessment', 'create')
  const isGone = patient.body.mergedInto !== undefined
  const book = (): void => go(`/diary/book/${patient.id}`)
  const letter = (): void => go(`${home}/letters/new`)
  const details = (): void => go(`${home}/details`)
  const canTreat = isClinical && !isGone
  useShortcuts({
    a: canTreat ? begin.assessment : undefined,
    s: canTreat ? begin.session : undefined,
    b: book,
    l: may(me, 'letter', 'create') ? letter : undefined,
    e: details,
    m: may(me, 'message', 'see') ? () => go(`${home}/messages`) : undefined,
  })
  const more: MenuAction[] = [
    ...(may(me, 'letter', 'create')
      ? [{ label: t('patients.writeLetter'), icon: <Mail aria-hidden />, onSelect: letter }]
      : []),
    { label: t('patients.edit'), icon: <PencilLine aria-hidden />, onSelect: details },
    { label: t('patients.invite'), icon: <Send aria-hidden />, onSelect: onInvite },
    { label: t('patients.versions'), icon: <History aria-hidden />, onSelect: onHistory },
    ...(isGone ? [] : [{ label: t('patients.merge'), icon: <MergeSign aria-hidden />, onSelect: onMerge }]),
  ]
  return (
    <>
      {canTreat && (
        <Button
          tone={begin.session ? 'plain' : 'primary'}
          icon={<ClipboardList aria-hidden />}
          title={t('patients.keys', { letter: 'A' })}
          aria-keyshortcuts="Alt+A"
          isBusy={begin.isBusy}
          onClick={begin.assessment}
        >
          {begin.open ? t('patients.goOnAssessment') : t('patients.newAssessment')}
        </Button>
      )}
      {canTreat && (
        <Button
          tone={begin.session ? 'primary' : 'plain'}
          icon={<Syringe aria-hidden />}
          title={begin.session ? t('patients.keys', { letter: 'S' }) : t('patients.noSession')}
          aria-keyshortcuts="Alt+S"
          disabled={!begin.session}
          isBusy={begin.isBusy}
          onClick={begin.session}
        >
          {begin.openSession ? t('patients.goOnSession') : t('patients.newSession')}
        </Button>
      )}
      <Button
        tone={isClinical ? 'plain' : 'primary'}
        icon={<CalendarPlus aria-hidden />}
        title={t('patients.keys', { letter: 'B' })}
        aria-keyshortcuts="Alt+B"
        onClick={book}
      >
        {t('patients.book')}
      </Button>
      <Menu label={t('patients.more')} button={<Ellipsis aria-hidden size={20} />} actions={more} />
    </>
  )
}
