// SPDX-License-Identifier: Apache-2.0
import { NotebookPen } from 'lucide-react'
import type { ReactElement } from 'react'
import { allLoaded, useEntries, type Entry, type EntryPage } from '@/api/entries'
import { Await, Card, Empty, LinkButton, Page, Stack, Table } from '@/design'
import { useText, type Text } from '@/text'
import { useHouse, useZone } from './house'
import { named, useAdvice } from './library'
import { LineGraph } from './LineGraph'
import { Said } from './Said'
import { activitiesOf, answersTo, type Series } from './series'
import { useTimes } from './times'
import type { Advice } from './wire'

/** Pain and activities as they were written down, as a picture and as a list. */
export function DiaryPage(): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const outcomes = useEntries('outcome', { patient: self, limit: 200, sort: '-date' })
  const advice = useAdvice()
  const write = (
    <LinkButton tone="primary" to="/diary/new" icon={<NotebookPen aria-hidden />}>
      {t('patient.writeToday')}
    </LinkButton>
  )
  return (
    <Page title={t('patient.diaryTitle')} width="text" actions={write}>
      <Await of={allLoaded<[EntryPage<'outcome'>, readonly Advice[]]>(outcomes, advice)} lines={5}>
        {([page, sentences]) => <Diary outcomes={page.entries} advice={sentences} />}
      </Await>
    </Page>
  )
}

function painOf(outcomes: readonly Entry<'outcome'>[], t: Text): readonly Series[] {
  return [
    { id: 'leg', name: t('patient.legPain'), points: answersTo(outcomes, 'nprs_leg', 'pain') },
    { id: 'back', name: t('patient.backPain'), points: answersTo(outcomes, 'nprs_back', 'pain') },
  ].filter((one) => one.points.length > 0)
}

function Diary({
  outcomes,
  advice,
}: {
  readonly outcomes: readonly Entry<'outcome'>[]
  readonly advice: readonly Advice[]
}): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const pain = painOf(outcomes, t)
  const activities = activitiesOf(outcomes)
  const changes = answersTo(outcomes, 'global_change', 'change')
  if (pain.length === 0 && activities.length === 0)
    return <Empty title={t('patient.emptyDiary')}>{t('patient.emptyDiaryHint')}</Empty>
  return (
    <Stack>
      {pain.length > 0 && (
        <Card title={t('patient.painTitle')}>
          <Stack>
            <LineGraph series={pain} times={times} label={t('patient.painGraph')} />
            <p>{t('patient.painScale')}</p>
          </Stack>
        </Card>
      )}
      {activities.length > 0 && (
        <Card title={t('patient.activitiesTitle')}>
          <Stack>
            <LineGraph series={activities} times={times} label={t('patient.activitiesGraph')} />
            <p>{t('patient.activityScale')}</p>
          </Stack>
        </Card>
      )}
      <Said sentences={named(advice, ['follow_measure'])} />
      <Card title={t('patient.asList')} isFlush>
        <Table
          caption={t('patient.asList')}
          rows={linesOf(
            [...pain, ...activities, { id: 'change', name: t('patient.change'), points: changes }],
            (at) => times.date(at),
          )}
          keyOf={(row) => row.key}
          columns={[
            { name: t('patient.when'), cell: (row) => row.day },
            { name: t('patient.whatAsked'), cell: (row) => row.what },
            { name: t('patient.howMuchIs'), cell: (row) => row.value, isNumber: true },
          ]}
        />
      </Card>
    </Stack>
  )
}

type Line = Readonly<{ key: string; day: string; what: string; value: number }>

/** Every point in a line of its own, the newest first. */
function linesOf(series: readonly Series[], dayOf: (at: string) => string): readonly Line[] {
  return series
    .flatMap((one) => one.points.map((point) => ({ ...point, what: one.name, id: one.id })))
    .sort((one, other) => other.at.localeCompare(one.at))
    .map(({ at, what, id, value }) => ({ key: `${at} ${id}`, day: dayOf(at), what, value }))
}
