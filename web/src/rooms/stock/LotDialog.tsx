// SPDX-License-Identifier: Apache-2.0
import type { FormEvent, ReactElement } from 'react'
import { useDraft } from '@/api/draft'
import { asRefusal, useCreate, useWrite, type Entry } from '@/api/entries'
import { Button, Checkbox, Columns, Dialog, Failed, NumberField, Stack, TextField, useToast } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { bodyOf, formOf, type LotForm } from './lotForm'

type Lot = Entry<'stock'>

/** A lot as it came in. */
export function LotDialog({
  lot,
  onClose,
}: {
  readonly lot: Lot | 'new' | null
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  return (
    <Dialog
      title={lot !== null && lot !== 'new' ? t('stock.editOf', { lot: lot.body.lot }) : t('stock.add')}
      isOpen={lot !== null}
      onClose={onClose}
      shape="wide"
    >
      {lot && <Form {...(lot === 'new' ? {} : { entry: lot })} onClose={onClose} />}
    </Dialog>
  )
}

function Form({ entry, onClose }: { readonly entry?: Lot; readonly onClose: () => void }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const say = useToast()
  const create = useCreate('stock')
  const write = useWrite('stock')
  const draft = useDraft(
    `stock.${entry ? `${entry.id}.${String(entry.version)}` : 'new'}`,
    formOf(entry?.body, time.today()),
  )
  const form = draft.value
  const set = (next: Partial<LotForm>): void => draft.set((before) => ({ ...before, ...next }))
  const error = entry ? write.error : create.error
  const refusal = error ? asRefusal(error) : null
  const at = (field: string): string | undefined => refusal?.at(`/body/${field}`)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const done = {
      onSuccess: () => {
        draft.clear()
        say({ text: t('stock.saved'), tone: 'go' as const })
        onClose()
      },
    }
    const body = bodyOf(form, entry?.body)
    if (entry) write.mutate({ id: entry.id, follows: entry.version, body }, done)
    else create.mutate({ body }, done)
  }
  const isAtField = (Object.keys(form) as (keyof LotForm)[]).some((field) => at(field) !== undefined)
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextField
          label={t('stock.product')}
          value={form.product}
          onValue={(product) => set({ product })}
          error={at('product')}
          required
        />
        <Columns width="narrow">
          <NumberField
            label={t('stock.diameter')}
            unit="mm"
            value={form.diameterMm}
            onValue={(diameterMm) => set({ diameterMm })}
            error={at('diameterMm')}
            required
          />
          <NumberField
            label={t('stock.length')}
            unit="mm"
            value={form.lengthMm}
            onValue={(lengthMm) => set({ lengthMm })}
            error={at('lengthMm')}
            required
          />
          <NumberField
            label={t('stock.countIn')}
            unit={t('stock.needles')}
            value={form.countIn}
            onValue={(countIn) => set({ countIn })}
            error={at('countIn')}
            inputMode="numeric"
            required
          />
          <TextField
            label={t('stock.lot')}
            value={form.lot}
            onValue={(lot) => set({ lot })}
            error={at('lot')}
            autoComplete="off"
            required
          />
          <TextField
            label={t('stock.expiry')}
            type="date"
            value={form.expiry}
            onValue={(expiry) => set({ expiry })}
            error={at('expiry')}
            required
          />
          <TextField
            label={t('stock.received')}
            type="date"
            value={form.received}
            onValue={(received) => set({ received })}
            error={at('received')}
          />
          <TextField
            label={t('stock.manufacturer')}
            value={form.manufacturer}
            onValue={(manufacturer) => set({ manufacturer })}
            error={at('manufacturer')}
          />
          <TextField
            label={t('stock.supplier')}
            value={form.supplier}
            onValue={(supplier) => set({ supplier })}
            error={at('supplier')}
          />
          <TextField
            label={t('stock.deviceId')}
            value={form.deviceId}
            onValue={(deviceId) => set({ deviceId })}
            error={at('deviceId')}
            autoComplete="off"
          />
        </Columns>
        <Columns width="narrow">
          <Checkbox
            label={t('stock.isSterile')}
            hint={t('stock.isSterileHint')}
            isChecked={form.isSterile}
            onChecked={(isSterile) => set({ isSterile })}
          />
          <Checkbox
            label={t('stock.hasCeMark')}
            isChecked={form.hasCeMark}
            onChecked={(hasCeMark) => set({ hasCeMark })}
          />
          <Checkbox
            label={t('stock.hasGuideTube')}
            isChecked={form.hasGuideTube}
            onChecked={(hasGuideTube) => set({ hasGuideTube })}
          />
        </Columns>
        <TextField
          label={t('stock.note')}
          value={form.note}
          onValue={(note) => set({ note })}
          error={at('note')}
        />
        {refusal && !isAtField && <Failed refusal={refusal} />}
        <div>
          <Button tone="primary" submits isBusy={create.isPending || write.isPending}>
            {t('stock.save')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
