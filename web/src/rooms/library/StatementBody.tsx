// SPDX-License-Identifier: Apache-2.0
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { Facts } from '@/design'
import { structureName } from '@/record'
import { useText, type Text } from '@/text'
import { CauseEvidence } from './CauseEvidence'
import { ConditionInWords } from './ConditionInWords'
import { RestsOn } from './evidence/RestsOn'
import { Positions } from './Positions'
import { MarkInWords, SourceList } from './Sources'
import type { Statement } from './statements'
import { useQuestions, useSources } from './useLibrary'
import type { Advice, Care, Cause, Question, Rule, Source, Target } from './wire'
import styles from './library.module.css'

type Fact = readonly [ReactNode, ReactNode]
type With = Readonly<{ t: Text; questions: readonly Question[]; sources: readonly Source[] }>

/** All that a statement says. */
export function StatementBody({ statement }: { readonly statement: Statement }): ReactElement {
  const t = useText()
  const questions = useQuestions()
  const sources = useSources()
  const shared = { t, questions, sources }
  return (
    <>
      <Facts items={[...factsOf(statement, shared), ...foundation(statement, shared)]} />
      {statement.shelf === 'care' && <Positions care={statement.item} sources={sources} />}
      {statement.shelf === 'causes' && (
        <CauseEvidence cause={statement.item} questions={questions} sources={sources} />
      )}
    </>
  )
}

function factsOf(statement: Statement, shared: With): readonly Fact[] {
  switch (statement.shelf) {
    case 'rules':
      return ruleFacts(statement.item, shared)
    case 'causes':
      return causeFacts(statement.item, shared)
    case 'care':
      return careFacts(statement.item, shared)
    case 'targets':
      return targetFacts(statement.item, shared)
    case 'advice':
      return adviceFacts(statement.item, shared)
  }
}

function when(condition: string | undefined, { t, questions }: With): ReactNode {
  return condition === undefined ? (
    t('library.always')
  ) : (
    <ConditionInWords text={condition} questions={questions} />
  )
}

/** Rows whose value there is. */
function present(...rows: readonly (readonly [ReactNode, ReactNode | undefined])[]): readonly Fact[] {
  return rows.filter((row): row is Fact => row[1] !== undefined && row[1] !== '')
}

function ruleFacts(rule: Rule, shared: With): readonly Fact[] {
  const { t, questions, sources } = shared
  const restrainedBy = questions.find((one) => one.id === rule.restrainedBy)
  const restraint = [
    ...rule.restraint,
    ...(rule.restrainedBy !== undefined
      ? [
          t('library.restrainedBy', {
            question: restrainedBy?.ask ?? restrainedBy?.examine ?? rule.restrainedBy,
          }),
        ]
      : []),
  ]
  return present(
    [t('library.when'), when(rule.when, shared)],
    [t('library.needling'), t(`library.needlingLong_${rule.needling}`)],
    [t('library.clearedBy'), rule.clearedBy],
    [t('library.restraint'), restraint.length > 0 ? <Lines of={restraint} /> : undefined],
    [t('library.whatToDo'), rule.whatToDo],
    [t('library.tellPatient'), rule.tellPatient],
    [t('library.because'), rule.because],
    [t('library.asked'), <Lines key="asked" of={askedWhen(rule, t)} />],
    [
      t('library.classes'),
      rule.classes.length > 0 ? (
        <ul className={styles.sources}>
          {rule.classes.map((one) => (
            <li key={`${one.body} ${one.source}`}>
              <span>
                {one.body}: <strong>{one.class}</strong>
              </span>
              <details className={styles.inline}>
                <summary>{one.source}</summary>
                {sources.find((source) => source.id === one.source)?.reference}
              </details>
            </li>
          ))}
        </ul>
      ) : undefined,
    ],
  )
}

function askedWhen(rule: Rule, t: Text): readonly string[] {
  return [
    t(rule.isAskedEachVisit ? 'library.askedEachVisit' : 'library.askedOnce'),
    ...(rule.locks ? [t('library.locks')] : []),
    ...(rule.isAtCheck ? [t('library.atCheck')] : []),
  ]
}

function causeFacts(cause: Cause, shared: With): readonly Fact[] {
  const { t } = shared
  return present(
    [t('library.plain'), cause.inPlainWords],
    [
      t('library.start'),
      <Fragment key="start">
        <strong>{t.number(cause.start.value, 'share')}</strong>{' '}
        {t('library.interval', {
          low: t.number(cause.start.low, 'share'),
          high: t.number(cause.start.high, 'share'),
        })}{' '}
        <cite className={styles.key}>{cause.startSource}</cite>
        {cause.startWhy !== undefined && <p className={styles.soft}>{cause.startWhy}</p>}
      </Fragment>,
    ],
    [t('library.ceiling'), t('library.ceilingSays', { factor: cause.ceiling })],
    [t('library.leadsIf'), cause.leadsIf === undefined ? undefined : when(cause.leadsIf, shared)],
    [t('library.leadsWhy'), cause.leadsWhy],
    [t('library.whatNext'), cause.whatNext],
  )
}

function careFacts(care: Care, shared: With): readonly Fact[] {
  const { t } = shared
  return present(
    [t('library.plain'), care.inPlainWords],
    [t('library.forWhom'), care.isForAll ? t('library.everybody') : when(care.when, shared)],
    [t('library.whatToDo'), care.whatToDo],
    [t('library.because'), care.because],
    [
      t('library.certainty'),
      <Fragment key="certainty">
        <strong>{t.word(`certainty_${care.certainty}`)}</strong>{' '}
        <span className={styles.soft}>{care.certaintyWhy}</span>
        <RestsOn questions={care.evidence ?? []} />
      </Fragment>,
    ],
    [t('library.burden'), t('library.burdenSays', { burden: care.burden })],
  )
}

const techniqueParts = ['position', 'technique', 'twitch', 'retention', 'end_feel', 'never'] as const

function targetFacts(target: Target, shared: With): readonly Fact[] {
  const { t, questions } = shared
  const level = questions.find((one) => one.id === target.levelFrom)
  return present(
    [t('library.plain'), target.inPlainWords],
    [t('library.when'), when(target.when, shared)],
    [
      t('library.levelFrom'),
      target.levelFrom === undefined ? undefined : (level?.ask ?? level?.examine ?? target.levelFrom),
    ],
    [t('library.because'), target.because],
    ...techniqueParts.map((part) => [t(`library.technique_${part}`), target.technique[part]] as const),
    [t('library.regions'), target.regions.map((one) => structureName(one, t)).join(', ')],
  )
}

function adviceFacts(advice: Advice, shared: With): readonly Fact[] {
  const { t } = shared
  const { rate } = advice
  return present(
    [t(advice.part === 'event' ? 'library.whatToDo' : 'library.says'), advice.text],
    [
      t('library.rate'),
      rate === undefined
        ? undefined
        : t('library.rateSays', { count: rate.perThousand, counted: rate.counted }) +
          (rate.low !== undefined && rate.high !== undefined
            ? ` ${t('library.interval', { low: rate.low, high: rate.high })}`
            : ''),
    ],
    [
      t('library.toWhom'),
      <Fragment key="whom">
        {advice.when === undefined ? t('library.everybody') : when(advice.when, shared)}
        {advice.isOnNeedling && <p className={styles.soft}>{t('library.onNeedling')}</p>}
        {advice.isOnSheet && <p className={styles.soft}>{t('library.onSheet')}</p>}
      </Fragment>,
    ],
  )
}

/** What it stands on: sources, how far they may be trusted, who signed. */
function foundation(statement: Statement, { t, sources }: With): readonly Fact[] {
  return [
    [t('library.sources'), <SourceList key="sources" keys={statement.item.sources} sources={sources} />],
    [t('library.mark'), <MarkInWords key="mark" mark={statement.mark} />],
    [
      t('library.status'),
      <Fragment key="status">
        <strong>{t(`library.status_${statement.status}`)}</strong>{' '}
        <span className={styles.soft}>{t(`library.statusMeans_${statement.status}`)}</span>
      </Fragment>,
    ],
    [
      t('library.where'),
      <code key="where" className={styles.code}>{`data/knowledge/${statement.where}`}</code>,
    ],
  ]
}

function Lines({ of }: { readonly of: readonly string[] }): ReactElement {
  return (
    <ul className={styles.lines}>
      {of.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
