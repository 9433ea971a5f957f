// SPDX-License-Identifier: Apache-2.0
import { Ellipsis, Minus, OctagonX, PackageX, PencilLine, Trash2, Undo2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { asRefusal, useWrite, type Body, type Entry } from '@/api/entries'
import { Badge, Button, Failed, Menu, Table, useToast, type MenuAction, type Tone } from '@/design'
import { left, useClinicTime, warningsOf, type Day, type LotWarning } from '@/record'
import { useText } from '@/text'
import { RecallDialog } from './RecallDialog'
import { UsedDialog } from './UsedDialog'
import styles from './stock.module.css'

type Lot = Entry<'stock'>
const warningTones: Readonly<Record<LotWarning, Tone>> = {
  expired: 'stop',
  expiring: 'caution',
  few: 'caution',
  unsterile: 'stop',
}

export function LotTable({
  lots,
  today,
  mayWrite,
  onEdit,
}: {
  readonly lots: readonly Lot[]
  readonly today: Day
  readonly mayWrite: boolean
  readonly onEdit: (lot: Lot) => void
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const say = useToast()
  const write = useWrite('stock')
  const [counted, setCounted] = useState<Lot | null>(null)
  const [recalled, setRecalled] = useState<Lot | null>(null)
  const setStatus = (lot: Lot, status: Body<'stock'>['status']): void => {
    write.mutate(
      { id: lot.id, follows: lot.version, body: { ...lot.body, status } },
      {
        onSuccess: (written) =>
          say({
            text: t('stock.isNow', { lot: lot.body.lot, status: t.word(status) }),
            tone: 'go',
            undo: () => write.mutate({ id: lot.id, follows: written.version, body: lot.body }),
          }),
      },
    )
  }
  const actionsOf = (lot: Lot): readonly MenuAction[] => [
    { label: t('stock.edit'), icon: <PencilLine aria-hidden />, onSelect: () => onEdit(lot) },
    ...(lot.body.status === 'in_use'
      ? [
          {
            label: t('stock.usedUp'),
            icon: <PackageX aria-hidden />,
            onSelect: () => setStatus(lot, 'used_up'),
          },
          {
            label: t('stock.discard'),
            icon: <Trash2 aria-hidden />,
            onSelect: () => setStatus(lot, 'discarded'),
          },
          {
            label: t('stock.recall'),
            icon: <OctagonX aria-hidden />,
            isDanger: true,
            onSelect: () => setRecalled(lot),
          },
        ]
      : [
          {
            label: t('stock.useAgain'),
            icon: <Undo2 aria-hidden />,
            onSelect: () => setStatus(lot, 'in_use'),
          },
          {
            label: t('stock.whoGot'),
            icon: <OctagonX aria-hidden />,
            onSelect: () => setRecalled(lot),
          },
        ]),
  ]
  return (
    <>
      {write.error && <Failed refusal={asRefusal(write.error)} />}
      <Table
        caption={t('stock.title')}
        rows={lots}
        keyOf={(lot) => lot.id}
        columns={[
          {
            name: t('stock.product'),
            cell: ({ body }) => (
              <>
                <strong>{body.product}</strong>
                <span className={styles.faint}>
                  {t('stock.size', {
                    diameter: t.number(body.diameterMm, 'hundredths'),
                    length: body.lengthMm,
                  })}
                </span>
              </>
            ),
          },
          { name: t('stock.lot'), cell: ({ body }) => <span className={styles.lot}>{body.lot}</span> },
          {
            name: t('stock.expiry'),
            cell: ({ body }) => <span className={styles.nowrap}>{time.day(body.expiry, 'year')}</span>,
          },
          {
            name: t('stock.left'),
            isNumber: true,
            cell: ({ body }) => (
              <div className={styles.left}>
                <span>{t('stock.leftOf', { left: left(body), all: body.countIn })}</span>
                <meter
                  min={0}
                  max={Math.max(1, body.countIn)}
                  value={left(body)}
                  aria-label={t('stock.left')}
                />
              </div>
            ),
          },
          {
            name: t('stock.state'),
            cell: ({ body }) => (
              <div className={styles.badges}>
                {body.status !== 'in_use' && (
                  <Badge tone={body.status === 'recalled' ? 'stop' : 'neutral'}>{t.word(body.status)}</Badge>
                )}
                {warningsOf(body, today).map((warning) => (
                  <Badge key={warning} tone={warningTones[warning]}>
                    {t(`stock.warn_${warning}`)}
                  </Badge>
                ))}
                {body.status === 'in_use' && warningsOf(body, today).length === 0 && (
                  <Badge tone="go">{t.word('in_use')}</Badge>
                )}
              </div>
            ),
          },
          ...(mayWrite
            ? [
                {
                  name: t('stock.actions'),
                  cell: (lot: Lot) => (
                    <div className={styles.actions}>
                      {lot.body.status === 'in_use' && (
                        <Button
                          size="small"
                          icon={<Minus aria-hidden />}
                          aria-label={t('stock.countOf', { lot: lot.body.lot })}
                          onClick={() => setCounted(lot)}
                        >
                          {t('stock.count')}
                        </Button>
                      )}
                      <Menu
                        label={t('stock.more', { lot: lot.body.lot })}
                        button={<Ellipsis aria-hidden size={18} />}
                        actions={actionsOf(lot)}
                      />
                    </div>
                  ),
                },
              ]
            : []),
        ]}
      />
      <UsedDialog lot={counted} onClose={() => setCounted(null)} />
      <RecallDialog lot={recalled} onClose={() => setRecalled(null)} />
    </>
  )
}
