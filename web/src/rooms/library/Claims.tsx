// SPDX-License-Identifier: Apache-2.0
import { BookOpen } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import { Link } from 'wouter'
import { Await, Badge, Empty, SelectField, TextField, type Tone } from '@/design'
import { useShelf } from '@/api/useShelf'
import { useText } from '@/text'
import { SourceList } from './Sources'
import { isFound } from './statements'
import { useQuestions, useSources } from './useLibrary'
import { shelfOf, type Claim, type Question, type Source } from './wire'
import styles from './library.module.css'

type Answer = Claim['answer']
const answers: readonly Answer[] = ['covered', 'corrected', 'not_supported', 'out_of_scope']
const tones: Readonly<Record<Answer, Tone>> = {
  covered: 'go',
  corrected: 'caution',
  not_supported: 'stop',
  out_of_scope: 'neutral',
}

/** Each claim of the articles that the program began with: what became of it, why, and where it is said or done. */
export function Claims(): ReactElement {
  const found = useShelf('claims')
  return <Await of={found}>{({ items }) => <ClaimList claims={items} />}</Await>
}

function ClaimList({ claims }: { readonly claims: readonly Claim[] }): ReactElement {
  const t = useText()
  const questions = useQuestions()
  const sources = useSources()
  const [typed, setTyped] = useState('')
  const [answer, setAnswer] = useState<Answer | ''>('')
  const [section, setSection] = useState('')
  const sections = useMemo(() => [...new Set(claims.map((one) => one.section))], [claims])
  const shown = claims.filter(
    (one) =>
      isFound(`${one.id} ${one.about} ${one.why ?? ''} ${one.sources.join(' ')}`.toLowerCase(), typed) &&
      (answer === '' || one.answer === answer) &&
      (section === '' || one.section === section),
  )
  return (
    <>
      <ul className={styles.tally} aria-label={t('library.verdicts')}>
        {answers.map((one) => (
          <li key={one}>
            <strong>{claims.filter((claim) => claim.answer === one).length}</strong>{' '}
            <Badge tone={tones[one]}>{t(`library.answer_${one}`)}</Badge>
          </li>
        ))}
      </ul>
      <div className={styles.filters} role="search">
        <TextField type="search" label={t('library.searchClaims')} value={typed} onValue={setTyped} />
        <SelectField
          label={t('library.verdict')}
          empty={t('library.any')}
          value={answer}
          onValue={setAnswer}
          options={answers.map((value) => ({ value, label: t(`library.answer_${value}`) }))}
        />
        <SelectField
          label={t('library.section')}
          empty={t('library.any')}
          value={section}
          onValue={setSection}
          options={sections.map((value) => ({ value, label: value }))}
        />
      </div>
      <p role="status">{t('library.shown', { shown: shown.length, all: claims.length })}</p>
      {shown.length === 0 && (
        <Empty icon={<BookOpen aria-hidden size={28} />} title={t('library.noneFound')}>
          {t('library.noneFoundHint')}
        </Empty>
      )}
      {sections
        .filter((one) => shown.some((claim) => claim.section === one))
        .map((one) => (
          <section key={one} className={styles.section} aria-label={one}>
            <h2>{one}</h2>
            <ul className={styles.list}>
              {shown
                .filter((claim) => claim.section === one)
                .map((claim) => (
                  <li key={claim.id}>
                    <ClaimItem claim={claim} questions={questions} sources={sources} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
    </>
  )
}

function ClaimItem({
  claim,
  questions,
  sources,
}: {
  readonly claim: Claim
  readonly questions: readonly Question[]
  readonly sources: readonly Source[]
}): ReactElement {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={styles.item} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={styles.itemTitle}>
          <span>{claim.about}</span>
          <code className={styles.id}>{claim.id}</code>
        </span>
        <span className={styles.badges}>
          <Badge tone={tones[claim.answer]}>{t(`library.answer_${claim.answer}`)}</Badge>
        </span>
      </summary>
      {isOpen && (
        <div className={styles.itemBody}>
          {claim.why !== undefined && <p className={styles.say}>{claim.why}</p>}
          <section className={styles.part} aria-label={t('library.livesIn')}>
            <h3>{t('library.livesIn')}</h3>
            {claim.livesIn.length === 0 && <p className={styles.soft}>{t('library.livesNowhere')}</p>}
            <ul className={styles.lines}>
              {claim.livesIn.map((place) => (
                <li key={place}>
                  <Place of={place} questions={questions} />
                </li>
              ))}
            </ul>
          </section>
          <section className={styles.part} aria-label={t('library.sources')}>
            <h3>{t('library.sources')}</h3>
            <SourceList keys={claim.sources} sources={sources} />
          </section>
          {claim.tests.length > 0 && (
            <details className={styles.inline}>
              <summary>{t('library.tests', { count: claim.tests.length })}</summary>
              <ul className={styles.lines}>
                {claim.tests.map((one) => (
                  <li key={one}>
                    <code className={styles.code}>{one}</code>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </details>
  )
}

/** A place where a claim is said or done: a statement to go to, a question in its words, or a file and command as it is. */
function Place({
  of,
  questions,
}: {
  readonly of: string
  readonly questions: readonly Question[]
}): ReactElement {
  const t = useText()
  const shelf = shelfOf(of)
  if (shelf)
    return (
      <Link href={`/library/${shelf}/${of}`}>
        <code>{of}</code>
      </Link>
    )
  const question = questions.find((one) => one.id === of)
  if (question) return <span>{t('library.asks', { question: question.ask ?? question.examine ?? of })}</span>
  return <code className={styles.code}>{of}</code>
}
