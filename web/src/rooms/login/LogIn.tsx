// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { useSession } from '@/app/session'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { Button, Failed, TextField } from '@/design'
import { useText } from '@/text'
import { Door } from './Door'
import styles from './Door.module.css'

/** Name, password and, where the account has one, the second factor. */
export function LogIn(): ReactElement {
  const t = useText()
  const { logIn } = useSession()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const wantsCode = refusal?.code === 'login.second_factor' || code !== ''

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setBusy(true)
    logIn({ login, password, ...(code ? { code } : {}) })
      .catch((thrown: unknown) => setRefusal(asRefusal(thrown)))
      .finally(() => setBusy(false))
  }
  return (
    <Door title={t('login.title')}>
      <form onSubmit={submit}>
        <TextField
          label={t('login.login')}
          value={login}
          onValue={setLogin}
          autoComplete="username"
          autoCapitalize="none"
          required
        />
        <TextField
          label={t('login.password')}
          value={password}
          onValue={setPassword}
          type="password"
          autoComplete="current-password"
          required
        />
        {wantsCode && (
          <TextField
            label={t('login.code')}
            hint={t('login.codeHint')}
            value={code}
            onValue={setCode}
            autoComplete="one-time-code"
            inputMode="numeric"
            required
          />
        )}
        {refusal && !(refusal.code === 'login.second_factor' && code === '') && <Failed refusal={refusal} />}
        <Button tone="primary" size="large" submits isBusy={isBusy}>
          {t('login.submit')}
        </Button>
      </form>
      <details className={styles.forgot}>
        <summary>{t('login.forgot')}</summary>
        <p>{t('login.forgotHint')}</p>
      </details>
    </Door>
  )
}
