// SPDX-License-Identifier: Apache-2.0
import { toString as drawn } from 'qrcode'
import { useEffect, useState, type FormEvent, type ReactElement } from 'react'
import { ask } from '@/api/client'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { Button, Failed, Stack, TextField, useToast } from '@/design'
import { useText } from '@/text'
import styles from './SecondFactor.module.css'
import forms from './Messages.module.css'

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
          <p>{t('patient.secondWhy')}</p>
          {refusal && <Failed refusal={refusal} />}
          <div className={styles.buttons}>
            <Button tone="primary" onClick={offer}>
              {t('patient.secondAdd')}
            </Button>
            <Button onClick={() => setStep({ state: 'removing' })}>{t('patient.secondRemove')}</Button>
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
          <p>{t('patient.codesKeep')}</p>
          <ul className={styles.codes}>
            {step.codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <Button onClick={() => setStep({ state: 'start' })}>{t('patient.codesKept')}</Button>
        </Stack>
      )
  }
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
    <form className={forms.form} onSubmit={submit}>
      <p>{t('patient.secondScan')}</p>
      {picture !== '' && <img src={picture} alt={t('patient.secondPicture')} className={styles.picture} />}
      <p>
        {t('patient.secondType')} <span className={styles.secret}>{offer.secret}</span>
      </p>
      <TextField
        label={t('login.code')}
        value={code}
        onValue={setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
      />
      <TextField
        label={t('patient.presentPassword')}
        type="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        required
      />
      {refusal && <Failed refusal={refusal} />}
      <Button tone="primary" submits>
        {t('patient.secondAdd')}
      </Button>
    </form>
  )
}

function Remove({ onDone }: { readonly onDone: () => void }): ReactElement {
  const t = useText()
  const say = useToast()
  const [password, setPassword] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setRefusal(null)
    ask('POST', '/api/v1/second-factor/remove', { body: { password } }).then(
      () => {
        say({ text: t('patient.secondGone'), tone: 'go' })
        onDone()
      },
      (thrown: unknown) => setRefusal(asRefusal(thrown)),
    )
  }
  return (
    <form className={forms.form} onSubmit={submit}>
      <TextField
        label={t('patient.presentPassword')}
        type="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        required
      />
      {refusal && <Failed refusal={refusal} />}
      <div className={styles.buttons}>
        <Button tone="danger" submits>
          {t('patient.secondRemove')}
        </Button>
        <Button onClick={onDone}>{t('patient.cancel')}</Button>
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
