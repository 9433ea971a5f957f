// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { useEntries, useEntry, allLoaded, newId, type Entry } from '@/api/entries'
import { outbox } from '@/api/useOutbox'
import { useMe } from '@/app/session'
import { Await, Badge, Button, Card, Empty, Facts, LinkButton, Notice, Page, Row, Stack } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { preparedNeedles } from './needles'
import { personName, targetName } from './targets'

/** Chooses the plan that is carried out; a session stands on a signed plan and a consent given to it. */
export function BeginSession({
  patient,
  plan,
  appointment,
}: {
  readonly patient: string
  readonly plan: string
  readonly appointment: string
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const all = allLoaded(
    useEntry('patient', patient),
    useEntries('plan', { patient, state: 'signed' }),
    useEntries('consent', { patient, state: 'signed' }),
    useEntries('session', { patient, state: 'open' }),
  )
  return (
    <Page
      title={t('session.begin')}
      width="text"
      back={{ to: `/patients/${patient}`, label: t('session.toPatient') }}
      subtitle={all.state === 'ready' ? personName(all.data[0].body) : ''}
    >
      <Await of={all}>
        {([, plans, consents, sessions]) => {
          const wanted = plans.entries.filter((one) => one.body.needlingAllowed && (!plan || one.id === plan))
          return (
            <Stack>
              {sessions.entries.map((open) => (
                <Notice
                  key={open.id}
                  tone="caution"
                  title={t('session.openOne', { day: time.day(open.body.began, 'year') })}
                  actions={
                    <LinkButton to={`/patients/${patient}/sessions/${open.id}`} tone="primary">
                      {t('session.goOn')}
                    </LinkButton>
                  }
                />
              ))}
              {wanted.length === 0 && (
                <Empty
                  title={t('session.noPlan')}
                  action={<LinkButton to={`/patients/${patient}`}>{t('session.toPatient')}</LinkButton>}
                >
                  {t('session.noPlanHint')}
                </Empty>
              )}
              {wanted.map((one) => (
                <PlanToBegin
                  key={one.id}
                  plan={one}
                  appointment={appointment}
                  consent={consents.entries.find(
                    (consent) => consent.body.plan === one.id && consent.body.answer === 'given',
                  )}
                />
              ))}
            </Stack>
          )
        }}
      </Await>
    </Page>
  )
}

function PlanToBegin({
  plan,
  consent,
  appointment,
}: {
  readonly plan: Entry<'plan'>
  readonly consent: Entry<'consent'> | undefined
  readonly appointment: string
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const me = useMe()
  const [, go] = useLocation()
  const [isBusy, setBusy] = useState(false)
  const booking = useEntry('appointment', appointment)
  const room = booking.state === 'ready' ? booking.data.body.room : undefined
  const { patient, episode, targets = [], dose } = plan.body
  const begin = async (): Promise<void> => {
    if (!consent) return
    setBusy(true)
    const id = newId()
    await outbox().write({
      kind: 'session',
      id,
      body: {
        patient,
        episode,
        plan: plan.id,
        consent: consent.id,
        practitioner: me.person ?? plan.body.practitioner,
        ...(appointment ? { appointment } : {}),
        ...(room !== undefined ? { room } : {}),
        began: new Date().toISOString(),
        ...(dose?.retentionMinutes !== undefined ? { retentionMinutesPlanned: dose.retentionMinutes } : {}),
        needles: preparedNeedles(plan.body),
      },
    })
    go(`/patients/${patient}/sessions/${id}/check`)
  }
  return (
    <Card
      title={t('session.planOf', { day: time.day(plan.body.madeAt, 'year') })}
      actions={
        consent ? (
          <Badge tone="go">{t('session.consentThere', { day: time.day(consent.body.at, 'year') })}</Badge>
        ) : (
          <Badge tone="stop">{t('session.consentMissing')}</Badge>
        )
      }
    >
      <Stack>
        <Facts
          items={[
            [
              t('session.targets'),
              targets
                .filter((one) => one.path)
                .map((one) => targetName(t, one.target, one.level))
                .join('; '),
            ],
            ...(dose?.mostNeedles !== undefined
              ? [[t('session.mostNeedles'), String(dose.mostNeedles)] as const]
              : []),
            ...(dose?.retentionMinutes !== undefined
              ? [[t('session.stayIn'), t('session.minutes', { count: dose.retentionMinutes })] as const]
              : []),
          ]}
        />
        <Row>
          {consent ? (
            <Button tone="primary" size="large" isBusy={isBusy} onClick={() => void begin()}>
              {t('session.beginNow')}
            </Button>
          ) : (
            <LinkButton to={`/patients/${patient}/plans/${plan.id}/consent`} tone="primary" size="large">
              {t('session.obtainConsent')}
            </LinkButton>
          )}
        </Row>
      </Stack>
    </Card>
  )
}
