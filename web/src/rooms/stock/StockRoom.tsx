// SPDX-License-Identifier: Apache-2.0
import { Package, Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { useEntries, type Entry } from '@/api/entries'
import { may, useMe } from '@/app/session'
import { Await, Button, Card, Checkbox, Empty, Notice, Page } from '@/design'
import { useClinicTime, useShortcuts, warningsOf } from '@/record'
import { useText } from '@/text'
import { LotDialog } from './LotDialog'
import { LotTable } from './LotTable'

type Lot = Entry<'stock'>

/** Needles by product and lot: what expires, what runs out, what was recalled. */
export function StockRoom(): ReactElement {
  const t = useText()
  const me = useMe()
  const time = useClinicTime()
  const found = useEntries('stock', { sort: 'expiry', limit: 200 })
  const [edited, setEdited] = useState<Lot | 'new' | null>(null)
  const [showsAll, setShowsAll] = useState(false)
  const mayWrite = may(me, 'stock', 'create')
  useShortcuts({ n: mayWrite ? () => setEdited('new') : undefined })
  const today = time.today()
  return (
    <Page
      title={t('stock.title')}
      actions={
        mayWrite && (
          <Button
            tone="primary"
            icon={<Plus aria-hidden />}
            title={t('patients.keys', { letter: 'N' })}
            aria-keyshortcuts="Alt+N"
            onClick={() => setEdited('new')}
          >
            {t('stock.add')}
          </Button>
        )
      }
    >
      <Await of={found} lines={6}>
        {({ entries }) => {
          const lots = entries.filter((one) => one.state === 'open' || one.state === 'signed')
          const shown = lots.filter(
            ({ body }) => showsAll || body.status === 'in_use' || body.status === 'recalled',
          )
          const expired = lots.filter(({ body }) => warningsOf(body, today).includes('expired'))
          const recalled = lots.filter(({ body }) => body.status === 'recalled')
          if (lots.length === 0)
            return (
              <Card>
                <Empty icon={<Package aria-hidden size={28} />} title={t('stock.none')}>
                  {t('stock.noneHint')}
                </Empty>
              </Card>
            )
          return (
            <>
              {expired.length > 0 && (
                <Notice tone="stop" title={t('stock.expiredTitle', { count: expired.length })}>
                  <p>{expired.map(({ body }) => `${body.product} · ${body.lot}`).join(', ')}</p>
                </Notice>
              )}
              {recalled.length > 0 && (
                <Notice tone="caution" title={t('stock.recalledTitle', { count: recalled.length })}>
                  <p>{recalled.map(({ body }) => `${body.product} · ${body.lot}`).join(', ')}</p>
                </Notice>
              )}
              <Checkbox label={t('stock.showAll')} isChecked={showsAll} onChecked={setShowsAll} />
              <Card isFlush>
                <LotTable lots={shown} today={today} onEdit={setEdited} mayWrite={mayWrite} />
              </Card>
            </>
          )
        }}
      </Await>
      <LotDialog lot={edited} onClose={() => setEdited(null)} />
    </Page>
  )
}
