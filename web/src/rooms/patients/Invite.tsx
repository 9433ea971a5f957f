// SPDX-License-Identifier: Apache-2.0
import { Check, Copy } from 'lucide-react'
import { useEffect, useState, type FormEvent, type ReactElement } from 'react'
import { ask } from '@/api/client'
import { asRefusal, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { Button, Dialog, Failed, Notice, Stack, TextField } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import styles from './patients.module.css'

type Told = Readonly<{ ticket: string; expires: string }>

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
  const [told, setTold] = useState<Told | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setBusy(true)
    setRefusal(null)
    ask<Told>('POST', '/api/v1/users', { body: { login: login.trim(), role: 'patient', person: patient.id } })
      .then(setTold)
      .catch((thrown: unknown) => setRefusal(asRefusal(thrown)))
      .finally(() => setBusy(false))
  }
  if (told) return <Invitation told={told} login={login} />
  const atLogin = refusal?.at('/login')
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t('patients.inviteHint')}</p>
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

function Invitation({ told, login }: { readonly told: Told; readonly login: string }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const [picture, setPicture] = useState('')
  const [isCopied, setCopied] = useState(false)
  const address = `${window.location.origin}/#/invitation/${told.ticket}`
  useEffect(() => {
    void import('qrcode').then(async ({ toDataURL }) => {
      setPicture(await toDataURL(address, { margin: 2, width: 352, errorCorrectionLevel: 'M' }))
    })
  }, [address])
  const copy = (): void => {
    void navigator.clipboard.writeText(address).then(() => setCopied(true))
  }
  return (
    <Stack>
      <Notice tone="caution" title={t('patients.linkOnce')} isLive>
        <p>{t('patients.linkUntil', { when: time.moment(told.expires), login })}</p>
      </Notice>
      <div className={styles.link}>
        {picture !== '' && <img src={picture} alt={t('patients.qr')} width={176} height={176} />}
        <Stack gap={3}>
          <p className={styles.address}>{address}</p>
          <div>
            <Button icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />} onClick={copy}>
              {isCopied ? t('patients.copied') : t('patients.copy')}
            </Button>
          </div>
        </Stack>
      </div>
    </Stack>
  )
}
