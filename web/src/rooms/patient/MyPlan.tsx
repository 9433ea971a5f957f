// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { allLoaded, useEntries, type Entry, type EntryPage } from '@/api/entries'
import { Await, Badge, Card, Empty, Facts, LinkButton, Page, Stack } from '@/design'
import { useText, type Text } from '@/text'
import { sentence } from '@/text/sentence'
import { CallClinic } from './CallClinic'
import { useHouse, useZone } from './house'
import { named, ofParts, useAdvice } from './library'
import { usePeople } from './own'
import { muscleName, properName } from './plain'
import { ComesFrom, Said } from './Said'
import { useTimes, type Times } from './times'
import type { Advice } from './wire'
import styles from './MyPlan.module.css'

/** The plan as it was signed, in plain words, and what was agreed to. */
export function MyPlan(): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const plans = useEntries('plan', { patient: self, limit: 50 })
  const consents = useEntries('consent', { patient: self, limit: 50 })
  const advice = useAdvice()
  type Wanted = [EntryPage<'plan'>, EntryPage<'consent'>, readonly Advice[]]
  return (
    <Page title={t('patient.planTitle')} width="text">
      <Await of={allLoaded<Wanted>(plans, consents, advice)} lines={6}>
        {([allPlans, allConsents, sentences]) => {
          const plan = allPlans.entries
            .filter((one) => one.state === 'signed')
            .sort((one, other) => other.at.localeCompare(one.at))[0]
          return (
            <Stack>
              {plan ? (
                <Plan plan={plan} advice={sentences} />
              ) : (
                <Empty
                  title={t('patient.noPlan')}
                  action={<LinkButton to="/learn/needling">{t('patient.topicNeedling')}</LinkButton>}
                >
                  {t('patient.noPlanHint')}
                </Empty>
              )}
              <Consents consents={allConsents.entries} advice={sentences} />
            </Stack>
          )
        }}
      </Await>
    </Page>
  )
}

function Plan({
  plan,
  advice,
}: {
  readonly plan: Entry<'plan'>
  readonly advice: readonly Advice[]
}): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const people = usePeople()
  const { targets = [], dose, goals = [], practitioner, madeAt, stopRules = [] } = plan.body
  const withNeedle = targets.filter((one) => one.path)
  return (
    <>
      <p className={styles.made}>
        {t('patient.planMade', {
          day: times.date(madeAt ?? plan.at),
          name: people.get(practitioner ?? '') ?? t('patient.theClinic'),
        })}
      </p>
      <Card title={t('patient.whereNeedles')}>
        {withNeedle.length === 0 ? (
          <p>{t('patient.noNeedles')}</p>
        ) : (
          <ul className={styles.targets}>
            {withNeedle.map((one, index) => (
              <li key={index}>
                <strong>{sentence(muscleName(one.target, t))}</strong>
                <span>
                  {t('patient.aboutDeep', {
                    name: properName(one.target),
                    depth: Math.round(one.path?.depthMm ?? 0),
                  })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {dose && (
        <Card title={t('patient.howMuch')}>
          <Facts items={doseFacts(dose, t)} />
        </Card>
      )}
      {goals.length > 0 && (
        <Card title={t('patient.yourGoals')}>
          <ul>
            {goals.map((goal) => (
              <li key={goal}>{goal}</li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('patient.howItFeels')}>
        <Said sentences={named(advice, ['what_needling_is', 'feeling', 'what_is_known', 'soreness'])} />
      </Card>
      {stopRules.length > 0 && (
        <Card title={t('patient.weStop')}>
          <ul>
            {stopRules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('patient.thenWhat')}>
        <Stack>
          <Said sentences={ofParts(advice, 'follow_up')} asList />
          <LinkButton to="/learn/care">{t('patient.topicCare')}</LinkButton>
        </Stack>
      </Card>
    </>
  )
}

function doseFacts(
  dose: NonNullable<Entry<'plan'>['body']['dose']>,
  t: Text,
): readonly (readonly [string, string])[] {
  const facts: (readonly [string, string])[] = []
  if (dose.sessions !== undefined) facts.push([t('patient.doseVisits'), String(dose.sessions)])
  if (dose.intervalDays !== undefined)
    facts.push([t('patient.doseApart'), t('patient.days', { count: dose.intervalDays })])
  if (dose.mostNeedles !== undefined)
    facts.push([t('patient.doseNeedles'), t('patient.atMost', { count: dose.mostNeedles })])
  if (dose.retentionMinutes !== undefined)
    facts.push([
      t('patient.doseStay'),
      dose.retentionMinutes === 0
        ? t('patient.outAtOnce')
        : t('patient.minutes', { count: dose.retentionMinutes }),
    ])
  if (dose.reviewAfter !== undefined)
    facts.push([t('patient.doseReview'), t('patient.afterVisits', { count: dose.reviewAfter })])
  return facts
}

function Consents({
  consents,
  advice,
}: {
  readonly consents: readonly Entry<'consent'>[]
  readonly advice: readonly Advice[]
}): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const people = usePeople()
  return (
    <>
      <Card title={t('patient.consentTitle')}>
        {consents.length === 0 ? (
          <p>{t('patient.noConsent')}</p>
        ) : (
          <ul className={styles.consents}>
            {consents.map((one) => (
              <li key={one.id} className={styles.consent}>
                <Standing consent={one} t={t} />
                <p>{consentWords(one, people, times, t)}</p>
                <details>
                  <summary>{t('patient.consentPoints')}</summary>
                  <ul>
                    {(one.body.points ?? []).map((point) => (
                      <li key={point.id}>{advice.find((told) => told.id === point.id)?.text ?? point.id}</li>
                    ))}
                  </ul>
                </details>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t('patient.changeMind')}>
        <div className={styles.withdraw}>
          <p>{t('patient.changeMindAnyTime')}</p>
          <ul>
            <li>{t('patient.changeMindSay')}</li>
            <li>{t('patient.changeMindWrite')}</li>
            <li>{t('patient.changeMindCare')}</li>
          </ul>
          <div className={styles.actions}>
            <LinkButton to="/messages/withdraw">{t('patient.writeWithdraw')}</LinkButton>
            <CallClinic />
          </div>
          <ComesFrom
            keys={advice.filter((one) => one.id === 'advice.consent_stop').flatMap((one) => one.sources)}
          />
        </div>
      </Card>
    </>
  )
}

function Standing({ consent, t }: { readonly consent: Entry<'consent'>; readonly t: Text }): ReactElement {
  if (consent.state === 'withdrawn') return <Badge tone="stop">{t('patient.consentWithdrawn')}</Badge>
  if (consent.state === 'superseded') return <Badge>{t('patient.consentReplaced')}</Badge>
  return consent.body.answer === 'given' ? (
    <Badge tone="go">{t('patient.consentGiven')}</Badge>
  ) : (
    <Badge tone="stop">{t('patient.consentRefused')}</Badge>
  )
}

function consentWords(
  { body, at, state }: Entry<'consent'>,
  people: ReadonlyMap<string, string>,
  times: Times,
  t: Text,
): string {
  const name = people.get(body.practitioner) ?? t('patient.theClinic')
  return state === 'withdrawn'
    ? t('patient.consentEnded', { day: times.date(at) })
    : t('patient.consentTold', { day: times.date(body.at ?? at), name })
}
