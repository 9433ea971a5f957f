// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { useDraft } from '@/api/draft'
import {
  allLoaded,
  asRefusal,
  newId,
  useChange,
  useEntries,
  type Body,
  type Entry,
  type EntryPage,
} from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { Await, Button, Card, Empty, Failed, Page, Stack, TextField, useToast } from '@/design'
import { useText } from '@/text'
import { useHouse } from './house'
import { useEpisode } from './own'
import { Degrees } from './QuestionScreen'
import { lastActivities } from './series'
import styles from './DiaryEntry.module.css'

type Instrument = Entry<'instrument'>
type Written = Readonly<{
  leg: number | null
  back: number | null
  change: number | null
  names: readonly string[]
  ratings: readonly (number | null)[]
}>
const codes = {
  leg: 'nprs_leg',
  back: 'nprs_back',
  change: 'global_change',
  activities: 'chosen_activities',
} as const

/** One day of the diary: pain in leg and back, the activities, and how it is compared with the beginning. Each that is
 *  filled in becomes an outcome of its own; none has to be. */
export function DiaryEntry(): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const instruments = useEntries('instrument', { limit: 100 })
  const outcomes = useEntries('outcome', { patient: self, limit: 200, sort: '-date' })
  const episode = useEpisode()
  type Wanted = [EntryPage<'instrument'>, EntryPage<'outcome'>, Entry<'episode'> | null]
  return (
    <Page
      title={t('patient.writeToday')}
      width="text"
      back={{ to: '/diary', label: t('patient.diaryTitle') }}
    >
      <Await of={allLoaded<Wanted>(instruments, outcomes, episode)} lines={5}>
        {([known, before, treatment]) => {
          const active = known.entries.filter((one) => one.body.isActive !== false)
          return active.length === 0 ? (
            <Empty title={t('patient.noInstruments')} />
          ) : (
            <Day instruments={active} before={before.entries} episode={treatment} />
          )
        }}
      </Await>
    </Page>
  )
}

const textOf = (instrument: Instrument | undefined, linkId: string): string | undefined =>
  instrument?.body.items?.find((one) => one.linkId === linkId)?.text

function Day({
  instruments,
  before,
  episode,
}: {
  readonly instruments: readonly Instrument[]
  readonly before: readonly Entry<'outcome'>[]
  readonly episode: Entry<'episode'> | null
}): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const say = useToast()
  const [, go] = useLocation()
  const change = useChange()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isEmpty, setEmpty] = useState(false)
  const of = (code: string): Instrument | undefined => instruments.find((one) => one.body.code === code)
  // As many as the instrument has places for; those it wants are there from the beginning.
  const places = of(codes.activities)?.body.items.filter((one) => one.type === 'text') ?? []
  const [names] = useState(() => lastActivities(before))
  const { value, set, clear } = useDraft<Written>(`patient.${self}.diary`, {
    leg: null,
    back: null,
    change: null,
    names: names.length > 0 ? names : places.filter((one) => one.isRequired).map(() => ''),
    ratings: [],
  })
  const wanted = outcomesOf(value, of, { patient: self, ...(episode ? { episode: episode.id } : {}) })

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setRefusal(null)
    setEmpty(wanted.length === 0)
    if (wanted.length === 0) return
    change.mutate(
      { writes: wanted.map((body) => ({ kind: 'outcome', id: newId(), body })) },
      {
        onSuccess: () => {
          clear()
          say({ text: t('patient.written'), tone: 'go' })
          go('/diary')
        },
        onError: (thrown) => setRefusal(asRefusal(thrown)),
      },
    )
  }
  const degree = (name: 'leg' | 'back') => (next: number) =>
    set({ ...value, [name]: value[name] === next ? null : next })
  return (
    <form onSubmit={submit}>
      <Stack>
        {(['leg', 'back'] as const).map((name) => (
          <Card key={name}>
            <Degrees
              label={
                textOf(of(codes[name]), 'pain') ?? t(name === 'leg' ? 'patient.legPain' : 'patient.backPain')
              }
              value={value[name]}
              onValue={degree(name)}
            />
          </Card>
        ))}
        <Card title={t('patient.activitiesTitle')}>
          <Stack>
            <p>{t('patient.activitiesHint')}</p>
            {value.names.map((name, index) => (
              <Activity
                key={index}
                place={index + 1}
                name={name}
                rating={value.ratings[index] ?? null}
                onName={(next) => set({ ...value, names: value.names.with(index, next) })}
                onRating={(next) => {
                  const ratings = Array.from(
                    { length: value.names.length },
                    (_, at) => value.ratings[at] ?? null,
                  )
                  ratings[index] = ratings[index] === next ? null : next
                  set({ ...value, ratings })
                }}
              />
            ))}
            {value.names.length < places.length && (
              <Button onClick={() => set({ ...value, names: [...value.names, ''] })}>
                {t('patient.addActivity')}
              </Button>
            )}
            <p className={styles.small}>{t('patient.activitiesThree')}</p>
          </Stack>
        </Card>
        {of(codes.change) && (
          <Card>
            <Change
              label={textOf(of(codes.change), 'change') ?? t('patient.change')}
              value={value.change}
              onValue={(next) => set({ ...value, change: value.change === next ? null : next })}
            />
          </Card>
        )}
        {isEmpty && (
          <p className={styles.error} role="alert">
            {t('patient.nothingWritten')}
          </p>
        )}
        {refusal && <Failed refusal={refusal} />}
        <Button tone="primary" size="large" submits isBusy={change.isPending}>
          {t('patient.save')}
        </Button>
      </Stack>
    </form>
  )
}

type Whose = Readonly<{ patient: string; episode?: string }>

/** What was filled in, as outcomes. The score is the server's to compute. */
export function outcomesOf(
  written: Written,
  of: (code: string) => Instrument | undefined,
  whose: Whose,
): readonly Body<'outcome'>[] {
  const on = new Date().toISOString()
  const one = (
    code: string,
    answers: Readonly<Record<string, string | number>>,
  ): readonly Body<'outcome'>[] => {
    const instrument = of(code)
    return instrument && Object.keys(answers).length > 0
      ? [
          {
            ...whose,
            instrument: instrument.id,
            code,
            version: instrument.body.version,
            on,
            answers,
            givenBy: 'patient',
            at: 'home',
          },
        ]
      : []
  }
  const rated = written.names.flatMap((name, index) => {
    const rating = written.ratings[index] ?? null
    return name.trim() && rating !== null ? [{ name: name.trim(), rating }] : []
  })
  const activities = Object.fromEntries(
    rated.flatMap(({ name, rating }, index) => [
      [`activity_${String(index + 1)}`, name],
      [`rating_${String(index + 1)}`, rating],
    ]),
  ) as Record<string, string | number>
  return [
    ...one(codes.leg, written.leg === null ? {} : { pain: written.leg }),
    ...one(codes.back, written.back === null ? {} : { pain: written.back }),
    ...one(codes.activities, activities),
    ...one(codes.change, written.change === null ? {} : { change: written.change }),
  ]
}

function Activity({
  place,
  name,
  rating,
  onName,
  onRating,
}: {
  readonly place: number
  readonly name: string
  readonly rating: number | null
  readonly onName: (name: string) => void
  readonly onRating: (rating: number) => void
}): ReactElement {
  const t = useText()
  return (
    <div className={styles.activity}>
      <TextField
        label={t('patient.activity', { place })}
        value={name}
        onValue={onName}
        maxLength={200}
        placeholder={t('patient.activityExample')}
      />
      {name.trim() !== '' && (
        <Degrees
          label={t('patient.howWell', { name: name.trim() })}
          value={rating}
          onValue={onRating}
          low={t('patient.notAtAll')}
          high={t('patient.asBefore')}
        />
      )}
    </div>
  )
}

const steps = Array.from({ length: 15 }, (_, index) => index - 7)

function Change({
  label,
  value,
  onValue,
}: {
  readonly label: string
  readonly value: number | null
  readonly onValue: (value: number) => void
}): ReactElement {
  const t = useText()
  return (
    <fieldset className={styles.scale}>
      <legend>{label}</legend>
      {steps.map((step) => (
        <button
          key={step}
          type="button"
          className={styles.degree}
          aria-pressed={value === step}
          onClick={() => onValue(step)}
        >
          {step > 0 ? `+${String(step)}` : String(step)}
        </button>
      ))}
      <div className={styles.ends} aria-hidden>
        <span>{t('patient.muchWorse')}</span>
        <span>{t('patient.muchBetter')}</span>
      </div>
    </fieldset>
  )
}
