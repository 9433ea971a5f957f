// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { useDraft } from '@/api/draft'
import { asRefusal, newId, useCreate, useEntries, type Body } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { Button, Failed, Notice, Page, SelectField, TextArea, TextField, useToast } from '@/design'
import { useText } from '@/text'
import { CallClinic } from './CallClinic'
import { useHouse } from './house'
import { nameOf, useEpisode } from './own'
import type { Thread } from './threads'
import styles from './Messages.module.css'

type Written = Readonly<{ to: string; subject: string; text: string }>

/** A new message; or the one that withdraws a consent, which the clinic then carries out. */
export function Compose({ isWithdrawing = false }: { readonly isWithdrawing?: boolean }): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const say = useToast()
  const [, go] = useLocation()
  const people = useEntries('practitioner', { limit: 100 })
  const episode = useEpisode()
  const create = useCreate('message')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const usual = episode.state === 'ready' ? (episode.data?.body.practitioner ?? '') : ''
  const { value, set, clear } = useDraft<Written>(
    `patient.${self}.${isWithdrawing ? 'withdraw' : 'message'}`,
    {
      to: '',
      subject: isWithdrawing ? t('patient.withdrawSubject') : '',
      text: isWithdrawing ? t('patient.withdrawText') : '',
    },
  )
  const to = value.to || usual
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setRefusal(null)
    const body: Body<'message'> = {
      patient: self,
      from: self,
      ...(to ? { to } : {}),
      subject: value.subject.trim(),
      text: value.text.trim(),
      sentAt: new Date().toISOString(),
    }
    create.mutate(
      { id: newId(), body },
      {
        onSuccess: () => {
          clear()
          say({ text: t('patient.messageSent'), tone: 'go' })
          go('/messages')
        },
        onError: (thrown) => setRefusal(asRefusal(thrown)),
      },
    )
  }
  const staff = people.state === 'ready' ? people.data.entries : []
  return (
    <Page
      title={isWithdrawing ? t('patient.withdrawTitle') : t('patient.write')}
      width="text"
      back={{ to: '/messages', label: t('patient.messages') }}
    >
      <Notice tone="info" title={t('patient.notUrgent')} actions={<CallClinic />} />
      <form className={styles.form} onSubmit={submit}>
        <SelectField
          label={t('patient.toWhom')}
          value={to}
          onValue={(next) => set({ ...value, to: next })}
          empty={t('patient.theClinic')}
          options={staff.map((one) => ({ value: one.id, label: nameOf(one.body) }))}
        />
        <TextField
          label={t('patient.subject')}
          value={value.subject}
          onValue={(subject) => set({ ...value, subject })}
          error={refusal?.at('/body/subject')}
          maxLength={200}
          required
        />
        <TextArea
          label={t('patient.yourMessage')}
          value={value.text}
          onValue={(text) => set({ ...value, text })}
          error={refusal?.at('/body/text')}
          rows={7}
          maxLength={4000}
          required
        />
        {refusal && <Failed refusal={refusal} />}
        <Button tone="primary" size="large" submits isBusy={create.isPending}>
          {t('patient.send')}
        </Button>
      </form>
    </Page>
  )
}

export function Reply({ thread }: { readonly thread: Thread }): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const say = useToast()
  const create = useCreate('message')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { value, set, clear } = useDraft(`patient.${self}.reply.${thread.id}`, '')
  const theirs = [...thread.messages].reverse().find((one) => one.body.from !== self)
  const to = theirs?.body.from ?? thread.last.body.to
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setRefusal(null)
    create.mutate(
      {
        id: newId(),
        body: {
          patient: self,
          from: self,
          ...(to ? { to } : {}),
          answers: thread.last.id,
          subject: thread.subject,
          text: value.trim(),
          sentAt: new Date().toISOString(),
        },
      },
      {
        onSuccess: () => {
          clear()
          say({ text: t('patient.messageSent'), tone: 'go' })
        },
        onError: (thrown) => setRefusal(asRefusal(thrown)),
      },
    )
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextArea
        label={t('patient.answer')}
        value={value}
        onValue={(next) => set(next)}
        error={refusal?.at('/body/text')}
        rows={4}
        maxLength={4000}
        required
      />
      {refusal && <Failed refusal={refusal} />}
      <Button tone="primary" size="large" submits isBusy={create.isPending}>
        {t('patient.send')}
      </Button>
    </form>
  )
}
