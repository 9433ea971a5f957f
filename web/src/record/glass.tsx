// SPDX-License-Identifier: Apache-2.0
// Seeing a restricted patient's record: with a reason, which is sent along, kept in the audit, and forgotten as soon as
// one leaves the patient.
import { useQueryClient } from '@tanstack/react-query'
import { LockOpen } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore, type FormEvent, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { setGlassReason } from '@/api/client'
import { Button, Notice, TextArea } from '@/design'
import { useText } from '@/text'
import styles from './glass.module.css'

type Glass = Readonly<{ patient: string; reason: string }>
let glass: Glass | null = null
const listeners = new Set<() => void>()

/** A header carries bytes of one line: those of the reason in UTF-8, which the server reads as such. */
function headerOf(reason: string): string {
  return String.fromCharCode(...new TextEncoder().encode(reason.replace(/\s+/g, ' ')))
}

function setGlass(next: Glass | null): void {
  glass = next
  setGlassReason(headerOf(next?.reason ?? ''))
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whose record is open with a reason; nobody's mostly. */
export function useGlass(): Readonly<{
  glass: Glass | null
  open: (glass: Glass) => void
  close: () => void
}> {
  const queries = useQueryClient()
  const now = useSyncExternalStore(subscribe, () => glass)
  const change = (next: Glass | null): void => {
    setGlass(next)
    // What was seen with the reason is not kept without it, and the other way round.
    void queries.resetQueries()
  }
  return { glass: now, open: change, close: () => change(null) }
}

/** Says, on every page of that patient, that the record is open with a reason; leaving the patient closes it. */
export function GlassBanner(): ReactElement | null {
  const t = useText()
  const { glass, close } = useGlass()
  const [location, go] = useLocation()
  const isGone = glass !== null && !`${location}/`.startsWith(`/patients/${glass.patient}/`)
  useEffect(() => {
    if (isGone) close()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- close is new at every rendering
  }, [isGone])
  if (!glass || isGone) return null
  return (
    <div className={styles.banner} role="status">
      <LockOpen aria-hidden size={18} />
      <p>{t('patients.glassOpen', { reason: glass.reason })}</p>
      <Button
        size="small"
        onClick={() => {
          close()
          go('/patients')
        }}
      >
        {t('patients.glassClose')}
      </Button>
    </div>
  )
}

const leastReason = 10

/** In front of a restricted record: why it has to be seen. */
export function GlassDoor({ patient }: { readonly patient: string }): ReactElement {
  const t = useText()
  const { open } = useGlass()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const isShort = reason.trim().length < leastReason
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (!isShort) open({ patient, reason: reason.trim() })
  }
  return (
    <form className={styles.door} onSubmit={submit}>
      <Notice tone="caution" title={t('patients.glassTitle')}>
        <p>{t('patients.glassHint')}</p>
      </Notice>
      <TextArea
        label={t('patients.glassReason')}
        error={isAsked && isShort ? t('patients.glassShort', { count: leastReason }) : undefined}
        value={reason}
        onValue={setReason}
        maxLength={500}
        required
      />
      <div>
        <Button tone="primary" submits>
          {t('patients.glassSubmit')}
        </Button>
      </div>
    </form>
  )
}
