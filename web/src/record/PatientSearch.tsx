// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { Lock, Search } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { Await, Badge } from '@/design'
import { useText } from '@/text'
import { useClinicTime } from './clinicTime'
import { listName } from './names'
import { useFoundPatients } from './useFoundPatients'
import { ageOn } from './zone'
import styles from './PatientSearch.module.css'

/** One box for name, day of birth or number; arrows and Enter choose. Used to go to a patient, and to name one. */
export function PatientSearch({
  label,
  onPick,
  isMain = false,
  focuses = true,
  excluded,
}: {
  readonly label: string
  readonly onPick: (patient: Entry<'patient'>) => void
  /** The one that Ctrl+K leads to. */
  readonly isMain?: boolean
  readonly focuses?: boolean
  /** An id that cannot be picked. */
  readonly excluded?: string
}): ReactElement {
  const t = useText()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const { found, isCurrent } = useFoundPatients(text)
  const [isEager, setEager] = useState(false)
  const shown = found.state === 'ready' ? found.data.filter((entry) => entry.id !== excluded) : []
  useEffect(() => {
    // On a touch screen a keyboard that comes up by itself hides what one came to see.
    if (focuses && !window.matchMedia('(pointer: coarse)').matches) input.current?.focus()
  }, [focuses])
  useEffect(() => {
    setActive(0)
    setEager(false)
  }, [text])
  const first = shown[0]
  useEffect(() => {
    // Enter came before the answer: it means the first of what was asked for, never of what was shown before.
    if (!isEager || !isCurrent) return
    setEager(false)
    if (first) onPick(first)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- onPick is new at every rendering
  }, [isEager, isCurrent, first])
  useEffect(() => {
    document.getElementById(`${id}-${String(active)}`)?.scrollIntoView({ block: 'nearest' })
  }, [active, id])

  const steer = (event: KeyboardEvent): void => {
    const last = shown.length - 1
    const chosen = shown[active]
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, last))
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0))
    else if (event.key === 'Enter') {
      if (!isCurrent) setEager(true)
      else if (chosen) onPick(chosen)
    } else return
    event.preventDefault()
  }
  return (
    <div className={styles.search}>
      <label htmlFor={id} className={isMain ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      <div className={styles.box}>
        <Search aria-hidden size={18} />
        <input
          ref={input}
          id={id}
          {...(isMain ? { 'data-patient-search': '' } : {})}
          type="search"
          role="combobox"
          aria-expanded={shown.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown.length > 0 ? `${id}-${String(active)}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('patients.searchPlaceholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={steer}
        />
      </div>
      <p className={styles.told} role="status">
        {text === ''
          ? t('patients.lately')
          : found.state === 'ready'
            ? t('patients.found', { count: shown.length })
            : ''}
      </p>
      <Await of={found} lines={4}>
        {() => (
          <div id={`${id}-list`} role="listbox" aria-label={label} className={styles.list}>
            {shown.map((patient, index) => (
              <Found
                key={patient.id}
                id={`${id}-${String(index)}`}
                patient={patient}
                isActive={index === active}
                onPick={() => onPick(patient)}
              />
            ))}
          </div>
        )}
      </Await>
    </div>
  )
}

function Found({
  id,
  patient,
  isActive,
  onPick,
}: {
  readonly id: string
  readonly patient: Entry<'patient'>
  readonly isActive: boolean
  readonly onPick: () => void
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const body = patient.withheld ? undefined : patient.body
  return (
    // The keyboard acts in the box, which says which of them is meant.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      tabIndex={-1}
      id={id}
      role="option"
      aria-selected={isActive}
      className={clsx(styles.found, isActive && styles.active)}
      onClick={onPick}
    >
      {body ? (
        <>
          <span className={styles.name}>{listName(body)}</span>
          <span className={styles.about}>
            {body.birthDate
              ? t('patients.bornAged', {
                  day: time.day(body.birthDate, 'year'),
                  age: ageOn(body.birthDate, time.today()),
                })
              : t('patients.birthDateNotAsked')}
          </span>
          <span className={styles.about}>
            {[...(body.identifiers ?? []).map((one) => one.value), body.phone].filter(Boolean).join(' · ')}
          </span>
          <span className={styles.marks}>
            {body.isRestricted && <Badge tone="caution">{t('patients.restricted')}</Badge>}
            {body.deceasedOn && <Badge>{t('patients.deceased')}</Badge>}
            {body.mergedInto && <Badge>{t('patients.isDouble')}</Badge>}
          </span>
        </>
      ) : (
        <>
          <span className={styles.name}>
            <Lock aria-hidden size={16} />
            {t('patients.withheld')}
          </span>
          <span className={styles.about}>{t('patients.withheldHint')}</span>
        </>
      )}
    </div>
  )
}
