// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { Link, useParams } from 'wouter'
import { allLoaded, useEntry, type Body, type Entry } from '@/api/entries'
import { Await, Badge, LinkButton, Page, Row, Skeleton, type Tone } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { spoken, targetId, toneOf } from './needleWords'
import styles from './Plan.module.css'
import { PlanPage } from './PlanPage'
import { Workbench } from './Workbench'
import type { Decision } from './wire'

const tones: Readonly<Record<Decision, Tone>> = {
  go: 'go',
  caution: 'caution',
  ask: 'ask',
  refer_routine: 'stop',
  refer_urgent: 'stop',
  emergency_today: 'emergency',
}

/** A plan: what is in it, and its needles on the patient's body. */
export function PlanRoom(): ReactElement {
  const { patient = '', plan = '', '*': rest = '' } = useParams<Record<string, string>>()
  const t = useText()
  const loaded = allLoaded<[Entry<'plan'>, Entry<'patient'>]>(
    useEntry('plan', plan),
    useEntry('patient', patient),
  )
  if (loaded.state !== 'ready')
    return (
      <Page title={t('plan.title')}>
        {loaded.state === 'loading' ? <Skeleton lines={8} /> : <Await of={loaded}>{() => null}</Await>}
      </Page>
    )
  const [entry, person] = loaded.data
  return <Plan key={plan} entry={entry} person={person.body} patient={patient} rest={rest} />
}

function nameOf(person: Body<'patient'>): string {
  return [...(person.given ?? []), person.family].filter(Boolean).join(' ')
}

function Plan({
  entry,
  person,
  patient,
  rest,
}: {
  readonly entry: Entry<'plan'>
  readonly person: Body<'patient'>
  readonly patient: string
  readonly rest: string
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const address = `/patients/${patient}/plans/${entry.id}`
  const [page = '', place = '0'] = rest.split('/')
  const isBench = page === 'needle'
  return (
    <Page
      title={t('plan.titleOf', { name: nameOf(person) })}
      back={{ to: `/patients/${patient}`, label: nameOf(person) }}
      width="full"
      isTight={isBench}
      subtitle={
        <Row gap={2}>
          <Badge tone={tones[entry.body.decision]}>{t.word(entry.body.decision)}</Badge>
          <Badge tone={entry.state === 'signed' ? 'go' : 'neutral'}>{t.word(`plan_${entry.state}`)}</Badge>
          <span>{t('plan.madeAt', { made: time.day(entry.body.madeAt, 'year') })}</span>
        </Row>
      }
      actions={
        entry.state === 'signed' && (
          <LinkButton to={`${address}/consent`} tone="primary">
            {t('plan.toConsent')}
          </LinkButton>
        )
      }
    >
      <nav className={styles.pages} aria-label={t('plan.pages')}>
        <Link
          href={address}
          className={clsx(styles.pageLink, !isBench && styles.pageHere)}
          aria-current={!isBench ? 'page' : undefined}
        >
          {t('plan.pagePlan')}
        </Link>
        {(entry.body.targets ?? []).map((target, index) => {
          const isHere = isBench && Number(place) === index
          return (
            <Link
              key={targetId(target)}
              href={`${address}/needle/${String(index)}`}
              replace={isBench}
              className={clsx(styles.pageLink, isHere && styles.pageHere)}
              aria-current={isHere ? 'page' : undefined}
              title={t('plan.onBody')}
            >
              <span className={styles.capital}>{spoken(targetId(target))}</span>
              {target.path ? (
                <Badge tone={toneOf(target.path.verdict)}>{t.word(target.path.verdict ?? '')}</Badge>
              ) : (
                <Badge>{t('plan.noPathShort')}</Badge>
              )}
            </Link>
          )
        })}
      </nav>
      {isBench ? (
        <Workbench plan={entry} index={Number(place) || 0} />
      ) : (
        <PlanPage plan={entry} address={address} />
      )}
    </Page>
  )
}
