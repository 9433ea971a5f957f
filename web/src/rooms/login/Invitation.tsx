// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { ask } from '@/api/client'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { Button, Failed, LinkButton, Notice, TextField } from '@/design'
import { useText } from '@/text'
import { Door } from './Door'

/** An invitation, or a reset: somebody chooses their password by a ticket that works once. */
export function Invitation({ ticket }: { readonly ticket: string }): ReactElement {
  const t = useText()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [login, setLogin] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const differs = again !== '' && again !== password

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (password !== again) return
    setBusy(true)
    setRefusal(null)
    ask<{ login: string }>('POST', '/api/v1/invitations/accept', { body: { ticket, password } })
      .then((answer) => setLogin(answer.login))
      .catch((thrown: unknown) => setRefusal(asRefusal(thrown)))
      .finally(() => setBusy(false))
  }
  if (login !== '')
    return (
      <Door title={t('login.choose')}>
        <Notice tone="go" isLive>
          <p>{t('login.accepted', { login })}</p>
        </Notice>
        <LinkButton to="/" tone="primary" size="large">
          {t('login.toLogIn')}
        </LinkButton>
      </Door>
    )
  // Nothing typed here can mend a link that has ended.
  if (refusal?.code === 'people.ticket')
    return (
      <Door title={t('login.choose')}>
        <Notice tone="caution" title={t('login.ticketOver')} isLive>
          <p>{t('login.ticketOverHint')}</p>
        </Notice>
        <LinkButton to="/" tone="primary" size="large">
          {t('login.toLogIn')}
        </LinkButton>
      </Door>
    )
  return (
    <Door title={t('login.choose')}>
      <form onSubmit={submit}>
        <TextField
          label={t('login.password')}
          hint={t('login.chooseHint', { count: leastCharacters })}
          error={refusal?.at('/password')}
          value={password}
          onValue={setPassword}
          type="password"
          autoComplete="new-password"
          required
        />
        <TextField
          label={t('login.chooseAgain')}
          error={differs ? t('login.differ') : undefined}
          value={again}
          onValue={setAgain}
          type="password"
          autoComplete="new-password"
          required
        />
        {refusal && refusal.at('/password') === undefined && <Failed refusal={refusal} />}
        <Button tone="primary" size="large" submits isBusy={isBusy} disabled={differs}>
          {t('login.accept')}
        </Button>
      </form>
    </Door>
  )
}

/** What the server asks of a password (src/server/password.h); it has the last word. */
const leastCharacters = 12
