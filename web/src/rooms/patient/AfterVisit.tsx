// SPDX-License-Identifier: Apache-2.0
import { Printer } from 'lucide-react'
import type { ReactElement } from 'react'
import { allLoaded, useEntries, type EntryPage } from '@/api/entries'
import { Await, Button, Card, LinkButton, Page, Stack } from '@/design'
import { useText } from '@/text'
import { CallClinic } from './CallClinic'
import { useHouse, useZone } from './house'
import { named, ofParts, useAdvice } from './library'
import { Said } from './Said'
import { useTimes } from './times'
import type { Advice } from './wire'

/** What to expect after needling, what helps, and when to call. */
export function AfterVisit(): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const { self } = useHouse()
  const advice = useAdvice()
  const sessions = useEntries('session', { patient: self, limit: 100 })
  return (
    <Page
      title={t('patient.afterTitle')}
      width="text"
      actions={
        <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
          {t('patient.print')}
        </Button>
      }
    >
      <Await of={allLoaded<[readonly Advice[], EntryPage<'session'>]>(advice, sessions)}>
        {([all, page]) => {
          const last = page.entries
            .filter((one) => one.state === 'signed' && one.body.began)
            .sort((one, other) => (other.body.began ?? '').localeCompare(one.body.began ?? ''))[0]
          const told = last?.body.aftercare?.advice ?? []
          const own = named(
            all,
            told.map((id) => id.replace(/^advice\./, '')),
          )
          return (
            <Stack>
              {last?.body.began && own.length > 0 && (
                <Card title={t('patient.toldYou', { day: times.day(last.body.began) })}>
                  <Said sentences={own} asList />
                </Card>
              )}
              <Card title={t('patient.mayFeel')}>
                <Said sentences={named(all, ['soreness', 'ask_else_feel', 'ask_sore_good'])} asList />
              </Card>
              <Card title={t('patient.helps')}>
                <Said
                  sentences={[
                    ...ofParts(all, 'aftercare').filter((one) => !own.includes(one)),
                    ...named(all, ['ask_sore_ease', 'ask_painkiller', 'ask_usual_things']),
                  ]}
                  asList
                />
              </Card>
              <Card title={t('patient.callIf')}>
                <Stack>
                  <Said sentences={ofParts(all, 'call')} asList />
                  <CallClinic />
                </Stack>
              </Card>
              <Card title={t('patient.nowIf')}>
                <Said sentences={ofParts(all, 'emergency')} asList />
              </Card>
              <Card title={t('patient.thenWhat')}>
                <Stack>
                  <Said sentences={ofParts(all, 'follow_up')} asList />
                  {last && <LinkButton to={`/check/${last.id}`}>{t('patient.checkTitle')}</LinkButton>}
                </Stack>
              </Card>
            </Stack>
          )
        }}
      </Await>
    </Page>
  )
}
