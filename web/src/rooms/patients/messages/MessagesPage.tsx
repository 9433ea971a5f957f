// SPDX-License-Identifier: Apache-2.0
import { MessageSquare, Send } from 'lucide-react'
import { useEffect, useRef, type FormEvent, type KeyboardEvent, type ReactElement } from 'react'
import { useDraft } from '@/api/draft'
import { asRefusal, newId, useCreate, useEntries, useWrite, type Entry } from '@/api/entries'
import { useMe } from '@/app/session'
import { Await, Button, Empty, Failed, Page, TextArea, TextField } from '@/design'
import { fullName, useClinicTime, usePractitioners } from '@/record'
import { useText } from '@/text'
import styles from './messages.module.css'

type Message = Entry<'message'>

/** What the clinic and the patient wrote to each other, the newest last. */
export function MessagesPage({ patient }: { readonly patient: Entry<'patient'> }): ReactElement {
  const t = useText()
  const found = useEntries('message', { patient: patient.id, sort: '-date', limit: 200 })
  return (
    <Page
      title={t('patients.messages')}
      subtitle={t('letters.messagesHint')}
      back={{ to: `/patients/${patient.id}`, label: fullName(patient.body) }}
      width="text"
    >
      <Await of={found} lines={6}>
        {({ entries }) => <Thread patient={patient} messages={[...entries].reverse()} />}
      </Await>
    </Page>
  )
}

function Thread({
  patient,
  messages,
}: {
  readonly patient: Entry<'patient'>
  readonly messages: readonly Message[]
}): ReactElement {
  const t = useText()
  const end = useRef<HTMLDivElement>(null)
  useMarkedRead(patient.id, messages)
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [messages.length])
  return (
    <>
      {messages.length === 0 ? (
        <Empty icon={<MessageSquare aria-hidden size={28} />} title={t('letters.noMessages')} />
      ) : (
        <ol className={styles.thread}>
          {messages.map((message) => (
            <Bubble key={message.id} message={message} patient={patient} />
          ))}
        </ol>
      )}
      <Reply patient={patient} last={messages.at(-1)} />
      <div ref={end} />
    </>
  )
}

/** Seeing what the patient wrote to this reader, or to whoever is there, marks it as read. */
function useMarkedRead(patient: string, messages: readonly Message[]): void {
  const me = useMe()
  const { mutate } = useWrite('message')
  const marked = useRef(new Set<string>())
  useEffect(() => {
    for (const message of messages) {
      const { from, to, readAt } = message.body
      const isMine = from === patient && (to === undefined || to === me.person)
      if (!isMine || readAt !== undefined || message.state !== 'open' || marked.current.has(message.id))
        continue
      marked.current.add(message.id)
      mutate({
        id: message.id,
        follows: message.version,
        body: { ...message.body, readAt: new Date().toISOString() },
      })
    }
  }, [messages, me.person, mutate, patient])
}

function Bubble({
  message,
  patient,
}: {
  readonly message: Message
  readonly patient: Entry<'patient'>
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const practitioners = usePractitioners()
  const { body } = message
  const isTheirs = body.from === patient.id
  const who = isTheirs
    ? fullName(patient.body)
    : fullName(practitioners.get(body.from ?? '') ?? {}) || t('letters.clinic')
  const to = isTheirs && body.to ? fullName(practitioners.get(body.to) ?? {}) : ''
  return (
    <li className={isTheirs ? styles.theirs : styles.ours}>
      <p className={styles.head}>
        <strong>{who}</strong>
        {to && <span>{t('letters.messageTo', { name: to })}</span>}
        <time dateTime={body.sentAt}>{time.moment(body.sentAt)}</time>
      </p>
      <p className={styles.subject}>{body.subject}</p>
      <p className={styles.text}>{body.text}</p>
      {!isTheirs && (
        <p className={styles.read}>
          {body.readAt ? t('letters.readAt', { when: time.moment(body.readAt) }) : t('letters.notRead')}
        </p>
      )}
    </li>
  )
}

function Reply({
  patient,
  last,
}: {
  readonly patient: Entry<'patient'>
  readonly last: Message | undefined
}): ReactElement {
  const t = useText()
  const me = useMe()
  const create = useCreate('message')
  const draft = useDraft(`messages.${patient.id}`, { subject: '', text: '', id: newId() })
  const { value } = draft
  const refusal = create.error ? asRefusal(create.error) : null
  const send = (): void => {
    create.mutate(
      {
        id: value.id,
        body: {
          patient: patient.id,
          ...(me.person ? { from: me.person } : {}),
          to: patient.id,
          ...(last ? { answers: last.id } : {}),
          subject: value.subject.trim() || (last?.body.subject ?? t('letters.noSubject')),
          text: value.text.trim(),
          sentAt: new Date().toISOString(),
        },
      },
      {
        onSuccess: () => {
          draft.clear()
          draft.set({ subject: '', text: '', id: newId() })
        },
      },
    )
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    send()
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
  }
  return (
    <form className={styles.reply} onSubmit={submit} noValidate>
      <TextField
        label={t('letters.subject')}
        value={value.subject}
        onValue={(subject) => draft.set((before) => ({ ...before, subject }))}
        placeholder={last?.body.subject}
        error={refusal?.at('/body/subject')}
      />
      <TextArea
        label={t('letters.message')}
        hint={t('letters.messageHint')}
        value={value.text}
        onValue={(text) => draft.set((before) => ({ ...before, text }))}
        onKeyDown={keys}
        error={refusal?.at('/body/text')}
        required
      />
      {refusal && refusal.at('/body/text') === undefined && refusal.at('/body/subject') === undefined && (
        <Failed refusal={refusal} />
      )}
      <div>
        <Button tone="primary" icon={<Send aria-hidden />} submits isBusy={create.isPending}>
          {t('letters.send')}
        </Button>
      </div>
    </form>
  )
}
