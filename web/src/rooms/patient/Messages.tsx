// SPDX-License-Identifier: Apache-2.0
import { PenLine } from 'lucide-react'
import { useEffect, useRef, type ReactElement } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { useEntries, useWrite, type Entry } from '@/api/entries'
import { Await, Badge, Card, Empty, LinkButton, Page, Stack } from '@/design'
import { useText } from '@/text'
import { Compose, Reply } from './Compose'
import { useHouse, useZone } from './house'
import { usePeople } from './own'
import { threadsOf, type Thread } from './threads'
import { useTimes } from './times'
import styles from './Messages.module.css'

/** Messages with the clinic, thread by thread; one of them, or a new one. */
export function Messages(): ReactElement {
  const { '*': path = '' } = useParams<{ '*'?: string }>()
  if (path === 'new') return <Compose />
  if (path === 'withdraw') return <Compose isWithdrawing />
  return <Threads shown={path} />
}

function Threads({ shown }: { readonly shown: string }): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const page = useEntries('message', { patient: self, limit: 200 })
  return (
    <Await of={page} lines={5}>
      {({ entries }) => {
        const threads = threadsOf(entries, self)
        const one = threads.find((thread) => thread.id === shown)
        return one ? (
          <OneThread thread={one} />
        ) : (
          <List threads={threads} title={t('patient.messagesTitle')} />
        )
      }}
    </Await>
  )
}

function List({
  threads,
  title,
}: {
  readonly threads: readonly Thread[]
  readonly title: string
}): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const { self } = useHouse()
  const people = usePeople()
  return (
    <Page
      title={title}
      subtitle={t('patient.messagesHint')}
      width="text"
      actions={
        <LinkButton tone="primary" to="/messages/new" icon={<PenLine aria-hidden />}>
          {t('patient.write')}
        </LinkButton>
      }
    >
      {threads.length === 0 ? (
        <Empty title={t('patient.noMessages')} />
      ) : (
        <Card isFlush>
          <ul className={styles.threads}>
            {threads.map((thread) => (
              <li key={thread.id}>
                <Link href={`/messages/${thread.id}`} className={styles.thread}>
                  <span className={styles.line}>
                    <strong>{thread.subject}</strong>
                    <span className={styles.soft}>{times.brief(thread.last.body.sentAt)}</span>
                  </span>
                  <span className={styles.text}>
                    {thread.last.body.from === self
                      ? t('patient.youWrote', { text: thread.last.body.text })
                      : t('patient.theyWrote', {
                          name: people.get(thread.last.body.from ?? '') ?? t('patient.theClinic'),
                          text: thread.last.body.text,
                        })}
                  </span>
                  {thread.unread.length > 0 && <Badge tone="info">{t('patient.new')}</Badge>}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Page>
  )
}

function OneThread({ thread }: { readonly thread: Thread }): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const { self } = useHouse()
  const people = usePeople()
  useMarkRead(thread.unread)
  return (
    <Page title={thread.subject} width="text" back={{ to: '/messages', label: t('patient.messages') }}>
      <Stack>
        <ol className={styles.messages}>
          {thread.messages.map((one) => {
            const isMine = one.body.from === self
            return (
              <li key={one.id} className={isMine ? styles.mine : styles.theirs}>
                <p className={styles.soft}>
                  {isMine ? t('patient.you') : (people.get(one.body.from ?? '') ?? t('patient.theClinic'))}
                  {', '}
                  {times.day(one.body.sentAt)} {times.time(one.body.sentAt)}
                </p>
                <p className={styles.words}>{one.body.text}</p>
              </li>
            )
          })}
        </ol>
        <Reply thread={thread} />
      </Stack>
    </Page>
  )
}

/** What is on the screen has been read: the clinic sees that. */
function useMarkRead(unread: readonly Entry<'message'>[]): void {
  const { self } = useHouse()
  const { mutate } = useWrite('message')
  const [location] = useLocation()
  const marked = useRef(new Set<string>())
  useEffect(() => {
    for (const one of unread) {
      if (marked.current.has(one.id) || one.body.to !== self) continue
      marked.current.add(one.id)
      mutate({
        id: one.id,
        follows: one.version,
        body: { ...one.body, readAt: new Date().toISOString() },
      })
    }
  }, [unread, mutate, self, location])
}
