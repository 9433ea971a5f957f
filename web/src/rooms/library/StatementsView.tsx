// SPDX-License-Identifier: Apache-2.0
import { BookOpen } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import { allLoaded } from '@/api/entries'
import { Await, Button, Empty, SelectField, TextField } from '@/design'
import { useShelf } from '@/api/useShelf'
import { useText } from '@/text'
import { StatementItem } from './StatementItem'
import { isChangedSince, wordsByRule, type Words } from './reviews'
import { isFound, statementOf, type Statement } from './statements'
import { useReviews } from './useLibrary'
import type { Mark, Review, Rule, StatementShelf } from './wire'
import styles from './library.module.css'

const marks: readonly Mark[] = ['seen', 'calc', 'recalled', 'proposal', 'unverified']
const clinicWords = ['none', 'draft', 'agreed', 'disputed', 'stricter', 'changed'] as const
type ClinicWord = (typeof clinicWords)[number]

type Wanted = Readonly<{
  typed: string
  group: string
  status: Statement['status'] | ''
  mark: Mark | ''
  word: ClinicWord | ''
}>
const everything: Wanted = { typed: '', group: '', status: '', mark: '', word: '' }

function isOfWord(words: Words | undefined, digest: string, wanted: ClinicWord): boolean {
  switch (wanted) {
    case 'none':
      return words?.signed === undefined
    case 'draft':
      return words?.draft !== undefined
    case 'changed':
      return words?.signed !== undefined && isChangedSince(words.signed, digest)
    default:
      return words?.signed?.body.verdict === wanted
  }
}

/** The statements of one shelf: searched, filtered, each opened in its place. */
export function StatementsView({
  shelf,
  opened,
}: {
  readonly shelf: StatementShelf
  readonly opened: string
}): ReactElement {
  const found = allLoaded(useShelf(shelf), useReviews())
  return (
    <Await of={found} lines={8}>
      {([{ items }, reviews]) => <List shelf={shelf} items={items} reviews={reviews} opened={opened} />}
    </Await>
  )
}

function List({
  shelf,
  items,
  reviews,
  opened,
}: {
  readonly shelf: StatementShelf
  readonly items: readonly Parameters<typeof statementOf>[1][]
  readonly reviews: readonly Review[]
  readonly opened: string
}): ReactElement {
  const t = useText()
  const [wanted, setWanted] = useState(everything)
  const statements = useMemo(() => items.map((item) => statementOf(shelf, item, t)), [items, shelf, t])
  const words = useMemo(() => wordsByRule(reviews), [reviews])
  const shown = statements.filter(
    (one) =>
      isFound(one.haystack, wanted.typed) &&
      (wanted.group === '' || one.group === wanted.group) &&
      (wanted.status === '' || one.status === wanted.status) &&
      (wanted.mark === '' || one.mark === wanted.mark) &&
      (wanted.word === '' || isOfWord(words.get(one.id), one.digest, wanted.word)),
  )
  const groups = [...new Set(statements.map((one) => one.group))].filter((one) => one !== '')
  const heard = statements.filter((one) => words.get(one.id)?.signed).length
  const isNarrowed = wanted !== everything
  return (
    <>
      <div className={styles.filters} role="search">
        <TextField
          type="search"
          label={t('library.search')}
          value={wanted.typed}
          onValue={(typed) => setWanted({ ...wanted, typed })}
        />
        {groups.length > 0 && (
          <SelectField
            label={t(groupLabels[shelf])}
            empty={t('library.any')}
            value={wanted.group}
            onValue={(group) => setWanted({ ...wanted, group })}
            options={sortedGroups(shelf, groups).map((value) => ({
              value,
              label: groupName(shelf, value, t),
            }))}
          />
        )}
        <SelectField
          label={t('library.status')}
          empty={t('library.any')}
          value={wanted.status}
          onValue={(status) => setWanted({ ...wanted, status })}
          options={(['draft', 'signed'] as const).map((value) => ({
            value,
            label: t(`library.status_${value}`),
          }))}
        />
        <SelectField
          label={t('library.mark')}
          empty={t('library.any')}
          value={wanted.mark}
          onValue={(mark) => setWanted({ ...wanted, mark })}
          options={marks.map((value) => ({ value, label: t.word(`mark_${value}`) }))}
        />
        <SelectField
          label={t('library.clinicWord')}
          empty={t('library.any')}
          value={wanted.word}
          onValue={(word) => setWanted({ ...wanted, word })}
          options={clinicWords.map((value) => ({ value, label: t(`library.word_${value}`) }))}
        />
      </div>
      <div className={styles.count}>
        <p role="status">
          {t('library.shown', { shown: shown.length, all: statements.length })}{' '}
          <span className={styles.soft}>{t('library.heard', { heard, all: statements.length })}</span>
        </p>
        {isNarrowed && (
          <Button size="small" tone="quiet" onClick={() => setWanted(everything)}>
            {t('library.clear')}
          </Button>
        )}
      </div>
      {shown.length === 0 ? (
        <Empty icon={<BookOpen aria-hidden size={28} />} title={t('library.noneFound')}>
          {t('library.noneFoundHint')}
        </Empty>
      ) : (
        <ul className={styles.list}>
          {shown.map((one) => (
            <li key={one.id}>
              <StatementItem statement={one} words={words.get(one.id) ?? {}} isOpened={one.id === opened} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const groupLabels = {
  rules: 'library.level',
  causes: 'library.level',
  care: 'library.standing',
  targets: 'library.level',
  advice: 'library.part',
} as const

const strictest: readonly Rule['level'][] = [
  'emergency_today',
  'refer_urgent',
  'refer_routine',
  'ask',
  'caution',
  'go',
]

function sortedGroups(shelf: StatementShelf, groups: readonly string[]): readonly string[] {
  return shelf === 'rules' ? strictest.filter((one) => groups.includes(one)) : groups
}

function groupName(shelf: StatementShelf, group: string, t: ReturnType<typeof useText>): string {
  return shelf === 'advice' ? t(`library.part_${group as 'dose'}`) : t.word(group)
}
