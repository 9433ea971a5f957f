// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { asRefusal } from '@/api/entries'
import { Button, Dialog, Failed, SelectField, Stack, useToast } from '@/design'
import { useText } from '@/text'
import { PersonField } from './PersonField'
import { useNewRole } from './useUsers'
import { roles, type User, type UserRole } from './wire'

/** Makes an account something else, or another person's. */
export function RoleDialog({
  user,
  onClose,
}: {
  readonly user: User | null
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  return (
    <Dialog
      title={user ? t('people.roleOf', { login: user.login }) : ''}
      isOpen={user !== null}
      onClose={onClose}
    >
      {user && <RoleForm user={user} onClose={onClose} />}
    </Dialog>
  )
}

function RoleForm({ user, onClose }: { readonly user: User; readonly onClose: () => void }): ReactElement {
  const t = useText()
  const say = useToast()
  const [role, setRole] = useState<UserRole>(user.role)
  const [person, setPerson] = useState(user.person ?? '')
  const [misses, setMisses] = useState(false)
  const change = useNewRole()
  const isTreating = (one: UserRole): boolean => one === 'clinician' || one === 'lead'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const lacksPatient = role === 'patient' && person === ''
    setMisses(lacksPatient)
    if (lacksPatient) return
    change.mutate(
      { id: user.id, role, ...(person ? { person } : {}) },
      {
        onSuccess: () => {
          say({ text: t('people.roleChanged', { login: user.login }), tone: 'go' })
          onClose()
        },
      },
    )
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t('people.roleHint')}</p>
        <SelectField
          label={t('people.role')}
          hint={t(`people.may_${role}`)}
          value={role}
          onValue={(next) => {
            if (next === '') return
            // The same person goes on where both roles are of those who treat.
            if (!(isTreating(next) && isTreating(role)))
              setPerson(next === user.role ? (user.person ?? '') : '')
            setRole(next)
          }}
          options={roles.map((one) => ({ value: one, label: t(`people.role_${one}`) }))}
          required
        />
        <PersonField
          role={role}
          person={person}
          onPerson={setPerson}
          error={misses && person === '' ? t('people.patientNeeded') : undefined}
        />
        {change.error && <Failed refusal={asRefusal(change.error)} />}
        <div>
          <Button tone="primary" submits isBusy={change.isPending}>
            {t('people.changeRole')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
