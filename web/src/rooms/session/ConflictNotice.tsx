// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { isSameBody } from '@/api/sameBody'
import type { Outboxed } from '@/api/useOutbox'
import { Button, Notice, Table } from '@/design'
import { useText } from '@/text'
import { stageOf, tallyOf } from './needles'
import { targetName } from './targets'
import type { SessionBody } from './wire'

/** Somebody wrote this session meanwhile: both are shown, a person chooses. */
export function ConflictNotice({
  session,
  theirs,
}: {
  readonly session: Outboxed<'session'>
  readonly theirs: Entry<'session'>
}): ReactElement {
  const t = useText()
  const mine = session.body
  const needles = Math.max(mine.needles?.length ?? 0, theirs.body.needles?.length ?? 0)
  const cell = (body: SessionBody, index: number): string => {
    const needle = body.needles?.[index]
    return needle ? `${targetName(t, needle.target, needle.level)}: ${t(`session.${stageOf(needle)}`)}` : '–'
  }
  const differing = [...new Set([...Object.keys(mine), ...Object.keys(theirs.body)])].filter(
    (key) =>
      key !== 'needles' &&
      !isSameBody(
        { value: mine[key as keyof SessionBody] },
        { value: theirs.body[key as keyof SessionBody] },
      ),
  )
  return (
    <Notice
      tone="caution"
      isLive
      title={t('session.conflictTitle')}
      actions={
        <>
          <Button tone="primary" onClick={() => session.resolve('mine')}>
            {t('session.keepMine')}
          </Button>
          <Button onClick={() => session.resolve('theirs')}>{t('session.keepTheirs')}</Button>
        </>
      }
    >
      <p>{t('session.conflictHint')}</p>
      <Table
        caption={t('session.conflictTitle')}
        keyOf={(_, index) => String(index)}
        rows={[
          [t('session.needles'), t('session.tally', tallyOf(mine)), t('session.tally', tallyOf(theirs.body))],
          ...Array.from({ length: needles }, (_, index) => [
            t('session.needleNumber', { number: index + 1 }),
            cell(mine, index),
            cell(theirs.body, index),
          ]),
          ...differing.map((key) => [
            t.word(`field_${key}`).replace('field_', ''),
            shown(mine[key as keyof SessionBody]),
            shown(theirs.body[key as keyof SessionBody]),
          ]),
        ]}
        columns={[
          { name: t('session.what'), cell: (row) => row[0] },
          { name: t('session.mine'), cell: (row) => row[1] },
          { name: t('session.theirs'), cell: (row) => row[2] },
        ]}
      />
    </Notice>
  )
}

function shown(value: unknown): string {
  if (value === undefined) return '–'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
