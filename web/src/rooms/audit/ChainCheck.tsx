// SPDX-License-Identifier: Apache-2.0
import { ShieldCheck } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { ask } from '@/api/client'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { Button, Card, Failed, Notice, Stack } from '@/design'
import { useText } from '@/text'
import type { Check } from './wire'
import styles from './audit.module.css'

type State =
  | Readonly<{ is: 'idle' | 'busy' }>
  | Readonly<{ is: 'done'; check: Check }>
  | Readonly<{ is: 'failed'; refusal: Refusal }>

/** Walks the whole chain when it is asked to, and says what came of it. */
export function ChainCheck(): ReactElement {
  const t = useText()
  const [state, setState] = useState<State>({ is: 'idle' })
  const check = async (): Promise<void> => {
    setState({ is: 'busy' })
    try {
      setState({ is: 'done', check: await ask<Check>('GET', '/api/v1/audit/check') })
    } catch (thrown) {
      setState({ is: 'failed', refusal: asRefusal(thrown) })
    }
  }
  return (
    <Card
      title={t('audit.chain')}
      actions={
        <Button icon={<ShieldCheck aria-hidden />} isBusy={state.is === 'busy'} onClick={() => void check()}>
          {t('audit.checkAll')}
        </Button>
      }
    >
      <Stack gap={3}>
        <p className={styles.soft}>{t('audit.chainHint')}</p>
        {state.is === 'failed' && <Failed refusal={state.refusal} />}
        {state.is === 'done' &&
          (state.check.isWhole ? (
            <Notice tone="go" title={t('audit.whole', { rows: state.check.rows })} isLive>
              <p>
                {t('audit.head')} <code className={styles.hash}>{state.check.head}</code>
              </p>
            </Notice>
          ) : (
            <Notice tone="stop" title={t('audit.broken', { place: state.check.broken ?? 0 })} isLive>
              {state.check.what !== undefined && <p>{state.check.what}</p>}
              <p>{t('audit.brokenHint', { rows: state.check.rows })}</p>
            </Notice>
          ))}
      </Stack>
    </Card>
  )
}
