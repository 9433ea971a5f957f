// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { Badge, type Tone } from '@/design'
import { useText } from '@/text'
import { ClinicWordBlock } from './ClinicWordBlock'
import { isChangedSince, type Words } from './reviews'
import { StatementBody } from './StatementBody'
import type { Statement } from './statements'
import type { Care, Rule } from './wire'
import styles from './library.module.css'

export const levelTones: Readonly<Record<Rule['level'], Tone>> = {
  go: 'go',
  caution: 'caution',
  ask: 'ask',
  refer_routine: 'stop',
  refer_urgent: 'stop',
  emergency_today: 'emergency',
}
const standingTones: Readonly<Record<Care['standing'], Tone>> = {
  supported: 'go',
  allowed: 'info',
  divided: 'caution',
  no_position: 'neutral',
  advised_against: 'stop',
}

/** One statement: a line, and all it says once it is opened. */
export function StatementItem({
  statement,
  words,
  isOpened,
}: {
  readonly statement: Statement
  readonly words: Words
  /** The address names it. */
  readonly isOpened: boolean
}): ReactElement {
  const [isOpen, setOpen] = useState(isOpened)
  const place = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (!isOpened) return
    setOpen(true)
    place.current?.scrollIntoView({ block: 'start' })
  }, [isOpened])
  return (
    <details
      ref={place}
      id={`item-${statement.id}`}
      className={styles.item}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span className={styles.itemTitle}>
          <span>{statement.title}</span>
          <code className={styles.id}>{statement.id}</code>
        </span>
        <span className={styles.badges}>
          <GroupBadges statement={statement} />
          <WordBadge words={words} digest={statement.digest} />
        </span>
      </summary>
      {isOpen && (
        <div className={styles.itemBody}>
          <StatementBody statement={statement} />
          <ClinicWordBlock
            statement={{
              id: statement.id,
              digest: statement.digest,
              rule: statement.shelf === 'rules' ? statement.item : undefined,
            }}
            words={words}
          />
        </div>
      )}
    </details>
  )
}

function GroupBadges({ statement }: { readonly statement: Statement }): ReactElement | null {
  const t = useText()
  switch (statement.shelf) {
    case 'rules':
      return (
        <>
          {statement.item.needling !== 'free' && (
            <Badge>{t(`library.needling_${statement.item.needling}`)}</Badge>
          )}
          <Badge tone={levelTones[statement.item.level]}>{t.word(statement.item.level)}</Badge>
        </>
      )
    case 'care':
      return <Badge tone={standingTones[statement.item.standing]}>{t.word(statement.item.standing)}</Badge>
    case 'advice':
      return <Badge>{t(`library.part_${statement.item.part}`)}</Badge>
    default:
      return null
  }
}

function WordBadge({
  words,
  digest,
}: {
  readonly words: Words
  readonly digest: string
}): ReactElement | null {
  const t = useText()
  const { signed, draft } = words
  return (
    <>
      {signed?.body.verdict !== undefined && (
        <Badge tone={signed.body.verdict === 'agreed' ? 'go' : 'info'}>
          {t(`library.clinic_${signed.body.verdict}`)}
        </Badge>
      )}
      {signed && isChangedSince(signed, digest) && <Badge tone="caution">{t('library.changed')}</Badge>}
      {draft && <Badge tone="ask">{t('library.draftWord')}</Badge>}
    </>
  )
}
