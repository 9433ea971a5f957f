// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { ask } from '@/api/client'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { Button, Failed, TextField, useToast } from '@/design'
import { useText } from '@/text'
import styles from './account.module.css'

/** Changes the password. What is typed here is kept nowhere. */
export function Password(): ReactElement {
  const t = useText()
  const say = useToast()
  const [present, setPresent] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const differ = again !== '' && again !== password
  const isWrong = refusal?.code === 'login.refused'
  const weak = refusal?.at('/password')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (again !== password) return
    setBusy(true)
    setRefusal(null)
    ask('POST', '/api/v1/password', { body: { present, password } })
      .then(
        () => {
          setPresent('')
          setPassword('')
          setAgain('')
          say({ text: t('account.passwordChanged'), tone: 'go' })
        },
        (thrown: unknown) => setRefusal(asRefusal(thrown)),
      )
      .finally(() => setBusy(false))
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={t('account.presentPassword')}
        type="password"
        autoComplete="current-password"
        value={present}
        onValue={setPresent}
        error={isWrong ? t('account.wrongPassword') : undefined}
        required
      />
      <TextField
        label={t('account.newPassword')}
        hint={t('account.passwordHint')}
        type="password"
        autoComplete="new-password"
        value={password}
        onValue={setPassword}
        error={weak}
        required
      />
      <TextField
        label={t('login.chooseAgain')}
        type="password"
        autoComplete="new-password"
        value={again}
        onValue={setAgain}
        error={differ ? t('login.differ') : undefined}
        required
      />
      {refusal && !isWrong && weak === undefined && <Failed refusal={refusal} />}
      <Button tone="primary" submits isBusy={isBusy}>
        {t('account.changePassword')}
      </Button>
    </form>
  )
}
