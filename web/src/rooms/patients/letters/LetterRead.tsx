// SPDX-License-Identifier: Apache-2.0
import { Printer } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { Button, Notice, Page } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { Sheet } from './Sheet'
import styles from './letters.module.css'

/** A letter that stands as it is: read and printed. */
export function LetterRead({
  patient,
  back,
  entry,
}: {
  readonly patient: Entry<'patient'>
  readonly back: Readonly<{ to: string; label: string }>
  readonly entry: Entry<'letter'>
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { body } = entry
  const sent = body.sentAt ?? entry.at
  return (
    <Page
      title={t.word(body.type)}
      subtitle={t('letters.sent', {
        when: time.moment(sent),
        way: body.way ? t.word(body.way) : t('letters.wayNotSaid'),
      })}
      back={back}
      actions={
        <Button tone="primary" icon={<Printer aria-hidden />} onClick={() => window.print()}>
          {t('letters.print')}
        </Button>
      }
    >
      {entry.state !== 'signed' && (
        <Notice tone="caution" title={t(`patients.state_${entry.state}`)}>
          {entry.reason !== undefined && <p>{entry.reason}</p>}
        </Notice>
      )}
      <div className={styles.reading}>
        <Sheet patient={patient.body} letter={body} day={time.local(sent).day} />
      </div>
    </Page>
  )
}
