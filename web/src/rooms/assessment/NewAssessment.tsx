// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { useMe } from '@/app/session'
import { asRefusal, newId, useCreate, useEntries, type Entry } from '@/api/entries'
import { Await, Empty, Failed, LinkButton, Page, Skeleton } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'

/** Begins an assessment in an episode, or goes on with the one that is open there: a patient may have begun it. */
export function NewAssessment({
  patient,
  episode,
}: {
  readonly patient: string
  readonly episode: string
}): ReactElement {
  const t = useText()
  const episodes = useEntries('episode', { patient, state: 'open,signed', limit: 20 })
  return (
    <Page title={t('assessment.new')} back={{ to: `/patients/${patient}`, label: t('assessment.toPatient') }}>
      <Await of={episodes}>
        {({ entries }) => {
          const found = entries.find((entry) => entry.id === episode) ?? entries[0]
          return found ? (
            <Begin patient={patient} episode={found} />
          ) : (
            <Empty
              title={t('assessment.noEpisode')}
              action={<LinkButton to={`/patients/${patient}`}>{t('assessment.toPatient')}</LinkButton>}
            >
              {t('assessment.noEpisodeHint')}
            </Empty>
          )
        }}
      </Await>
    </Page>
  )
}

function Begin({
  patient,
  episode,
}: {
  readonly patient: string
  readonly episode: Entry<'episode'>
}): ReactElement {
  const me = useMe()
  const time = useClinicTime()
  const [, go] = useLocation()
  const open = useEntries('assessment', { patient, episode: episode.id, state: 'open', limit: 1 })
  const create = useCreate('assessment')
  const id = useRef(newId())
  const isBegun = useRef(false)
  const { mutate } = create
  useEffect(() => {
    if (open.state !== 'ready' || isBegun.current) return
    isBegun.current = true
    const home = `/patients/${patient}/assessments`
    const [found] = open.data.entries
    if (found) {
      go(`${home}/${found.id}`, { replace: true })
      return
    }
    mutate(
      {
        id: id.current,
        body: {
          patient,
          episode: episode.id,
          practitioner: me.person ?? episode.body.practitioner ?? '',
          on: time.today(),
        },
      },
      { onSuccess: (entry) => go(`${home}/${entry.id}`, { replace: true }) },
    )
  }, [episode, go, me.person, mutate, open, patient, time])
  if (open.state === 'failed') return <Failed refusal={open.refusal} retry={open.retry} />
  if (create.error) return <Failed refusal={asRefusal(create.error)} />
  return <Skeleton lines={8} />
}
