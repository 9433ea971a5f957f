// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { TicketLink } from '@/account'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { Button, Dialog, Failed, Notice, SelectField, Stack, TextField } from '@/design'
import { useText } from '@/text'
import { PersonField } from './PersonField'
import { useInvite } from './useUsers'
import { roles, type UserRole } from './wire'

/** Lets somebody in: a log-in name, what they are, and a link by which they choose their password. */
export function InviteDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  return (
    <Dialog title={t('people.invite')} isOpen={isOpen} onClose={onClose}>
      <InviteForm />
    </Dialog>
  )
}

function InviteForm(): ReactElement {
  const t = useText()
  const [login, setLogin] = useState('')
  const [role, setRole] = useState<UserRole | ''>('')
  const [person, setPerson] = useState('')
  const [misses, setMisses] = useState(false)
  const invite = useInvite()
  const refusal = invite.error ? asRefusal(invite.error) : null
  const atLogin = loginError(refusal)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const lacksPatient = role === 'patient' && person === ''
    setMisses(lacksPatient)
    if (role === '' || lacksPatient) return
    invite.mutate({ login: login.trim(), role, ...(person ? { person } : {}) })
  }
  if (invite.data)
    return role === 'integrator' ? (
      <Notice tone="go" isLive title={t('people.programMade', { login: login.trim() })}>
        <p>{t('people.programNext')}</p>
      </Notice>
    ) : (
      <TicketLink told={invite.data} login={login.trim()} />
    )
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t('people.inviteHint')}</p>
        <SelectField
          label={t('people.role')}
          hint={role ? t(`people.may_${role}`) : undefined}
          value={role}
          onValue={(next) => {
            setRole(next)
            setPerson('')
          }}
          options={roles.map((one) => ({ value: one, label: t(`people.role_${one}`) }))}
          empty={t('people.choose')}
          error={refusal?.at('/role')}
          required
        />
        {role && (
          <PersonField
            role={role}
            person={person}
            onPerson={setPerson}
            error={misses && person === '' ? t('people.patientNeeded') : refusal?.at('/person')}
          />
        )}
        <TextField
          label={t('people.login')}
          hint={t('people.loginHint')}
          error={atLogin}
          value={login}
          onValue={setLogin}
          autoComplete="off"
          autoCapitalize="none"
          required
        />
        {refusal &&
          atLogin === undefined &&
          refusal.at('/role') === undefined &&
          refusal.at('/person') === undefined && <Failed refusal={refusal} />}
        <div>
          <Button tone="primary" submits isBusy={invite.isPending}>
            {t('people.makeLink')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

/** What is wrong with the name: a taken one is told of the account that has it. */
function loginError(refusal: Refusal | null): string | undefined {
  if (refusal?.code === 'account.exists') return [refusal.detail, refusal.hint].filter(Boolean).join(' ')
  return refusal?.at('/login')
}
