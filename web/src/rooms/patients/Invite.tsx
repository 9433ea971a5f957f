// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { TicketLink, type Ticket } from '@/account'
import { ask } from '@/api/client'
import { asRefusal, newId, useCreate, useEntries, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { may, useMe } from '@/app/session'
import { Button, Dialog, Failed, Stack, TextField } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'

/** "shirin.vale": a log-in name to begin with; whoever invites may change it. */
export function loginFor({
  given = [],
  family,
}: Readonly<{ given?: readonly string[]; family: string }>): string {
  return [given[0], family]
    .filter(Boolean)
    .join('.')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s*\(.*?\)/g, '')
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '')
}

/** Lets a patient into their own pages: a link that works once, as a picture for their telephone and as text. */
export function Invite({
  patient,
  isOpen,
  onClose,
}: {
  readonly patient: Entry<'patient'>
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  return (
    <Dialog title={t('patients.invite')} isOpen={isOpen} onClose={onClose}>
      <InviteForm patient={patient} />
    </Dialog>
  )
}

function InviteForm({ patient }: { readonly patient: Entry<'patient'> }): ReactElement {
  const t = useText()
  const [login, setLogin] = useState(() => loginFor(patient.body))
  const [told, setTold] = useState<Ticket | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const treatment = usePlannedTreatment(patient.id)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setBusy(true)
    setRefusal(null)
    treatment
      .plan()
      .then(() =>
        ask<Ticket>('POST', '/api/v1/users', {
          body: { login: login.trim(), role: 'patient', person: patient.id },
        }),
      )
      .then(setTold)
      .catch((thrown: unknown) => setRefusal(asRefusal(thrown)))
      .finally(() => setBusy(false))
  }
  if (told) return <TicketLink told={told} login={login.trim()} />
  const atLogin = refusal?.at('/login')
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t('patients.inviteHint')}</p>
        {treatment.isMissing && <p>{t('patients.invitePlans')}</p>}
        <TextField
          label={t('patients.login')}
          hint={t('patients.loginHint')}
          error={atLogin}
          value={login}
          onValue={setLogin}
          autoComplete="off"
          autoCapitalize="none"
          required
        />
        {refusal && atLogin === undefined && <Failed refusal={refusal} />}
        <div>
          <Button tone="primary" submits isBusy={isBusy}>
            {t('patients.makeLink')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

/** What a patient answers before the first visit belongs to a treatment: where none is open, one is planned. Nothing for
 *  those who may not see treatments, or do not treat. */
function usePlannedTreatment(
  patient: string,
): Readonly<{ isMissing: boolean; plan: () => Promise<unknown> }> {
  const me = useMe()
  const time = useClinicTime()
  const create = useCreate('episode')
  const [id] = useState(newId)
  const practitioner = may(me, 'episode', 'create') ? me.person : undefined
  const known = useEntries('episode', { patient, limit: 50 }, practitioner !== undefined)
  const isMissing =
    known.state === 'ready' &&
    !known.data.entries.some(
      ({ state, body }) => state === 'open' && (body.status === 'active' || body.status === 'planned'),
    )
  return {
    isMissing,
    plan: () =>
      isMissing && practitioner !== undefined && create.data === undefined
        ? create.mutateAsync({ id, body: { patient, practitioner, status: 'planned', began: time.today() } })
        : Promise.resolve(),
  }
}
