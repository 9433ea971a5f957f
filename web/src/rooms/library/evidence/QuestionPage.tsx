// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { allLoaded } from '@/api/entries'
import { Await, Badge, Card, Empty, Facts, Notice, Stack, Table } from '@/design'
import { useText } from '@/text'
import { ClinicWordBlock } from '../ClinicWordBlock'
import { wordsByRule, type Words } from '../reviews'
import { SourceList } from '../Sources'
import { useReviews, useSources } from '../useLibrary'
import { Figure } from './Figure'
import { printed, shown } from './numbers'
import { certaintyTones } from './QuestionList'
import { Cautions, Conventions, Differences, StudyTable } from './ResultTables'
import { figureOf, useEvidence, usePool } from './useEvidence'
import { useIsDark } from './useIsDark'
import type { Pool, Question } from './wire'
import styles from './evidence.module.css'

/** One question: what its trials give, drawn and in numbers, what does not count, and who signed. */
export function QuestionPage({ id }: { readonly id: string }): ReactElement {
  const t = useText()
  const found = allLoaded(useEvidence(), useReviews())
  return (
    <Await of={found} lines={8}>
      {([evidence, reviews]) => {
        const question = evidence.questions.find((one) => one.id === id)
        return question ? (
          <Whole question={question} words={wordsByRule(reviews).get(id) ?? {}} />
        ) : (
          <Empty title={t('evidence.noQuestion')}>
            <Link href="/library/evidence">{t('evidence.questions')}</Link>
          </Empty>
        )
      }}
    </Await>
  )
}

function Whole({ question, words }: { readonly question: Question; readonly words: Words }): ReactElement {
  const t = useText()
  const pool = usePool(question.id)
  return (
    <article className={styles.page} aria-label={question.asks}>
      <header className={styles.head}>
        <h2>{question.asks}</h2>
        <p className={styles.badges}>
          <Badge tone={certaintyTones[question.certainty]}>
            {t('evidence.certaintyIs', { certainty: t.word(`certainty_${question.certainty}`) })}
          </Badge>
          <code className={styles.id}>{question.id}</code>
        </p>
      </header>
      <Answer question={question} />
      <Await of={pool}>{(data) => <Result question={question} pool={data} />}</Await>
      <Rows question={question} />
      <Grounds question={question} />
      <ClinicWordBlock
        statement={{ id: question.id, digest: question.digest, rule: undefined }}
        words={words}
      />
    </article>
  )
}

/** What is known, and whether the certainty was put down for it. */
function Answer({ question }: { readonly question: Question }): ReactElement {
  const t = useText()
  const then = question.putDownFor
  const number = (value: number): string => shown(value, t)
  return (
    <Stack gap={3}>
      <p className={styles.answer}>{printed(question.words)}</p>
      <p className={styles.soft}>{question.certaintyWhy}</p>
      {question.isChanged && (
        <Notice tone="ask" title={t('evidence.changedTitle')}>
          <p>
            {then
              ? t('evidence.changedFrom', {
                  estimate: number(then.estimate),
                  low: number(then.low),
                  high: number(then.high),
                  count: then.studies,
                })
              : t('evidence.changedFromNothing')}{' '}
            {t('evidence.changedTo', { now: printed(question.words) })}
          </p>
        </Notice>
      )}
    </Stack>
  )
}

function Result({ question, pool }: { readonly question: Question; readonly pool: Pool }): ReactElement {
  const t = useText()
  const isDark = useIsDark()
  return (
    <Stack>
      {pool.answer === 'pooled' && (
        <Figure source={figureOf(question.id, 'forest', isDark)} title={t('evidence.forest')} />
      )}
      <StudyTable pool={pool} />
      <Cautions pool={pool} />
      <Differences pool={pool} />
      {question.hasFunnel && (
        <Figure source={figureOf(question.id, 'funnel', isDark)} title={t('evidence.funnel')} isNarrow />
      )}
      <Conventions pool={pool} />
    </Stack>
  )
}

/** Every row that bears on it, those that do not count with the reason. */
function Rows({ question }: { readonly question: Question }): ReactElement {
  const t = useText()
  const sources = useSources()
  const cited = (key: string | undefined): string =>
    sources.find((one) => one.id === key)?.reference ?? key ?? ''
  return (
    <Card title={t('evidence.rows')} level={3} isFlush={question.rows.length > 0}>
      {question.rows.length === 0 ? (
        <p>{t('evidence.noRows')}</p>
      ) : (
        <Table
          caption={t('evidence.rows')}
          rows={question.rows}
          keyOf={(one) => one.id}
          columns={[
            {
              name: t('evidence.study'),
              cell: (one) => (
                <>
                  {one.label}
                  {one.addition !== undefined && (
                    <>
                      {' '}
                      <Badge tone="info">{t('evidence.ownRow')}</Badge>
                    </>
                  )}
                  <br />
                  <span className={styles.soft}>
                    {[one.intervention, one.comparator].filter(Boolean).join(t('evidence.against'))}
                  </span>
                </>
              ),
            },
            {
              name: t('evidence.outcome'),
              cell: (one) => (
                <>
                  {one.outcome}
                  {one.followupWeeks !== undefined && (
                    <span className={styles.soft}> {t('evidence.weeks', { weeks: one.followupWeeks })}</span>
                  )}
                </>
              ),
            },
            {
              name: t('evidence.counts'),
              cell: (one) =>
                one.isLeftOut ? t('evidence.leftOutBecause', { why: one.why ?? '' }) : t('evidence.counted'),
            },
            {
              name: t('evidence.source'),
              cell: (one) => (
                <span className={styles.cited}>
                  {cited(one.source)} {one.status !== undefined && t.word(`mark_${one.status}`)}
                </span>
              ),
            },
          ]}
        />
      )}
    </Card>
  )
}

function Grounds({ question }: { readonly question: Question }): ReactElement {
  const t = useText()
  const sources = useSources()
  return (
    <Facts
      items={[
        [
          t('evidence.informs'),
          question.informs.map((one) => (
            <Link key={one} href={`/library/care/${one}`} className={styles.informs}>
              <code>{one}</code>
            </Link>
          )),
        ],
        [t('library.sources'), <SourceList key="sources" keys={question.sources} sources={sources} />],
        [t('library.mark'), t.word(`mark_${question.mark}`)],
        [
          t('library.where'),
          <code key="where" className={styles.id}>
            {question.where}
          </code>,
        ],
      ]}
    />
  )
}
