// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { asRefusal } from '@/api/entries'
import { Button, Failed, Row, SelectField, Stack, TextField } from '@/design'
import { useText } from '@/text'
import { Figure } from './Figure'
import { Cautions, Conventions, Differences, StudyTable } from './ResultTables'
import { TableFaults, TableField } from './TableField'
import { usePooling } from './useEvidence'
import { useIsDark } from './useIsDark'
import type { Ordered, Pool, Pooled } from './wire'
import styles from './evidence.module.css'

const measures = ['md', 'smd', 'or', 'rr', 'rd', 'proportion', 'pft', 'generic'] as const
const models = ['reml', 'dl', 'pm', 'ml', 'sj', 'hs', 'he', 'fixed', 'mh', 'peto', 'glmm'] as const
const adjustments = ['hartung-knapp', 'none', 'hartung-knapp-unguarded'] as const

type Typed = Readonly<{
  table: string
  where: string
  by: string
  measure: string
  model: string
  adjust: string
}>
const nothing: Typed = { table: '', where: '', by: '', measure: '', model: '', adjust: '' }

/** What is sent: only what was chosen; the server has its own usual way. */
function orderOf(typed: Typed, isDark: boolean): Ordered {
  const said = Object.entries({
    measure: typed.measure,
    model: typed.model,
    adjust: typed.adjust,
    by: typed.by.trim(),
  }).filter(([, value]) => value !== '')
  const where = typed.where
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  return {
    table: typed.table,
    ...(Object.fromEntries(said) as Partial<Ordered>),
    ...(where.length > 0 ? { where } : {}),
    isDark,
  }
}

/** Somebody's own table, pooled as the command does; nothing is kept. */
export function PoolTable(): ReactElement {
  const t = useText()
  const isDark = useIsDark()
  const pooling = usePooling()
  const [typed, setTyped] = useState(nothing)
  const [isTried, setTried] = useState(false)
  const refusal = pooling.error ? asRefusal(pooling.error) : null
  const problems = refusal?.problems.filter((one) => one.pointer === '/table') ?? []
  const atField = (field: string): string | undefined => refusal?.at(`/${field}`)
  const isPlaced =
    problems.length > 0 || ['measure', 'model', 'adjust', 'where', 'by'].some((one) => atField(one))
  const put = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  const choices = (all: readonly string[]) => all.map((value) => ({ value, label: value }))
  return (
    <Stack gap={5}>
      <p className={styles.lead}>{t('evidence.ownIntro')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (typed.table.trim() !== '') pooling.mutate(orderOf(typed, isDark))
        }}
      >
        <Stack>
          <TableField
            label={t('evidence.table')}
            hint={t('evidence.tableHint')}
            value={typed.table}
            onValue={(table) => put({ table })}
            error={isTried && typed.table.trim() === '' ? t('evidence.rowsMissing') : undefined}
          />
          <TableFaults problems={problems} />
          <div className={styles.order}>
            <SelectField
              label={t('evidence.measure')}
              empty={t('evidence.fromColumns')}
              value={typed.measure}
              onValue={(measure) => put({ measure })}
              options={measures.map((value) => ({ value, label: t(`evidence.measure_${value}`) }))}
              error={atField('measure')}
            />
            <SelectField
              label={t('evidence.model')}
              empty={t('evidence.usual', { usual: 'reml' })}
              value={typed.model}
              onValue={(model) => put({ model })}
              options={choices(models)}
              error={atField('model')}
            />
            <SelectField
              label={t('evidence.adjust')}
              empty={t('evidence.usual', { usual: 'hartung-knapp' })}
              value={typed.adjust}
              onValue={(adjust) => put({ adjust })}
              options={choices(adjustments)}
              error={atField('adjust')}
            />
            <TextField
              label={t('evidence.where')}
              hint={t('evidence.whereHint')}
              value={typed.where}
              onValue={(where) => put({ where })}
              error={atField('where')}
            />
            <TextField
              label={t('evidence.by')}
              value={typed.by}
              onValue={(by) => put({ by })}
              error={atField('by')}
            />
          </div>
          {refusal && !isPlaced && <Failed refusal={refusal} />}
          <Row gap={2}>
            <Button tone="primary" submits isBusy={pooling.isPending}>
              {t('evidence.pool')}
            </Button>
          </Row>
        </Stack>
      </form>
      {pooling.data && <Outcome pooled={pooling.data} />}
    </Stack>
  )
}

const asAddress = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`

function Outcome({ pooled }: { readonly pooled: Pooled }): ReactElement {
  const t = useText()
  const pool: Pool = pooled.pool
  return (
    <section className={styles.changes} aria-label={t('evidence.outcomeOf')}>
      <h2>{t('evidence.outcomeOf')}</h2>
      {pooled.forest !== undefined && (
        <Figure source={asAddress(pooled.forest)} title={t('evidence.forest')} />
      )}
      <StudyTable pool={pool} />
      <Cautions pool={pool} />
      {pool.leftOut.length > 0 && (
        <ul>
          {pool.leftOut.map((one) => (
            <li key={one.line}>
              {t('evidence.leftOutLine', { line: one.line, label: one.label, why: one.why })}
            </li>
          ))}
        </ul>
      )}
      <Differences pool={pool} />
      {pooled.funnel !== undefined && (
        <Figure source={asAddress(pooled.funnel)} title={t('evidence.funnel')} isNarrow />
      )}
      <Conventions pool={pool} />
    </section>
  )
}
