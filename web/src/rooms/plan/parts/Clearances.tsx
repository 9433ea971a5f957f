// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { memo, useState, type ReactElement } from 'react'
import { Button, Table } from '@/design'
import { useText } from '@/text'
import type { Clearance, JudgedNeedle } from '@/body/wire'
import { ChanceText } from './VerdictCard'
import styles from './Needle.module.css'

const firstRows = 8

/** The distance to everything that must not be hit, the nearest first, with how likely it is touched. */
export const Clearances = memo(function Clearances({
  answer,
  isStale,
  nameOf,
}: {
  readonly answer: JudgedNeedle
  readonly isStale: boolean
  readonly nameOf: (structure: string) => string
}): ReactElement {
  const t = useText()
  const [isWhole, setIsWhole] = useState(false)
  const risks = new Map(answer.risk.map((risk) => [risk.structure, risk]))
  const rows = isWhole ? answer.clearances : answer.clearances.slice(0, firstRows)
  const mm = (row: Clearance): string =>
    row.isAtLeast
      ? t('plan.atLeast', { text: t('plan.mm', { mm: row.minMm }) })
      : t('plan.mm', { mm: row.minMm })
  return (
    <div className={clsx(isStale && styles.stale)}>
      <Table
        caption={t('plan.clearances')}
        isDense
        rows={rows}
        keyOf={(row) => row.structure}
        columns={[
          {
            name: t('plan.structure'),
            cell: (row) => (
              <>
                <span className={styles.capital}>{nameOf(row.structure)}</span>
                {(row.origin === 'inferred' || row.variantOf !== undefined) && (
                  <span className={styles.soft}>
                    {' '}
                    {row.variantOf !== undefined
                      ? t('body.share', { share: row.share ?? 0 })
                      : t('body.inferred')}
                  </span>
                )}
                <span className={styles.details}>
                  {t('plan.clearanceMore', {
                    at: row.atDepthMm,
                    beyond: row.beyondTipMm,
                    sd: row.positionSdMm,
                  })}
                </span>
              </>
            ),
          },
          {
            name: t('plan.nearest'),
            cell: (row) => <span className={styles.number}>{mm(row)}</span>,
            isNumber: true,
          },
          {
            name: t('plan.limit'),
            cell: (row) => <span className={styles.number}>{t('plan.mm', { mm: row.limitMm })}</span>,
            isNumber: true,
          },
          {
            name: t('plan.touched'),
            cell: (row) => {
              const risk = risks.get(row.structure)
              return risk ? <ChanceText chance={risk} /> : '–'
            },
            isNumber: true,
          },
        ]}
      />
      {answer.clearances.length > firstRows && (
        <div className={styles.more}>
          <Button size="small" tone="quiet" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? t('plan.fewer') : t('plan.allOf', { count: answer.clearances.length })}
          </Button>
        </div>
      )}
    </div>
  )
})
