// SPDX-License-Identifier: Apache-2.0
import { changed } from '@/api/changed'
import { Printer } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button, Card, Checkbox, CheckGroup, Row, Stack } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { QrCode } from './QrCode'
import type { StepProps } from './SessionMode'
import { personName } from './targets'
import type { Part, SessionBody } from './wire'
import styles from './session.module.css'

type Aftercare = NonNullable<SessionBody['aftercare']>
const parts: readonly Part[] = ['aftercare', 'call', 'emergency', 'follow_up']
const ways = ['spoken', 'on_paper', 'message'] as const

/** What the patient is told for home, as a sheet to print and as an address of their own pages. */
export function AftercareCard({ session, advice, patient }: StepProps): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { aftercare } = session.body
  const points = advice.items.filter((one) => parts.includes(one.part) && one.isOnSheet !== false)
  const said = aftercare?.advice ?? []
  const language = aftercare?.language ?? patient.body.language ?? t.language
  const set = (change: Partial<Aftercare>): void =>
    session.set((body) => {
      const next = { advice: said, language, ...body.aftercare, ...change }
      const isSaid = next.advice.length > 0 || (next.ways?.length ?? 0) > 0
      return changed(body, { aftercare: isSaid ? next : undefined })
    })
  const address = `${window.location.origin}/#/`
  const isAll = points.length > 0 && points.every((one) => said.includes(one.id))
  return (
    <Card
      title={t('session.aftercare')}
      actions={
        <>
          <Button size="small" disabled={isAll} onClick={() => set({ advice: points.map((one) => one.id) })}>
            {t('session.allSaid')}
          </Button>
          <Button size="small" icon={<Printer aria-hidden />} onClick={() => window.print()}>
            {t('session.print')}
          </Button>
        </>
      }
    >
      <Stack>
        {parts.map((part) => (
          <div key={part} className={styles.advice}>
            <h3>{t(`session.part_${part}` as 'session.part_call')}</h3>
            {points
              .filter((one) => one.part === part)
              .map((one) => (
                <Checkbox
                  key={one.id}
                  label={one.text}
                  isChecked={said.includes(one.id)}
                  onChecked={(isOn) =>
                    set({ advice: isOn ? [...said, one.id] : said.filter((other) => other !== one.id) })
                  }
                />
              ))}
          </div>
        ))}
        <Row gap={5}>
          <QrCode text={address} label={t('session.qr')} />
          <div className={styles.portal}>
            <p>{t('session.portal')}</p>
            <p>
              <a href={address} target="_blank" rel="noreferrer">
                {address}
              </a>
            </p>
          </div>
        </Row>
        <CheckGroup
          label={t('session.ways')}
          values={aftercare?.ways ?? []}
          onValues={(values) => set({ ways: [...values] })}
          choices={ways.map((value) => ({ value, label: t.word(value) }))}
        />
      </Stack>
      <section className={styles.sheet} aria-hidden>
        <h1>{t('session.sheetTitle', { name: personName(patient.body) })}</h1>
        <p>{time.day(session.body.began, 'full')}</p>
        {parts.map((part) => (
          <div key={part}>
            <h2>{t(`session.part_${part}` as 'session.part_call')}</h2>
            <ul>
              {points
                .filter((one) => one.part === part)
                .map((one) => (
                  <li key={one.id}>{one.text}</li>
                ))}
            </ul>
          </div>
        ))}
        <div className={styles.sheetFoot}>
          <QrCode text={address} label={t('session.qr')} />
          <p>
            {t('session.portal')} {address}
          </p>
        </div>
      </section>
    </Card>
  )
}
