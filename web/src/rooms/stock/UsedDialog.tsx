// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent, type ReactElement } from 'react'
import { asRefusal, useWrite, type Entry } from '@/api/entries'
import { Button, Dialog, Failed, NumberField, Stack, useToast } from '@/design'
import { left } from '@/record'
import { useText } from '@/text'
import styles from './stock.module.css'

type Lot = Entry<'stock'>

/** Counts needles that were used or thrown away outside a session; sessions count their own. */
export function UsedDialog({
  lot,
  onClose,
}: {
  readonly lot: Lot | null
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  return (
    <Dialog
      title={lot ? t('stock.countOf', { lot: lot.body.lot }) : t('stock.count')}
      isOpen={lot !== null}
      onClose={onClose}
    >
      {lot && <UsedForm lot={lot} onClose={onClose} />}
    </Dialog>
  )
}

function UsedForm({ lot, onClose }: { readonly lot: Lot; readonly onClose: () => void }): ReactElement {
  const t = useText()
  const say = useToast()
  const write = useWrite('stock')
  const [typed, setTyped] = useState('')
  const [isTried, setTried] = useState(false)
  const count = Number(typed)
  const isCount = typed.trim() !== '' && Number.isInteger(count) && count > 0
  const refusal = write.error ? asRefusal(write.error) : null
  const atCount = refusal?.at('/body/countUsed')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!isCount) return
    write.mutate(
      { id: lot.id, follows: lot.version, body: { ...lot.body, countUsed: lot.body.countUsed + count } },
      {
        onSuccess: (written) => {
          say({
            text: t('stock.counted', { count, left: left(written.body) }),
            tone: 'go',
            undo: () => write.mutate({ id: lot.id, follows: written.version, body: lot.body }),
          })
          onClose()
        },
      },
    )
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <p className={styles.faint}>{t('stock.countHint', { left: left(lot.body) })}</p>
        <NumberField
          label={t('stock.usedNow')}
          value={typed}
          onValue={setTyped}
          inputMode="numeric"
          unit={t('stock.needles')}
          error={atCount ?? (isTried && !isCount ? t('stock.countWrong') : undefined)}
          required
        />
        {refusal && atCount === undefined && <Failed refusal={refusal} />}
        <div>
          <Button tone="primary" submits isBusy={write.isPending}>
            {t('stock.takeOff')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
