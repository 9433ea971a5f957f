// SPDX-License-Identifier: Apache-2.0
import { ChevronRight, Download, HeartHandshake, NotebookPen, Printer, UserRound } from 'lucide-react'
import { useRef, useState, type ReactElement } from 'react'
import { Link } from 'wouter'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { save } from '@/api/save'
import { Await, Badge, Button, Card, Empty, Failed, LinkButton, Page, Stack } from '@/design'
import { useText } from '@/text'
import { dayOfEntry, kindName, summaryOf } from './describe'
import { everything } from './download'
import { EntryDetails } from './EntryDetails'
import { useHouse, useZone } from './house'
import { useTimes } from './times'
import { useGlance } from './useGlance'
import type { AnyEntry } from './wire'
import styles from './MyRecord.module.css'

/** Everything they may see, what was written last first, and the ways to take it along. */
export function MyRecord(): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const { entries, more, isFetching } = useGlance(self)
  return (
    <Page title={t('patient.recordTitle')} subtitle={t('patient.recordHint')} width="text">
      <ul className={styles.ways}>
        {(
          [
            ['/plan', HeartHandshake, t('patient.toPlan')],
            ['/diary', NotebookPen, t('patient.diaryTitle')],
            ['/me', UserRound, t('patient.meTitle')],
          ] as const
        ).map(([to, Icon, name]) => (
          <li key={to}>
            <Link href={to} className={styles.way}>
              <Icon aria-hidden size={22} />
              <span>{name}</span>
              <ChevronRight aria-hidden size={18} />
            </Link>
          </li>
        ))}
      </ul>
      <TakeAlong />
      <Await of={entries} lines={6}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('patient.emptyRecord')} />
          ) : (
            <Stack>
              <Card title={t('patient.allEntries')} isFlush>
                <ul className={styles.entries}>
                  {all.map((entry) => (
                    <li key={entry.id}>
                      <Line entry={entry} />
                    </li>
                  ))}
                </ul>
              </Card>
              {more && (
                <Button onClick={more} isBusy={isFetching}>
                  {t('patient.older')}
                </Button>
              )}
            </Stack>
          )
        }
      </Await>
    </Page>
  )
}

function Line({ entry }: { readonly entry: AnyEntry }): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const [isOpen, setOpen] = useState(false)
  const summary = summaryOf(entry, t, times)
  const isOver = entry.state === 'withdrawn' || entry.state === 'mistaken' || entry.state === 'superseded'
  return (
    <details className={styles.entry} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={styles.head}>
          <span className={styles.day}>{times.date(dayOfEntry(entry))}</span>
          <strong>{kindName(entry.kind, t)}</strong>
          {summary !== '' && <span className={styles.summary}>{summary}</span>}
          {isOver && (
            <span>
              <Badge tone={entry.state === 'mistaken' ? 'caution' : 'neutral'}>
                {t.word(`entry_${entry.state}`)}
              </Badge>
            </span>
          )}
        </span>
      </summary>
      {isOpen && <EntryDetails entry={entry} />}
    </details>
  )
}

type Fetching =
  | Readonly<{ state: 'idle' }>
  | Readonly<{ state: 'running'; count: number }>
  | Readonly<{ state: 'failed'; refusal: Refusal }>

/** For other programs, and for paper. */
function TakeAlong(): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const [fetching, setFetching] = useState<Fetching>({ state: 'idle' })
  const control = useRef<AbortController>(undefined)
  const cancel = (): void => {
    control.current?.abort()
    setFetching({ state: 'idle' })
  }
  const fetchAll = (): void => {
    const mine = new AbortController()
    control.current = mine
    setFetching({ state: 'running', count: 0 })
    everything(self, (count) => setFetching({ state: 'running', count }), mine.signal).then(
      (text) => {
        save('my-record.fhir.json', 'application/fhir+json', text)
        setFetching({ state: 'idle' })
      },
      (thrown: unknown) => {
        if (!mine.signal.aborted) setFetching({ state: 'failed', refusal: asRefusal(thrown) })
      },
    )
  }
  return (
    <Card title={t('patient.takeAlong')}>
      <Stack gap={3}>
        <p>{t('patient.takeAlongHint')}</p>
        <div className={styles.buttons}>
          <LinkButton to="/record/sheet" icon={<Printer aria-hidden />}>
            {t('patient.readable')}
          </LinkButton>
          {fetching.state === 'running' ? (
            <Button onClick={cancel}>{t('patient.fetching', { count: fetching.count })}</Button>
          ) : (
            <Button icon={<Download aria-hidden />} onClick={fetchAll}>
              {t('patient.asFhir')}
            </Button>
          )}
        </div>
        {fetching.state === 'failed' && <Failed refusal={fetching.refusal} retry={fetchAll} />}
      </Stack>
    </Card>
  )
}
