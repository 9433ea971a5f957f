// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Badge, SelectField } from '@/design'
import { useClinicTime } from '@/record'
import { useText, type Text } from '@/text'
import { changeNeedle } from './needles'
import type { StepProps } from './SessionMode'
import type { Needle } from './wire'
import styles from './session.module.css'

/** The lot a needle is taken from: those of its size first; what has expired says so. The server judges it in the end. */
export function LotField({
  session,
  stock,
  needle,
  place,
}: Pick<StepProps, 'session' | 'stock'> & { readonly needle: Needle; readonly place: number }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const fits = (lot: StepProps['stock'][number]): boolean =>
    lot.body.diameterMm === needle.diameterMm && lot.body.lengthMm === needle.lengthMm
  const lots = [...stock].sort((left, right) => Number(fits(right)) - Number(fits(left)))
  const chosen = stock.find((lot) => lot.id === needle.stock)
  const isExpired = chosen !== undefined && chosen.body.expiry < time.today()
  const choose = (id: string): void => {
    const lot = stock.find((one) => one.id === id)
    session.set((body) =>
      changeNeedle(
        body,
        place,
        lot
          ? {
              stock: lot.id,
              lot: lot.body.lot,
              product: lot.body.product,
              diameterMm: lot.body.diameterMm,
              lengthMm: lot.body.lengthMm,
            }
          : { stock: undefined, lot: undefined, product: undefined },
      ),
    )
  }
  return (
    <div className={styles.lot}>
      <SelectField
        label={t('session.lot')}
        value={needle.stock ?? ''}
        onValue={choose}
        empty={t('session.chooseLot')}
        {...(isExpired
          ? { error: t('session.expiredOn', { day: time.day(chosen.body.expiry, 'year') }) }
          : {})}
        options={lots.map((lot) => ({
          value: lot.id,
          label: t(fits(lot) ? 'session.lotFits' : 'session.lotOther', {
            lot: lot.body.lot,
            size: sizeOf(t, lot.body),
            day: time.day(lot.body.expiry, 'year'),
          }),
        }))}
      />
      {chosen && !fits(chosen) && <Badge tone="caution">{t('session.otherSize')}</Badge>}
      {chosen && !chosen.body.isSterile && <Badge tone="stop">{t('session.notSterile')}</Badge>}
    </div>
  )
}

/** "0.30 × 60 mm" */
export function sizeOf(t: Text, of: { readonly diameterMm?: number; readonly lengthMm?: number }): string {
  if (of.diameterMm === undefined || of.lengthMm === undefined) return '–'
  return `${t.number(of.diameterMm, 'hundredths')} × ${t.number(of.lengthMm)} mm`
}
