// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState, type FormEvent, type ReactElement } from 'react'
import { Link } from 'wouter'
import { asRefusal, useEntries, useWrite, type Entry } from '@/api/entries'
import { may, useMe } from '@/app/session'
import { Await, Button, Dialog, Failed, Notice, Stack, Table, TextField, useToast } from '@/design'
import { fullName, useClinicTime, usePatientsById } from '@/record'
import { useText } from '@/text'

type Lot = Entry<'stock'>

/** Takes a lot out of use, and says in whom its needles were. */
export function RecallDialog({
  lot,
  onClose,
}: {
  readonly lot: Lot | null
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  const me = useMe()
  return (
    <Dialog
      title={lot ? t('stock.recallOf', { lot: lot.body.lot }) : t('stock.recall')}
      isOpen={lot !== null}
      onClose={onClose}
    >
      {lot && (
        <Stack gap={5}>
          {lot.body.status === 'recalled' ? (
            <Notice tone="stop" title={t('stock.isRecalled')}>
              {lot.body.note && <p>{lot.body.note}</p>}
            </Notice>
          ) : (
            lot.body.status === 'in_use' && <RecallForm lot={lot} onClose={onClose} />
          )}
          {may(me, 'session', 'see') && <WhoGot lot={lot} />}
        </Stack>
      )}
    </Dialog>
  )
}

function RecallForm({ lot, onClose }: { readonly lot: Lot; readonly onClose: () => void }): ReactElement {
  const t = useText()
  const say = useToast()
  const write = useWrite('stock')
  const [why, setWhy] = useState('')
  const [isTried, setTried] = useState(false)
  const refusal = write.error ? asRefusal(write.error) : null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (why.trim() === '') return
    const note = [lot.body.note, why.trim()].filter(Boolean).join('\n')
    write.mutate(
      {
        id: lot.id,
        follows: lot.version,
        body: { ...lot.body, status: 'recalled', note },
        reason: why.trim(),
      },
      {
        onSuccess: (written) => {
          say({
            text: t('stock.isNow', { lot: lot.body.lot, status: t.word('recalled') }),
            tone: 'go',
            undo: () => write.mutate({ id: lot.id, follows: written.version, body: lot.body }),
          })
          onClose()
        },
      },
    )
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <p>{t('stock.recallHint')}</p>
        <TextField
          label={t('stock.whyRecalled')}
          value={why}
          onValue={setWhy}
          error={
            refusal?.at('/body/note') ?? (isTried && why.trim() === '' ? t('stock.whyMissing') : undefined)
          }
          required
        />
        {refusal && refusal.at('/body/note') === undefined && <Failed refusal={refusal} />}
        <div>
          <Button tone="danger" submits isBusy={write.isPending}>
            {t('stock.recall')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

function WhoGot({ lot }: { readonly lot: Lot }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const found = useEntries('session', { stock: lot.id, sort: '-date', limit: 200 })
  const ids = useMemo(
    () => (found.state === 'ready' ? found.data.entries.map((one) => one.patient ?? '') : []),
    [found],
  )
  const patients = usePatientsById(ids)
  return (
    <Await of={found}>
      {({ entries }) =>
        entries.length === 0 ? (
          <p>{t('stock.nobodyGot')}</p>
        ) : (
          <Table
            caption={t('stock.whoGot')}
            showsCaption
            isDense
            rows={entries.filter((one) => !one.withheld)}
            keyOf={(session) => session.id}
            columns={[
              {
                name: t('stock.day'),
                cell: (session) => time.day(time.local(session.body.began).day, 'year'),
              },
              {
                name: t('stock.patient'),
                cell: (session) => {
                  const patient = patients.get(session.body.patient)
                  return (
                    <Link href={`/patients/${session.body.patient}/sessions/${session.id}`}>
                      {patient && !patient.withheld ? fullName(patient.body) : t('patients.withheld')}
                    </Link>
                  )
                },
              },
              {
                name: t('stock.needles'),
                isNumber: true,
                cell: (session) =>
                  (session.body.needles ?? []).filter((needle) => needle.stock === lot.id).length,
              },
            ]}
          />
        )
      }
    </Await>
  )
}
