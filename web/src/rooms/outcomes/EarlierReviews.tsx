// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useEntries } from '@/api/entries'
import { Failed, Table } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'

const most = 50

/** Reviews of this episode that were kept, the newest first. */
export function EarlierReviews({
  patient,
  episode,
}: {
  readonly patient: string
  readonly episode: string
}): ReactElement | null {
  const t = useText()
  const time = useClinicTime()
  const all = useEntries('progressReview', { patient, state: 'signed', sort: '-date', limit: most })
  if (all.state === 'failed') return <Failed refusal={all.refusal} retry={all.retry} />
  if (all.state === 'loading') return null
  const kept = all.data.entries.filter((one) => one.body.episode === episode)
  if (kept.length === 0) return null
  return (
    <Table
      caption={t('outcomes.earlier')}
      showsCaption
      isDense
      rows={kept}
      keyOf={(row) => row.id}
      columns={[
        { name: t('outcomes.on'), cell: (row) => time.day(row.body.on, 'year') },
        {
          name: t('outcomes.next'),
          cell: (row) => (row.body.step ? t.word(`step_${row.body.step}`) : '–'),
        },
        { name: t('outcomes.found'), cell: (row) => row.body.summary?.[0] ?? '' },
      ]}
    />
  )
}
