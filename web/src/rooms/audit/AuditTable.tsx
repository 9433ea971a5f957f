// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import type { Entry } from '@/api/entries'
import { Badge, Table, type Column } from '@/design'
import { fullName, useClinicTime } from '@/record'
import { useText } from '@/text'
import { addressOf, knownAction, knownKind, type Row } from './wire'
import styles from './audit.module.css'

/** The rows as they are read: when, who, what, of whom, why. */
export function AuditTable({
  rows,
  nameOf,
  patients,
}: {
  readonly rows: readonly Row[]
  readonly nameOf: (by: string) => string
  readonly patients: ReadonlyMap<string, Entry<'patient'>>
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const columns: readonly Column<Row>[] = [
    {
      name: t('audit.when'),
      cell: (row) => (
        <span className={styles.nowrap}>
          {time.moment(row.at)}
          <span className={styles.place}>{t('audit.place', { place: row.place })}</span>
        </span>
      ),
    },
    { name: t('audit.who'), isExtra: true, cell: (row) => nameOf(row.by) },
    { name: t('audit.what'), cell: (row) => <What row={row} nameOf={nameOf} /> },
    {
      name: t('audit.patient'),
      cell: (row) => {
        const id = row.patient ?? (row.kind === 'patient' ? row.entry : undefined)
        if (id === undefined) return null
        const body = patients.get(id)?.body
        return <Link href={`/patients/${id}`}>{body?.family ? fullName(body) : id}</Link>
      },
    },
    {
      name: t('audit.cameFrom'),
      isExtra: true,
      cell: (row) => <span className={styles.soft}>{row.from}</span>,
    },
  ]
  return (
    <Table
      caption={t('audit.title')}
      columns={columns}
      rows={rows}
      keyOf={(row) => String(row.place)}
      isDense
    />
  )
}

function What({ row, nameOf }: { readonly row: Row; readonly nameOf: (by: string) => string }): ReactElement {
  const t = useText()
  const action = knownAction(row.action)
  const kind = knownKind(row.kind)
  const did = action ? t(`audit.did_${action}`) : row.action.replaceAll('_', ' ')
  const thing = kind ? t(`audit.kind_${kind}`) : row.kind
  const address = row.kind === 'patient' ? undefined : addressOf(row)
  const words =
    thing !== undefined && row.version !== undefined && row.version > 1
      ? t('audit.version', { thing, version: row.version })
      : thing
  // An account is a person's; it says more by their name.
  const whose =
    row.kind === 'account' && row.entry !== undefined && row.entry !== row.by ? nameOf(row.entry) : ''
  return (
    <div className={styles.what}>
      <p className={styles.narrow}>{nameOf(row.by)}</p>
      <p>
        <strong className={row.action === 'break_glass' ? styles.glass : undefined}>{did}</strong>
        {words !== undefined && (
          <>
            {' · '}
            {address !== undefined && row.entry !== undefined ? <Link href={address}>{words}</Link> : words}
          </>
        )}
        {whose !== '' && ` · ${whose}`}
      </p>
      {row.outcome !== 'done' && (
        <Badge tone={row.outcome === 'refused' ? 'caution' : 'stop'}>
          {row.outcome === 'refused'
            ? t('audit.refused')
            : row.outcome === 'failed'
              ? t('audit.failed')
              : row.outcome}
        </Badge>
      )}
      {row.reason !== undefined && (
        <p className={styles.reason}>{t('audit.reason', { reason: row.reason })}</p>
      )}
    </div>
  )
}
