// SPDX-License-Identifier: Apache-2.0
import { ScrollText } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import { Await, Button, Card, Dialog, Empty, Page, Row as Line, SelectField, TextField } from '@/design'
import { addDays, fullName, PatientSearch, useClinicTime, usePatientsById } from '@/record'
import { useText } from '@/text'
import { AuditTable } from './AuditTable'
import { ChainCheck } from './ChainCheck'
import { useNameOf, usePeople, useRows, type Found } from './useAudit'
import { actions, type Row } from './wire'
import styles from './audit.module.css'

const shownAtFirst = 50
const daysAtFirst = 7
const nobodyIds: readonly string[] = []

/** Who read and wrote what; and whether anybody has changed what was noted. */
export function AuditRoom(): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const people = usePeople()
  const nameOf = useNameOf(people)
  const [by, setBy] = useState('')
  const [action, setAction] = useState('')
  const [patient, setPatient] = useState('')
  const [isPicking, setPicking] = useState(false)
  // Until somebody chooses, the last week: on the clinic's clocks, which may arrive later.
  const [first, setFirst] = useState<string | undefined>()
  const [last, setLast] = useState<string | undefined>()
  const from = first ?? addDays(time.today(), 1 - daysAtFirst)
  const to = last ?? time.today()
  const isBackwards = from !== '' && to !== '' && from > to
  const found = useRows({
    by,
    action,
    patient,
    from: from === '' ? '' : time.dayBegins(from),
    before: to === '' ? '' : time.dayBegins(addDays(to, 1)),
  })
  const chosen = usePatientsById(useMemo(() => (patient === '' ? nobodyIds : [patient]), [patient]))
  const body = chosen.get(patient)?.body
  return (
    <Page title={t('audit.title')} subtitle={t('audit.intro')}>
      <ChainCheck />
      <div className={styles.filters} role="search">
        <SelectField
          label={t('audit.who')}
          empty={t('audit.anybody')}
          value={by}
          onValue={setBy}
          options={[
            ...[...people.values()].map(({ id, name, login }) => ({
              value: id,
              label: name === login ? login : t('audit.named', { name, login }),
            })),
            { value: 'system', label: t('audit.system') },
            { value: 'nobody', label: t('audit.nobody') },
          ]}
        />
        <SelectField
          label={t('audit.action')}
          empty={t('audit.anything')}
          value={action}
          onValue={setAction}
          options={actions.map((value) => ({ value, label: t(`audit.did_${value}`) }))}
        />
        <TextField type="date" label={t('audit.from')} value={from} onValue={setFirst} />
        <TextField
          type="date"
          label={t('audit.to')}
          value={to}
          onValue={setLast}
          error={isBackwards ? t('audit.backwards') : undefined}
        />
        <div className={styles.chosen}>
          <span className={styles.label}>{t('audit.patient')}</span>
          <Line gap={2}>
            {patient === '' ? (
              <Button onClick={() => setPicking(true)}>{t('audit.choosePatient')}</Button>
            ) : (
              <>
                <strong>{body ? fullName(body) : patient}</strong>
                <Button size="small" onClick={() => setPatient('')}>
                  {t('audit.anyPatient')}
                </Button>
              </>
            )}
          </Line>
        </div>
      </div>
      <Dialog title={t('audit.choosePatient')} isOpen={isPicking} onClose={() => setPicking(false)}>
        <PatientSearch
          label={t('audit.patient')}
          onPick={(one) => {
            setPatient(one.id)
            setPicking(false)
          }}
        />
      </Dialog>
      <Await of={found} lines={8}>
        {(rows) => <Rows key={`${by} ${action} ${patient} ${from} ${to}`} found={rows} nameOf={nameOf} />}
      </Await>
    </Page>
  )
}

function Rows({
  found: { rows, older },
  nameOf,
}: {
  readonly found: Found
  readonly nameOf: (by: string) => string
}): ReactElement {
  const t = useText()
  const [count, setCount] = useState(shownAtFirst)
  const shown = rows.slice(0, count)
  const patients = usePatientsById(useMemo(() => patientsOf(rows.slice(0, count)), [rows, count]))
  if (rows.length === 0)
    return (
      <Card>
        <Empty icon={<ScrollText aria-hidden size={28} />} title={t('audit.none')}>
          {t('audit.noneHint')}
        </Empty>
      </Card>
    )
  const showMore = (): void => {
    setCount(count + shownAtFirst * 2)
    if (rows.length <= count + shownAtFirst * 2) older?.()
  }
  return (
    <>
      <p role="status" className={styles.soft}>
        {older
          ? t('audit.shownNewest', { shown: shown.length })
          : t('audit.shown', { shown: shown.length, all: rows.length })}
      </p>
      <Card isFlush>
        <AuditTable rows={shown} nameOf={nameOf} patients={patients} />
      </Card>
      {(rows.length > count || older) && (
        <div>
          <Button onClick={showMore}>{t('audit.older')}</Button>
        </div>
      )}
    </>
  )
}

function patientsOf(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => row.patient ?? (row.kind === 'patient' ? (row.entry ?? '') : ''))
}
