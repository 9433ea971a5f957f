// SPDX-License-Identifier: Apache-2.0
import { FilePlus2, Mail, Printer } from 'lucide-react'
import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { Link, useLocation } from 'wouter'
import { useDraft } from '@/api/draft'
import { asRefusal, newId, useCreate, type Entry } from '@/api/entries'
import type { Source } from '@/api/library'
import { useMe } from '@/app/session'
import { Button, Card, Empty, Failed, Row, Segmented, Skeleton, Stack, useToast } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { keptOf, nothingTyped, type Review, type Typed } from './review'
import { EarlierReviews } from './EarlierReviews'
import { ReviewAdvice } from './ReviewAdvice'
import { ReviewChart } from './ReviewChart'
import { ReviewSaid } from './ReviewSaid'
import { ReviewTables } from './ReviewTables'
import { useReview } from './useReview'
import { useReviewLetter } from './useReviewLetter'
import styles from './Review.module.css'

/** Did it help, and what next: the review of one episode, first what was found, then every number behind it. */
export function ReviewCard({
  patient,
  episode,
  seen,
  sources,
}: {
  readonly patient: string
  readonly episode: Entry<'episode'>
  readonly seen: string
  readonly sources: readonly Source[]
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const me = useMe()
  const [, go] = useLocation()
  // Answers of another day are asked again.
  const draft = useDraft<Typed>(`review.${episode.id}.${time.today()}`, nothingTyped)
  const { review, isWaiting, refusal, retry } = useReview(episode.id, draft.value, seen)
  const say = useToast()
  const create = useCreate('progressReview')
  const letter = useReviewLetter(episode.id, draft.value)
  const name = `progress-${time.today()}.pdf`
  const atField = ['/goal', '/goal/value', '/goal/on', '/follow'].some(
    (place) => refusal?.at(place) !== undefined,
  )
  if (refusal?.code === 'review.no_score')
    return (
      <Card title={t('outcomes.review')}>
        <Empty title={refusal.detail}>{refusal.hint}</Empty>
      </Card>
    )
  if (!review)
    return (
      <Card title={t('outcomes.review')}>
        {refusal ? <Failed refusal={refusal} retry={retry} /> : <Skeleton lines={8} />}
      </Card>
    )
  const practitioner = episode.body.practitioner ?? me.person ?? ''
  const keep = (): void =>
    create.mutate(
      {
        id: newId(),
        body: keptOf(draft.value, {
          patient,
          episode: episode.id,
          practitioner: me.person ?? practitioner,
        }),
        state: 'signed',
      },
      { onSuccess: () => say({ text: t('outcomes.kept'), tone: 'go' }) },
    )
  const write = (): void =>
    void letter.keep(
      {
        patient,
        practitioner,
        subject: t('outcomes.letterSubject', { on: time.day(time.today(), 'year') }),
        text: textOf(review, {
          advice: t('outcomes.advice', { step: review.advice.words }),
          yes: t('outcomes.yes'),
          no: t('outcomes.no'),
        }),
      },
      name,
      (id) => go(`/patients/${patient}/letters/${id}`),
    )
  const pains = review.instruments.filter((one) => one.isFollowable)
  return (
    <Card
      title={t('outcomes.review')}
      actions={
        <Row gap={2}>
          <Button
            size="small"
            icon={<Printer aria-hidden />}
            isBusy={letter.isBusy}
            onClick={() => void letter.save(name)}
          >
            {t('outcomes.print')}
          </Button>
          <Button size="small" icon={<Mail aria-hidden />} isBusy={letter.isBusy} onClick={write}>
            {t('outcomes.keepLetter')}
          </Button>
          <Button
            size="small"
            tone="primary"
            icon={<FilePlus2 aria-hidden />}
            isBusy={create.isPending}
            onClick={keep}
          >
            {t('outcomes.keep')}
          </Button>
        </Row>
      }
    >
      <Stack gap={5}>
        {refusal && !atField && <Failed refusal={refusal} retry={retry} />}
        {create.error && <Failed refusal={asRefusal(create.error)} />}
        {letter.refusal && <Failed refusal={letter.refusal} />}
        <ReviewAdvice advice={review.advice} sources={sources} />
        <div className={styles.sides} aria-busy={isWaiting}>
          <div className={clsx(styles.found, isWaiting && styles.waiting)}>
            <ReviewChart review={review} />
            <div className={styles.summary}>
              {review.summary.map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
            </div>
          </div>
          <Stack>
            {pains.length > 1 && (
              <Segmented
                label={t('outcomes.follow')}
                canClear={false}
                value={review.instrument}
                onValue={(follow) => draft.set((before) => ({ ...before, follow: follow ?? '' }))}
                choices={pains.map((one) => ({
                  value: one.instrument as Review['instrument'],
                  label: one.title,
                }))}
              />
            )}
            <ReviewSaid
              typed={draft.value}
              onTyped={(next) => draft.set(next)}
              review={review}
              refusal={refusal}
            />
            <p className={styles.hint}>
              {t('outcomes.notKept')}{' '}
              <Link href={`/patients/${patient}/assessments/new/${episode.id}`}>{t('outcomes.assess')}</Link>
            </p>
          </Stack>
        </div>
        <EarlierReviews patient={patient} episode={episode.id} />
        <details>
          <summary>{t('outcomes.everyNumber')}</summary>
          <ReviewTables review={review} sources={sources} />
        </details>
      </Stack>
    </Card>
  )
}

type Words = Readonly<{ advice: string; yes: string; no: string }>

function textOf(review: Review, words: Words): string {
  const { rules, shown, answered } = review.advice
  const reasons = shown.flatMap((id) => rules.filter((rule) => rule.id === id))
  return [
    ...review.summary,
    words.advice,
    ...reasons.map((rule) => `${rule.because} ${rule.do}`),
    ...answered.map((one) => `${one.ask} ${one.is ? words.yes : words.no}`),
  ].join('\n\n')
}
