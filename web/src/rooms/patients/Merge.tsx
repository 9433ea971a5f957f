// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { ask } from '@/api/client'
import { asRefusal, type Body, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { Button, Dialog, Failed, Notice, Segmented, Stack, TextField, useToast } from '@/design'
import { fullName, PatientSearch, useClinicTime } from '@/record'
import { useText, type Text } from '@/text'
import { Doubles, useDoubles } from './Doubles'
import styles from './patients.module.css'

type Patient = Entry<'patient'>

/** Two entries of one person become one: which goes on is chosen with both side by side. */
export function Merge({
  patient,
  isOpen,
  onClose,
}: {
  readonly patient: Patient
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  const [other, setOther] = useState<Patient | null>(null)
  return (
    <Dialog
      title={t('patients.merge')}
      isOpen={isOpen}
      onClose={() => {
        setOther(null)
        onClose()
      }}
      shape="wide"
    >
      {other ? (
        <Compare
          one={patient}
          other={other}
          onBack={() => setOther(null)}
          onDone={() => {
            setOther(null)
            onClose()
          }}
        />
      ) : (
        <Choose patient={patient} onChosen={setOther} />
      )}
    </Dialog>
  )
}

function Choose({
  patient,
  onChosen,
}: {
  readonly patient: Patient
  readonly onChosen: (other: Patient) => void
}): ReactElement {
  const t = useText()
  const { family, given = [], birthDate } = patient.body
  const doubles = useDoubles({ family, given, birthDate }, patient.id)
  return (
    <Stack>
      <p>{t('patients.mergeHint')}</p>
      <Doubles
        doubles={doubles}
        title={t('patients.maybeDouble')}
        actions={(double) => (
          <Button size="small" onClick={() => onChosen(double.patient)}>
            {t('patients.compare')}
          </Button>
        )}
      />
      <div className={styles.searchIn}>
        <PatientSearch
          label={t('patients.otherEntry')}
          excluded={patient.id}
          onPick={(other) => {
            if (!other.withheld) onChosen(other)
          }}
        />
      </div>
    </Stack>
  )
}

type Line = Readonly<{ name: string; of: (body: Body<'patient'>) => string }>

function linesOf(t: Text, dayOf: (day: string) => string): readonly Line[] {
  return [
    { name: t('patients.name'), of: fullName },
    { name: t('patients.birthDate'), of: (body) => (body.birthDate ? dayOf(body.birthDate) : '') },
    { name: t('patients.sex'), of: (body) => (body.sex ? t.word(body.sex) : '') },
    { name: t('patients.phone'), of: (body) => body.phone ?? '' },
    { name: t('patients.email'), of: (body) => body.email ?? '' },
    {
      name: t('patients.lines'),
      of: ({ address }) =>
        [...(address?.lines ?? []), address?.postcode, address?.city, address?.country]
          .filter(Boolean)
          .join(', '),
    },
    {
      name: t('patients.identifiers'),
      of: (body) =>
        (body.identifiers ?? []).map((one) => [one.system, one.value].filter(Boolean).join(' ')).join(', '),
    },
    { name: t('patients.generalPractitioner'), of: (body) => body.generalPractitioner?.name ?? '' },
  ]
}

function Compare({
  one,
  other,
  onBack,
  onDone,
}: {
  readonly one: Patient
  readonly other: Patient
  readonly onBack: () => void
  readonly onDone: () => void
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const say = useToast()
  const queries = useQueryClient()
  const [, go] = useLocation()
  const [kept, setKept] = useState<string>(one.id)
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const both = [one, other]
  const double = kept === one.id ? other : one

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setBusy(true)
    setRefusal(null)
    ask('POST', `/api/v1/patients/${double.id}/merge`, {
      follows: double.version,
      body: { into: kept, reason: reason.trim() },
    })
      .then(async () => {
        await queries.invalidateQueries()
        say({ text: t('patients.merged'), tone: 'go' })
        onDone()
        go(`/patients/${kept}`)
      })
      .catch((thrown: unknown) => setRefusal(asRefusal(thrown)))
      .finally(() => setBusy(false))
  }
  const atReason = refusal?.at('/reason')
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <table className={styles.compare}>
          <caption className="visually-hidden">{t('patients.sideBySide')}</caption>
          <thead>
            <tr>
              <td />
              {both.map((patient) => (
                <th key={patient.id} scope="col">
                  {fullName(patient.body)}
                  <span className={styles.faint}>
                    {' '}
                    {t('patients.sinceVersion', { day: time.moment(patient.at), version: patient.version })}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {linesOf(t, (day) => time.day(day, 'year')).map((line) => {
              const [left, right] = [line.of(one.body), line.of(other.body)]
              return (
                <tr key={line.name} className={left === right ? undefined : styles.differs}>
                  <th scope="row">
                    {line.name}
                    {left !== right && <span className="visually-hidden"> {t('patients.differs')}</span>}
                  </th>
                  <td>{left || '–'}</td>
                  <td>{right || '–'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
        <Segmented
          label={t('patients.keep')}
          value={kept}
          onValue={(id) => id && setKept(id)}
          canClear={false}
          choices={both.map((patient, index) => ({
            value: patient.id,
            label: t(index === 0 ? 'patients.keepLeft' : 'patients.keepRight'),
          }))}
        />
        <Notice tone="info">
          <p>{t('patients.mergeMeans')}</p>
        </Notice>
        <TextField
          label={t('patients.mergeReason')}
          value={reason}
          onValue={setReason}
          error={atReason}
          required
        />
        {refusal && atReason === undefined && <Failed refusal={refusal} />}
        <div className={styles.who}>
          <Button tone="primary" submits isBusy={isBusy}>
            {t('patients.mergeSubmit')}
          </Button>
          <Button tone="quiet" onClick={onBack}>
            {t('patients.back')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
