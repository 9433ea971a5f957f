// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState, type ReactElement } from 'react'
import { Notice, Stack } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { CopyButton } from './CopyButton'
import styles from './account.module.css'

export type Ticket = Readonly<{ ticket: string; expires: string }>

/** A link by which somebody chooses their password: as a picture for a telephone and as text. It is told once. */
export function TicketLink({ told, login }: { readonly told: Ticket; readonly login: string }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const [picture, setPicture] = useState('')
  const address = `${window.location.origin}/#/invitation/${told.ticket}`
  useEffect(() => {
    let isGone = false
    void import('qrcode').then(async ({ toString }) => {
      const svg = await toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
      if (!isGone) setPicture(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`)
    })
    return () => {
      isGone = true
    }
  }, [address])
  return (
    <Stack>
      <Notice tone="caution" title={t('account.linkOnce')} isLive>
        <p>{t('account.linkUntil', { when: time.moment(told.expires), login })}</p>
      </Notice>
      <div className={styles.link}>
        {picture !== '' && <img src={picture} alt={t('account.qr')} width={176} height={176} />}
        <Stack gap={3}>
          <p className={styles.address}>{address}</p>
          <div>
            <CopyButton text={address} label={t('account.copyLink')} />
          </div>
        </Stack>
      </div>
    </Stack>
  )
}
