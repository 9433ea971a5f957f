// SPDX-License-Identifier: Apache-2.0
import { Printer } from 'lucide-react'
import type { ReactElement } from 'react'
import { Await, Button, Page } from '@/design'
import { useText } from '@/text'
import { dayOfEntry, kindName, summaryOf } from './describe'
import { EntryDetails } from './EntryDetails'
import { useHouse, useZone } from './house'
import { useTimes } from './times'
import { useWholeRecord } from './useGlance'
import type { AnyEntry } from './wire'
import styles from './MyRecord.module.css'

const order = [
  'patient',
  'episode',
  'assessment',
  'plan',
  'consent',
  'session',
  'adverseEvent',
  'outcome',
  'letter',
  'message',
  'appointment',
  'waitingEntry',
  'task',
]

/** The whole record to read or print, kind by kind. */
export function RecordSheet(): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const { self } = useHouse()
  const record = useWholeRecord(self)
  return (
    <Page
      title={t('patient.recordTitle')}
      subtitle={t('patient.sheetMade', { day: times.date(new Date().toISOString()) })}
      width="text"
      back={{ to: '/record', label: t('patient.record') }}
      actions={
        <span className="no-print">
          <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
            {t('patient.print')}
          </Button>
        </span>
      }
    >
      <Await of={record} lines={8}>
        {(all) => (
          <div className={styles.sheet}>
            {kindsOf(all).map(([kind, entries]) => (
              <section key={kind}>
                <h2>{kindName(kind, t)}</h2>
                {entries.map((entry) => (
                  <article key={entry.id}>
                    <h3>
                      {[times.date(dayOfEntry(entry)), summaryOf(entry, t, times)].filter(Boolean).join(': ')}
                    </h3>
                    <EntryDetails entry={entry} />
                  </article>
                ))}
              </section>
            ))}
          </div>
        )}
      </Await>
    </Page>
  )
}

function kindsOf(all: readonly AnyEntry[]): readonly (readonly [string, readonly AnyEntry[]])[] {
  const kinds = [...new Set([...order, ...all.map((one) => one.kind)])]
  return kinds
    .map(
      (kind) =>
        [
          kind,
          all
            .filter((one) => one.kind === kind)
            .sort((one, other) => dayOfEntry(other).localeCompare(dayOfEntry(one))),
        ] as const,
    )
    .filter(([, entries]) => entries.length > 0)
}
