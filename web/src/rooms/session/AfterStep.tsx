// SPDX-License-Identifier: Apache-2.0
import { changed } from '@/api/changed'
import { Minus, PenLine, Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button, Card, IconButton, Notice, Row, Segmented, Stack, TextArea, TextField } from '@/design'
import { useText } from '@/text'
import { AftercareCard } from './AftercareCard'
import { Checklist } from './Checklist'
import { withPain } from './CheckStep'
import { needlesOf, stageOf, tallyOf } from './needles'
import { NeurologyAfter } from './NeurologyAfter'
import { PainScale } from './PainScale'
import type { StepProps } from './SessionMode'
import { SessionRefusal } from './SessionRefusal'
import { targetName } from './targets'
import styles from './session.module.css'

const tolerances = ['good', 'fair', 'poor', 'stopped'] as const

/** After the last needle: the hand's count, pain and nerves again, advice for home, and the signature. */
export function AfterStep(props: StepProps): ReactElement {
  const t = useText()
  const { session } = props
  const { body } = session
  const tally = tallyOf(body)
  const inPatient = needlesOf(body).flatMap((needle, place) =>
    stageOf(needle) === 'in' ? [{ needle, place }] : [],
  )
  const isUnequal =
    body.countedIn !== undefined &&
    body.countedOut !== undefined &&
    (body.countedIn !== tally.in || body.countedOut !== tally.out || body.countedIn !== body.countedOut)
  const isCounted = body.countedIn !== undefined && body.countedOut !== undefined
  const maySign = inPatient.length === 0 && isCounted && !isUnequal
  const sign = (): void => session.set((before) => ({ ...before, ended: new Date().toISOString() }), 'signed')
  return (
    <div className={styles.two}>
      <Stack>
        <Card title={t('session.handCount')}>
          <Stack>
            <p className={styles.hint}>{t('session.handCountHint')}</p>
            <Counter
              label={t('session.countedIn')}
              value={body.countedIn}
              onValue={(countedIn) => session.set((before) => changed(before, { countedIn }))}
            />
            <Counter
              label={t('session.countedOut')}
              value={body.countedOut}
              onValue={(countedOut) => session.set((before) => changed(before, { countedOut }))}
            />
            {inPatient.length > 0 && (
              <Notice tone="stop" title={t('session.stillIn', { count: inPatient.length })} isLive>
                {inPatient.map(({ needle, place }) => (
                  <p key={place}>{`${String(place + 1)} ${targetName(t, needle.target, needle.level)}`}</p>
                ))}
              </Notice>
            )}
            {isUnequal && (
              <Notice tone="stop" title={t('session.unequal')} isLive>
                <p>
                  {t('session.unequalHint', {
                    in: tally.in,
                    out: tally.out,
                    countedIn: body.countedIn ?? 0,
                    countedOut: body.countedOut ?? 0,
                  })}
                </p>
              </Notice>
            )}
            {isCounted && !isUnequal && inPatient.length === 0 && (
              <Notice tone="go" title={t('session.equal', { count: tally.in })} />
            )}
          </Stack>
        </Card>
        <Checklist {...props} title={t('session.afterwards')} part="after" />
        <Card title={t('session.painAfter')}>
          <Stack>
            <PainScale
              label={t('session.leg')}
              value={body.painAfter?.leg}
              onValue={(leg) => session.set((before) => withPain(before, 'painAfter', { leg }))}
            />
            <PainScale
              label={t('session.back')}
              value={body.painAfter?.back}
              onValue={(back) => session.set((before) => withPain(before, 'painAfter', { back }))}
            />
          </Stack>
        </Card>
        <NeurologyAfter {...props} />
      </Stack>
      <Stack>
        <Card title={t('session.howBorne')}>
          <Stack>
            <div className={styles.big}>
              <Segmented
                label={t('session.tolerance')}
                size="large"
                value={body.tolerance ?? null}
                onValue={(tolerance) =>
                  session.set((before) => changed(before, { tolerance: tolerance ?? undefined }))
                }
                choices={tolerances.map((value) => ({ value, label: t.word(`tolerance_${value}`) }))}
              />
            </div>
            {(body.tolerance === 'stopped' || tally.in === 0) && (
              <TextField
                label={t('session.stoppedWhy')}
                value={body.stoppedWhy ?? ''}
                onValue={(stoppedWhy) => session.set((before) => ({ ...before, stoppedWhy }))}
                error={session.refusal?.at('/body/stoppedWhy')}
              />
            )}
          </Stack>
        </Card>
        <AftercareCard {...props} />
        <Card title={t('session.finish')}>
          <Stack>
            <TextField
              type="date"
              label={t('session.reviewOn')}
              value={body.reviewOn ?? ''}
              onValue={(reviewOn) => session.set((before) => ({ ...before, reviewOn }))}
            />
            <TextArea
              label={t('session.note')}
              hint={t('session.noteHint')}
              rows={4}
              value={body.note ?? ''}
              onValue={(note) => session.set((before) => ({ ...before, note }))}
              error={session.refusal?.at('/body/note')}
            />
            <SessionRefusal session={session} home={props.home} />
            {session.state === 'signed' && session.sync !== 'refused' && (
              <Notice tone="info" title={t('session.signedWaits')} isLive />
            )}
            <Row>
              <Button
                tone="primary"
                className={styles.huge ?? ''}
                icon={<PenLine aria-hidden />}
                disabled={!maySign}
                onClick={sign}
              >
                {t('session.sign')}
              </Button>
            </Row>
            {!maySign && (
              <p className={styles.hint}>
                {inPatient.length > 0
                  ? t('session.stillIn', { count: inPatient.length })
                  : t(isUnequal ? 'session.unequal' : 'session.countFirst')}
              </p>
            )}
          </Stack>
        </Card>
      </Stack>
    </div>
  )
}

/** A number that is said aloud and put in by hand; it begins empty, since it is not what the list says. */
function Counter({
  label,
  value,
  onValue,
}: {
  readonly label: string
  readonly value: number | undefined
  readonly onValue: (value: number | undefined) => void
}): ReactElement {
  const t = useText()
  return (
    <div className={styles.counter} role="group" aria-label={label}>
      <span>{label}</span>
      <IconButton
        label={t('session.oneLess', { what: label })}
        icon={<Minus aria-hidden />}
        disabled={value === undefined}
        onClick={() => onValue(value === undefined || value === 0 ? undefined : value - 1)}
      />
      <output className={styles.counted} aria-live="polite">
        {value ?? '–'}
      </output>
      <IconButton
        label={t('session.oneMore', { what: label })}
        icon={<Plus aria-hidden />}
        onClick={() => onValue(value === undefined ? 1 : value + 1)}
      />
      <Button size="small" tone="quiet" onClick={() => onValue(0)}>
        {t('session.zero')}
      </Button>
    </div>
  )
}
