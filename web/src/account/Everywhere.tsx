// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { ask } from '@/api/client'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { useSession } from '@/app/session'
import { Button, Failed, Stack } from '@/design'
import { useText } from '@/text'

/** Ends every session of the account, this one among them. */
export function Everywhere(): ReactElement {
  const t = useText()
  const { again } = useSession()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const end = (): void => {
    setRefusal(null)
    ask('POST', '/api/v1/logout-everywhere').then(again, (thrown: unknown) => setRefusal(asRefusal(thrown)))
  }
  return (
    <Stack gap={3}>
      <p>{t('account.everywhereHint')}</p>
      {refusal && <Failed refusal={refusal} />}
      <div>
        <Button onClick={end}>{t('account.everywhereDo')}</Button>
      </div>
    </Stack>
  )
}
