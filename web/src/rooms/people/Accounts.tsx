// SPDX-License-Identifier: Apache-2.0
import { Ellipsis, KeyRound, Lock, LockOpen, Plug, UserPlus, UserRoundCog } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import { asRefusal } from '@/api/entries'
import { useMe } from '@/app/session'
import { Await, Badge, Button, Card, Failed, Menu, Stack, Table, useToast, type MenuAction } from '@/design'
import { fullName, useClinicTime, usePatientsById, usePractitioners } from '@/record'
import { useText } from '@/text'
import { InviteDialog } from './InviteDialog'
import { ResetDialog } from './ResetDialog'
import { RoleDialog } from './RoleDialog'
import { TokensDialog } from './TokensDialog'
import { useLock, useUsers } from './useUsers'
import type { User } from './wire'
import styles from './people.module.css'

type Doing = Readonly<{ what: 'invite' }> | Readonly<{ what: 'role' | 'reset' | 'tokens'; user: User }>

/** Everybody who can log in, and the programs that can. */
export function Accounts(): ReactElement {
  const t = useText()
  const users = useUsers()
  const [doing, setDoing] = useState<Doing | null>(null)
  const userOf = (what: Doing['what']): User | null =>
    doing && doing.what !== 'invite' && doing.what === what ? doing.user : null
  const close = (): void => setDoing(null)
  return (
    <Stack>
      <div className={styles.top}>
        <p className={styles.soft}>{t('people.accountsHint')}</p>
        <Button tone="primary" icon={<UserPlus aria-hidden />} onClick={() => setDoing({ what: 'invite' })}>
          {t('people.invite')}
        </Button>
      </div>
      <Await of={users} lines={6}>
        {(all) => <AccountTable users={all} onDo={setDoing} />}
      </Await>
      <InviteDialog isOpen={doing?.what === 'invite'} onClose={close} />
      <RoleDialog user={userOf('role')} onClose={close} />
      <ResetDialog user={userOf('reset')} onClose={close} />
      <TokensDialog user={userOf('tokens')} onClose={close} />
    </Stack>
  )
}

function AccountTable({
  users,
  onDo,
}: {
  readonly users: readonly User[]
  readonly onDo: (doing: Doing) => void
}): ReactElement {
  const t = useText()
  const me = useMe()
  const say = useToast()
  const lock = useLock()
  const nameOf = usePersonName(users)
  const setLocked = (user: User, isLocked: boolean): void =>
    lock.mutate(
      { id: user.id, isLocked },
      {
        onSuccess: () =>
          say({
            text: t(isLocked ? 'people.lockedNow' : 'people.unlockedNow', { login: user.login }),
            tone: 'go',
          }),
      },
    )
  const actionsOf = (user: User): readonly MenuAction[] => [
    {
      label: t('people.changeRole'),
      icon: <UserRoundCog aria-hidden />,
      onSelect: () => onDo({ what: 'role', user }),
    },
    ...(user.role === 'integrator'
      ? [
          {
            label: t('people.tokens'),
            icon: <Plug aria-hidden />,
            onSelect: () => onDo({ what: 'tokens', user }),
          },
        ]
      : [
          {
            label: user.hasPassword ? t('people.reset') : t('people.inviteAgain'),
            icon: <KeyRound aria-hidden />,
            onSelect: () => onDo({ what: 'reset', user }),
          },
        ]),
    user.isActive
      ? {
          label: t('people.lock'),
          icon: <Lock aria-hidden />,
          isDanger: true,
          onSelect: () => setLocked(user, true),
        }
      : { label: t('people.unlock'), icon: <LockOpen aria-hidden />, onSelect: () => setLocked(user, false) },
  ]
  return (
    <>
      {lock.error && <Failed refusal={asRefusal(lock.error)} />}
      <Card isFlush>
        <Table
          caption={t('people.accounts')}
          rows={users}
          keyOf={(user) => user.id}
          columns={[
            {
              name: t('people.account'),
              cell: (user) => (
                <>
                  <strong>{user.login}</strong>
                  {user.id === me.account && <span className={styles.soft}> {t('people.you')}</span>}
                  <span className={styles.faint}>
                    {[t(`people.role_${user.role}`), nameOf(user)].filter(Boolean).join(' · ')}
                  </span>
                </>
              ),
            },
            { name: t('people.state'), cell: (user) => <UserState user={user} /> },
            {
              name: t('people.second'),
              isExtra: true,
              cell: (user) =>
                user.role === 'integrator' ? (
                  <span className={styles.soft}>{t('people.notForPrograms')}</span>
                ) : user.hasSecondFactor ? (
                  <Badge tone="go">{t('people.secondOn')}</Badge>
                ) : (
                  <span className={styles.soft}>{t('people.secondOff')}</span>
                ),
            },
            {
              name: t('people.actions'),
              cell: (user) => (
                <Menu
                  label={t('people.more', { login: user.login })}
                  button={<Ellipsis aria-hidden size={18} />}
                  actions={actionsOf(user)}
                />
              ),
            },
          ]}
        />
      </Card>
    </>
  )
}

/** Whose account it is, in a name. */
function usePersonName(users: readonly User[]): (user: User) => string {
  const t = useText()
  const practitioners = usePractitioners()
  const ids = useMemo(
    () => users.flatMap(({ role, person }) => (role === 'patient' && person ? [person] : [])),
    [users],
  )
  const patients = usePatientsById(ids)
  return ({ role, person = '' }) => {
    const practitioner = practitioners.get(person)
    if (practitioner) return fullName(practitioner)
    const patient = patients.get(person)
    if (patient) return patient.withheld ? t('patients.withheld') : fullName(patient.body)
    // Reception and programs need be nobody of the record.
    return person || role === 'reception' || role === 'integrator' ? '' : t('people.nobody')
  }
}

function UserState({ user }: { readonly user: User }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  if (!user.isActive) return <Badge tone="stop">{t('people.locked')}</Badge>
  if (user.lockedUntil && Date.parse(user.lockedUntil) > Date.now())
    return <Badge tone="caution">{t('people.waits', { when: time.time(user.lockedUntil) })}</Badge>
  if (!user.hasPassword && user.role !== 'integrator') return <Badge tone="ask">{t('people.invited')}</Badge>
  return <Badge tone="go">{t('people.active')}</Badge>
}
