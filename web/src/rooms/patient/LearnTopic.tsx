// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react'
import { allLoaded } from '@/api/entries'
import { Await, Badge, Card, Empty, LinkButton, Page, PeopleOf1000, Stack } from '@/design'
import { useText, type Text } from '@/text'
import { CareCard, Positions } from './CareCard'
import { certaintyNames, standingNames, standingTones } from './careWords'
import { named, ofParts, useAdvice, useCare } from './library'
import { Asked, ComesFrom, Said } from './Said'
import {
  compared,
  needling,
  otherQuestions,
  sciatica,
  speaksAgainst,
  speaksFor,
  topics,
  type Section,
  type TopicId,
} from './topics'
import type { Advice, Care } from './wire'
import styles from './Learn.module.css'

export function LearnTopic({ topic }: { readonly topic: string }): ReactElement {
  const t = useText()
  const advice = useAdvice()
  const care = useCare()
  const found = topics.find((one) => one.id === topic)
  const back = { to: '/learn', label: t('patient.learn') }
  if (!found)
    return (
      <Page title={t('app.notFound')} width="text" back={back}>
        <Empty
          title={t('patient.notFoundHint')}
          action={<LinkButton to="/learn">{t('patient.learnTitle')}</LinkButton>}
        />
      </Page>
    )
  return (
    <Page title={t(found.title)} subtitle={t(found.hint)} width="text" back={back}>
      <Await of={allLoaded<[readonly Advice[], readonly Care[]]>(advice, care)} lines={6}>
        {([sentences, kinds]) => <Content topic={found.id} advice={sentences} care={kinds} />}
      </Await>
    </Page>
  )
}

function Content({
  topic,
  advice,
  care,
}: {
  readonly topic: TopicId
  readonly advice: readonly Advice[]
  readonly care: readonly Care[]
}): ReactElement {
  switch (topic) {
    case 'sciatica':
      return <Sections of={sciatica} advice={advice} />
    case 'needling':
      return <Sections of={needling} advice={advice} />
    case 'compare':
      return <Compare advice={advice} care={care} />
    case 'risks':
      return <Risks advice={advice} />
    case 'care':
      return <CareList care={care} />
    case 'questions':
      return <Questions advice={advice} />
  }
}

/** Sentences that answer a question keep the question above them. */
function Sections({
  of,
  advice,
}: {
  readonly of: readonly Section[]
  readonly advice: readonly Advice[]
}): ReactElement {
  const t = useText()
  return (
    <Stack>
      {of.map(({ title, ids }) => {
        const sentences = named(advice, ids)
        if (sentences.length === 0) return null
        return (
          <Card key={title} title={t(title)}>
            <div className={styles.kind}>
              {sentences.map((one) => (
                <div key={one.id}>
                  {one.asked !== undefined && <h3>{one.asked}</h3>}
                  <p>{one.text}</p>
                </div>
              ))}
              <ComesFrom keys={sentences.flatMap((one) => one.sources)} />
            </div>
          </Card>
        )
      })}
    </Stack>
  )
}

/** Needling and acupuncture side by side, row by row the same things of each. */
function Compare({
  advice,
  care,
}: {
  readonly advice: readonly Advice[]
  readonly care: readonly Care[]
}): ReactElement {
  const t = useText()
  const kinds = ['care.needling', 'care.acupuncture'].flatMap((id) => care.filter((one) => one.id === id))
  return (
    <Stack>
      <table className={styles.compare}>
        <caption className="visually-hidden">{t('patient.topicCompare')}</caption>
        <thead>
          <tr>
            {kinds.map((kind) => (
              <th key={kind.id} scope="col">
                {kindName(kind, t)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <CompareRow name={t('patient.whatItIs')} kinds={kinds} cell={(kind) => kind.inPlainWords} />
          <CompareRow
            name={t('patient.howSure')}
            kinds={kinds}
            cell={(kind) => t(certaintyNames[kind.certainty])}
          />
          <CompareRow
            name={t('patient.forSciatica')}
            kinds={kinds}
            cell={(kind) => (
              <Badge tone={standingTones[kind.standing]}>{t(standingNames[kind.standing])}</Badge>
            )}
          />
        </tbody>
      </table>
      <Card title={t('patient.beside')} isFlush>
        {named(advice, compared).map((one) => (
          <Asked key={one.id} one={one} isOpen />
        ))}
      </Card>
      <div className={styles.beside}>
        <Card title={t('patient.speaksFor')}>
          <Said sentences={named(advice, speaksFor)} asList />
        </Card>
        <Card title={t('patient.speaksAgainst')}>
          <Said sentences={named(advice, speaksAgainst)} asList />
        </Card>
      </div>
      <div className={styles.beside}>
        {kinds.map((kind) => (
          <Card key={kind.id} title={t('patient.guidelinesOn', { what: kindName(kind, t) })}>
            <div className={styles.kind}>
              <Positions of={kind} />
              <details className={styles.more}>
                <summary>{t('patient.whySure')}</summary>
                <p className={styles.small}>{kind.certaintyWhy}</p>
              </details>
              <ComesFrom keys={[...kind.sources, ...kind.positions.map((one) => one.source)]} />
            </div>
          </Card>
        ))}
      </div>
    </Stack>
  )
}

const kindName = (kind: Care, t: Text): string => (kind.isNeedling ? t('patient.dryNeedling') : kind.name)

function CompareRow({
  name,
  kinds,
  cell,
}: {
  readonly name: string
  readonly kinds: readonly Care[]
  readonly cell: (kind: Care) => ReactNode
}): ReactElement {
  return (
    <>
      <tr>
        <th scope="rowgroup" colSpan={kinds.length} className={styles.rowName}>
          {name}
        </th>
      </tr>
      <tr>
        {kinds.map((kind) => (
          <td key={kind.id}>{cell(kind)}</td>
        ))}
      </tr>
    </>
  )
}

function Risks({ advice }: { readonly advice: readonly Advice[] }): ReactElement {
  const t = useText()
  const risks = ofParts(advice, 'risk')
  const counted = risks.filter((one) => one.rate)
  const uncounted = risks.filter((one) => !one.rate)
  return (
    <Stack>
      <p>{t('patient.risksRead')}</p>
      <div className={styles.risks}>
        {counted.map((one) =>
          one.rate ? (
            <Card key={one.id}>
              <PeopleOf1000
                what={one.text}
                perThousand={one.rate.perThousand}
                {...(one.rate.low !== undefined ? { low: one.rate.low } : {})}
                {...(one.rate.high !== undefined ? { high: one.rate.high } : {})}
                counted={one.rate.counted}
              />
              <ComesFrom keys={one.sources} />
            </Card>
          ) : null,
        )}
      </div>
      <Card title={t('patient.notCounted')}>
        <Said sentences={uncounted} asList />
      </Card>
      <Card title={t('patient.moreOnRisks')} isFlush>
        {named(advice, ['ask_nerve', 'ask_lasting', 'ask_worse', 'ask_who_not']).map((one) => (
          <Asked key={one.id} one={one} />
        ))}
      </Card>
    </Stack>
  )
}

function CareList({ care }: { readonly care: readonly Care[] }): ReactElement {
  const t = useText()
  return (
    <Stack>
      <p>{t('patient.careRead')}</p>
      {care.map((one) => (
        <CareCard key={one.id} care={one} />
      ))}
    </Stack>
  )
}

function Questions({ advice }: { readonly advice: readonly Advice[] }): ReactElement {
  const t = useText()
  const placed = new Set(otherQuestions.flatMap(({ ids }) => ids.map((id) => `advice.${id}`)))
  const rest = ofParts(advice, 'question').filter((one) => !placed.has(one.id))
  return (
    <Stack>
      {otherQuestions.map(({ title, ids }) => (
        <Card key={title} title={t(title)} isFlush>
          {named(advice, ids).map((one) => (
            <Asked key={one.id} one={one} />
          ))}
        </Card>
      ))}
      {rest.length > 0 && (
        <Card title={t('patient.aboutMore')} isFlush>
          {rest.map((one) => (
            <Asked key={one.id} one={one} />
          ))}
        </Card>
      )}
    </Stack>
  )
}
