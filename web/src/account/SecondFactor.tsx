// SPDX-License-Identifier: Apache-2.0
import { Printer } from 'lucide-react'
import { toString as drawn } from 'qrcode'
import { useEffect, useState, type FormEvent, type ReactElement } from 'react'
import { ask } from '@/api/client'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { useMe } from '@/app/session'
import { Button, Failed, Stack, TextField, useToast } from '@/design'
import { useText } from '@/text'
import styles from './account.module.css'

type Offer = Readonly<{ secret: string; address: string }>
type Step =
  | Readonly<{ state: 'start' }>
  | Readonly<{ state: 'offered'; offer: Offer }>
  | Readonly<{ state: 'removing' }>
  | Readonly<{ state: 'codes'; codes: readonly string[] }>

/** A second step at log-in: a code from an app. The recovery codes are told once. */
export function SecondFactor(): ReactElement {
  const t = useText()
  const [step, setStep] = useState<Step>({ state: 'start' })
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const offer = (): void => {
    setRefusal(null)
    ask<Offer>('POST', '/api/v1/second-factor').then(
      (told) => setStep({ state: 'offered', offer: told }),
      (thrown: unknown) => setRefusal(asRefusal(thrown)),
    )
  }
  switch (step.state) {
    case 'start':
      return (
        <Stack gap={3}>
          <p>{t('account.secondWhy')}</p>
          <p className={styles.soft}>{t('account.secondAgain')}</p>
          {refusal && <Failed refusal={refusal} />}
          <div className={styles.buttons}>
            <Button tone="primary" onClick={offer}>
              {t('account.secondAdd')}
            </Button>
            <Button onClick={() => setStep({ state: 'removing' })}>{t('account.secondRemove')}</Button>
          </div>
        </Stack>
      )
    case 'offered':
      return <Confirm offer={step.offer} onCodes={(codes) => setStep({ state: 'codes', codes })} />
    case 'removing':
      return <Remove onDone={() => setStep({ state: 'start' })} />
    case 'codes':
      return (
        <Stack gap={3}>
          <p>{t('account.codesKeep')}</p>
          <RecoveryCodes codes={step.codes} />
          <div className={styles.buttons}>
            <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
              {t('account.codesPrint')}
            </Button>
            <Button tone="primary" onClick={() => setStep({ state: 'start' })}>
              {t('account.codesKept')}
            </Button>
          </div>
        </Stack>
      )
  }
}

/** On the page, and on paper alone with whose they are: nothing else of the page is printed. */
function RecoveryCodes({ codes }: { readonly codes: readonly string[] }): ReactElement {
  const t = useText()
  const me = useMe()
  useEffect(() => {
    document.documentElement.dataset['prints'] = 'codes'
    return () => {
      delete document.documentElement.dataset['prints']
    }
  }, [])
  return (
    <section className={styles.paper} aria-label={t('account.codesTitle', { login: me.login })}>
      <p className={styles.paperTitle}>{t('account.codesTitle', { login: me.login })}</p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </section>
  )
}

function Confirm({
  offer,
  onCodes,
}: {
  readonly offer: Offer
  readonly onCodes: (codes: readonly string[]) => void
}): ReactElement {
  const t = useText()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const isWrong = refusal?.code === 'login.refused'
  const atCode = refusal?.at('/code')
  const picture = usePicture(offer.address)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setRefusal(null)
    ask<{ recoveryCodes?: readonly string[] }>('POST', '/api/v1/second-factor/confirm', {
      body: { password, secret: offer.secret, code: code.replaceAll(' ', '') },
    }).then(
      (told) => onCodes(told.recoveryCodes ?? []),
      (thrown: unknown) => setRefusal(asRefusal(thrown)),
    )
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{t('account.secondScan')}</p>
      {picture !== '' && <img src={picture} alt={t('account.secondPicture')} className={styles.picture} />}
      <p>
        {t('account.secondType')} <span className={styles.secret}>{offer.secret}</span>
      </p>
      <TextField
        label={t('login.code')}
        value={code}
        onValue={setCode}
        error={atCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
      />
      <TextField
        label={t('account.presentPassword')}
        type="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        error={isWrong ? t('account.wrongPassword') : undefined}
        required
      />
      {refusal && !isWrong && atCode === undefined && <Failed refusal={refusal} />}
      <Button tone="primary" submits>
        {t('account.secondAdd')}
      </Button>
    </form>
  )
}

function Remove({ onDone }: { readonly onDone: () => void }): ReactElement {
  const t = useText()
  const say = useToast()
  const [password, setPassword] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const isWrong = refusal?.code === 'login.refused'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setRefusal(null)
    ask('POST', '/api/v1/second-factor/remove', { body: { password } }).then(
      () => {
        say({ text: t('account.secondGone'), tone: 'go' })
        onDone()
      },
      (thrown: unknown) => setRefusal(asRefusal(thrown)),
    )
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={t('account.presentPassword')}
        type="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        error={isWrong ? t('account.wrongPassword') : undefined}
        required
      />
      {refusal && !isWrong && <Failed refusal={refusal} />}
      <div className={styles.buttons}>
        <Button tone="danger" submits>
          {t('account.secondRemove')}
        </Button>
        <Button onClick={onDone}>{t('account.cancel')}</Button>
      </div>
    </form>
  )
}

/** The address as a picture for a phone's camera; drawn here, since a secret goes to nobody. */
function usePicture(address: string): string {
  const [picture, setPicture] = useState('')
  useEffect(() => {
    let isGone = false
    void drawn(address, { type: 'svg', margin: 2 }).then((svg) => {
      if (!isGone) setPicture(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`)
    })
    return () => {
      isGone = true
    }
  }, [address])
  return picture
}
