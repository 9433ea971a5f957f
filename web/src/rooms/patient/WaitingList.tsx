// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { useDraft } from '@/api/draft'
import { asRefusal, newId, useCreate, useEntries, useWrite, type Body, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import {
  Await,
  Badge,
  Button,
  Card,
  CheckGroup,
  Failed,
  Page,
  SelectField,
  Stack,
  TextField,
  useToast,
} from '@/design'
import { useText, type TextKey } from '@/text'
import { useHouse, useZone } from './house'
import { nameOf } from './own'
import { visitName } from './plain'
import { useTimes } from './times'
import styles from './Visits.module.css'

type Waiting = Body<'waitingEntry'>
type Weekday = NonNullable<Waiting['weekdays']>[number]
const weekdays: readonly (readonly [Weekday, TextKey])[] = [
  ['mon', 'patient.monday'],
  ['tue', 'patient.tuesday'],
  ['wed', 'patient.wednesday'],
  ['thu', 'patient.thursday'],
  ['fri', 'patient.friday'],
  ['sat', 'patient.saturday'],
  ['sun', 'patient.sunday'],
]
type Wish = Readonly<{
  visit: NonNullable<Waiting['visit']>
  practitioner: string
  weekdays: readonly Weekday[]
  earliest: string
  latest: string
}>
const noWish: Wish = { visit: 'needling', practitioner: '', weekdays: [], earliest: '', latest: '' }

/** Waiting for a time that becomes free. */
export function WaitingList(): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const entries = useEntries('waitingEntry', { patient: self, limit: 50 })
  return (
    <Page
      title={t('patient.waitingTitle')}
      subtitle={t('patient.waitingHint')}
      width="text"
      back={{ to: '/visits', label: t('patient.visits') }}
    >
      <Await of={entries}>
        {(page) => {
          const open = page.entries.filter((one) => ['waiting', 'offered'].includes(one.body.status))
          return (
            <Stack>
              {open.map((one) => (
                <Waits key={one.id} entry={one} />
              ))}
              <Wishing />
            </Stack>
          )
        }}
      </Await>
    </Page>
  )
}

function Waits({ entry }: { readonly entry: Entry<'waitingEntry'> }): ReactElement {
  const t = useText()
  const times = useTimes(useZone())
  const say = useToast()
  const write = useWrite('waitingEntry')
  const { body } = entry
  const set = (
    status: Waiting['status'],
    of: Entry<'waitingEntry'>,
    then: (made: Entry<'waitingEntry'>) => void = () => undefined,
  ): void =>
    write.mutate({ id: of.id, follows: of.version, body: { ...of.body, status } }, { onSuccess: then })
  const giveUp = (): void =>
    set('given_up', entry, (written) =>
      say({ text: t('patient.gaveUp'), undo: () => set('waiting', written) }),
    )
  const days = (body.weekdays ?? []).map((day) => {
    const name = weekdays.find(([one]) => one === day)?.[1]
    return name ? t(name) : day
  })
  return (
    <Card
      title={body.visit ? visitName(body.visit, t) : t('patient.anyVisit')}
      actions={
        <Badge tone={body.status === 'offered' ? 'go' : 'ask'}>
          {body.status === 'offered' ? t('patient.offered') : t('patient.waits')}
        </Badge>
      }
    >
      <Stack gap={3}>
        <p>
          {t('patient.waitsSince', { day: times.date(body.askedAt) })}
          {days.length > 0 && ` ${t('patient.onDays', { days: days.join(', ') })}`}
        </p>
        {write.error && <Failed refusal={asRefusal(write.error)} />}
        <Button onClick={giveUp} isBusy={write.isPending}>
          {t('patient.giveUp')}
        </Button>
      </Stack>
    </Card>
  )
}

function Wishing(): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const say = useToast()
  const people = useEntries('practitioner', { limit: 100 })
  const create = useCreate('waitingEntry')
  const { value: wish, set, clear } = useDraft<Wish>(`patient.${self}.waiting`, noWish)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setRefusal(null)
    create.mutate(
      {
        id: newId(),
        body: {
          patient: self,
          visit: wish.visit,
          status: 'waiting',
          askedAt: new Date().toISOString(),
          ...(wish.practitioner ? { practitioner: wish.practitioner } : {}),
          ...(wish.weekdays.length > 0 ? { weekdays: [...wish.weekdays] } : {}),
          ...(wish.earliest ? { earliest: wish.earliest } : {}),
          ...(wish.latest ? { latest: wish.latest } : {}),
        },
      },
      {
        onSuccess: () => {
          clear()
          say({ text: t('patient.nowWaiting'), tone: 'go' })
        },
        onError: (thrown) => setRefusal(asRefusal(thrown)),
      },
    )
  }
  const staff = people.state === 'ready' ? people.data.entries : []
  return (
    <Card title={t('patient.waitNew')}>
      <form className={styles.form} onSubmit={submit}>
        <SelectField
          label={t('patient.whatFor')}
          value={wish.visit}
          onValue={(visit) => visit && set({ ...wish, visit })}
          options={(['needling', 'review', 'telephone', 'first'] as const).map((kind) => ({
            value: kind,
            label: visitName(kind, t),
          }))}
        />
        <SelectField
          label={t('patient.withWhom')}
          value={wish.practitioner}
          onValue={(practitioner) => set({ ...wish, practitioner })}
          empty={t('patient.anybody')}
          options={staff.map((one) => ({ value: one.id, label: nameOf(one.body) }))}
        />
        <CheckGroup
          label={t('patient.whichDays')}
          values={wish.weekdays}
          onValues={(chosen) => set({ ...wish, weekdays: chosen })}
          choices={weekdays.map(([value, name]) => ({ value, label: t(name) }))}
        />
        <TextField
          label={t('patient.notBefore')}
          type="date"
          value={wish.earliest}
          onValue={(earliest) => set({ ...wish, earliest })}
          error={refusal?.at('/body/earliest')}
        />
        <TextField
          label={t('patient.notAfter')}
          type="date"
          value={wish.latest}
          onValue={(latest) => set({ ...wish, latest })}
          error={refusal?.at('/body/latest')}
        />
        {refusal && <Failed refusal={refusal} />}
        <Button tone="primary" size="large" submits isBusy={create.isPending}>
          {t('patient.wait')}
        </Button>
      </form>
    </Card>
  )
}
