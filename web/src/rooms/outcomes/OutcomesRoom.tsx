// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useParams } from 'wouter'
import { allLoaded, useEntries, useEntry, type Entry } from '@/api/entries'
import { Await, Card, Columns, Empty, Notice, Page, Stack } from '@/design'
import { useText } from '@/text'
import { useSources } from '../consent/useLibrary'
import { personName } from '../session/targets'
import { CourseCard } from './CourseCard'
import { InstrumentForm } from './InstrumentForm'
import { ReviewCard } from './ReviewCard'
import { coursesOf } from './series'

const most = 200

/** The episode that is going on, or the last one. */
function episodeToReview(episodes: readonly Entry<'episode'>[]): Entry<'episode'> | undefined {
  const counted = episodes.filter((one) => one.state !== 'mistaken' && one.state !== 'erased')
  return (
    counted.find((one) => one.body.status === 'active') ??
    [...counted].sort((one, other) => (one.body.began < other.body.began ? 1 : -1))[0]
  )
}

/** Whether it helped: every instrument over time, with the sessions. /outcomes/new/INSTRUMENT fills one in. */
export function OutcomesRoom(): ReactElement {
  const t = useText()
  const { patient = '', '*': rest = '' } = useParams<{ patient: string; '*': string }>()
  const [action = '', instrument = ''] = rest.split('/')
  const home = `/patients/${patient}/outcomes`
  const all = allLoaded(
    useEntry('patient', patient),
    useEntries('instrument', { state: 'signed', limit: 100 }),
    useEntries('outcome', { patient, limit: most }),
    useEntries('session', { patient, state: 'signed', limit: most }),
    useEntries('episode', { patient, limit: 100 }),
  )
  const sources = useSources()
  return (
    <Page
      title={action === 'new' ? t('outcomes.fillIn') : t('outcomes.title')}
      subtitle={all.state === 'ready' ? personName(all.data[0].body) : ''}
      back={
        action === 'new'
          ? { to: home, label: t('outcomes.title') }
          : { to: `/patients/${patient}`, label: t('outcomes.toPatient') }
      }
      width={action === 'new' ? 'text' : 'wide'}
    >
      <Await of={all} lines={8}>
        {([, instruments, outcomes, sessions, episodes]) => {
          const reviewed = episodeToReview(episodes.entries)
          const courses = coursesOf(instruments.entries, outcomes.entries)
          const wanted = courses.find((one) => one.instrument.id === instrument)
          if (action === 'new')
            return wanted ? (
              <InstrumentForm
                instrument={wanted.instrument}
                last={wanted.all.at(-1)}
                patient={patient}
                episode={episodes.entries.find((one) => one.body.status === 'active')?.id}
                home={home}
              />
            ) : (
              <Empty title={t('outcomes.noInstrument')} />
            )
          return (
            <Stack>
              {reviewed && !outcomes.entries.some((one) => one.body.score !== undefined) && (
                <Card title={t('outcomes.review')}>
                  <Empty title={t('outcomes.nothingScored')}>{t('outcomes.nothingScoredHint')}</Empty>
                </Card>
              )}
              {reviewed && outcomes.entries.some((one) => one.body.score !== undefined) && (
                <ReviewCard
                  key={reviewed.id}
                  patient={patient}
                  episode={reviewed}
                  seen={[...outcomes.entries, ...sessions.entries]
                    .map((one) => `${one.id}.${String(one.version)}`)
                    .join()}
                  sources={sources.state === 'ready' ? sources.data.items : []}
                />
              )}
              <Notice tone="info" title={t('outcomes.howToRead')}>
                <p>{t('outcomes.howToReadHint')}</p>
              </Notice>
              {courses.length === 0 && <Empty title={t('outcomes.noInstrument')} />}
              <Columns width="wide">
                {courses.map((course) => (
                  <CourseCard
                    key={course.instrument.id}
                    course={course}
                    sessions={sessions.entries}
                    sources={sources.state === 'ready' ? sources.data.items : []}
                    home={home}
                  />
                ))}
              </Columns>
            </Stack>
          )
        }}
      </Await>
    </Page>
  )
}
