// SPDX-License-Identifier: Apache-2.0
import { Ban, Copy, PencilLine, Undo2, Zap } from 'lucide-react'
import { clsx } from 'clsx'
import { useState, type ReactElement } from 'react'
import { useKeptPicture } from '@/api/useOutbox'
import { useMe } from '@/app/session'
import { Badge, Button, useToast, type Tone } from '@/design'
import { toggled } from '@/record/answers'
import { useText } from '@/text'
import { LotField, sizeOf } from './LotField'
import {
  addNeedle,
  anotherLike,
  changeNeedle,
  clockText,
  isDue,
  putIn,
  secondsSince,
  stageOf,
  takeBack,
  takeOut,
  type NeedleStage,
} from './needles'
import { NeedleSheet } from './NeedleSheet'
import type { StepProps } from './SessionMode'
import { targetName } from './targets'
import type { Needle } from './wire'
import styles from './session.module.css'

const tones: Readonly<Record<NeedleStage, Tone>> = {
  ready: 'neutral',
  in: 'caution',
  out: 'go',
  unused: 'neutral',
}
const felt = [
  'none',
  'ache',
  'heaviness',
  'warmth',
  'referred_pain',
  'sharp_pain',
  'burning',
  'electric',
  'shooting',
] as const
type Felt = (typeof felt)[number]

export function NeedleCard({
  needle,
  place,
  now,
  ...props
}: StepProps & { readonly needle: Needle; readonly place: number; readonly now: number }): ReactElement {
  const t = useText()
  const me = useMe()
  const say = useToast()
  const { session, plan, setNote } = props
  const [isSheetOpen, setSheetOpen] = useState(false)
  const stage = stageOf(needle)
  const planned = needle.plannedTarget === undefined ? undefined : plan.body.targets?.[needle.plannedTarget]
  const path = planned?.path
  const picture = plan.body.documents?.find(
    (one) => one.mediaType.startsWith('image/') && one.name.includes(needle.target.replace('.', '_')),
  )
  const address = useKeptPicture(
    `document ${picture?.blob ?? ''}`,
    picture ? `/api/v1/plans/${plan.id}/documents/${picture.blob}` : '',
  )
  const name = targetName(t, needle.target, needle.level)
  const mayNeedle = session.body.screening?.mayNeedle === true
  const minutes = session.body.retentionMinutesPlanned
  const seconds = needle.timeIn
    ? secondsSince(needle.timeIn, needle.timeOut ? Date.parse(needle.timeOut) : now)
    : 0
  const due = isDue(needle, minutes, now)
  const touch = (): void => setNote((before) => ({ ...before, lastNeedle: place }))
  const undo = (): void => session.set((body) => takeBack(body, place))
  const goIn = (): void => {
    touch()
    session.set((body) => putIn(body, place, new Date().toISOString(), path?.depthMm))
    say({ text: t('session.wentIn', { name }), undo })
  }
  const goOut = (): void => {
    touch()
    session.set((body) => takeOut(body, place, new Date().toISOString(), me.person))
    say({ text: t('session.cameOut', { name }), undo })
  }
  const feel = (one: Felt): void => {
    touch()
    session.set((body) => changeNeedle(body, place, { responses: toggled(needle.responses, one) }))
  }

  return (
    <article
      className={styles.needle}
      data-stage={stage}
      data-due={due || undefined}
      aria-label={`${String(place + 1)} ${name}`}
    >
      <header className={styles.needleTop}>
        <span className={styles.number}>{place + 1}</span>
        <h2>{name}</h2>
        {stage === 'in' ? (
          <span className={styles.clock} data-due={due || undefined} role="timer">
            {clockText(seconds)}
            <small>{minutes ? t('session.ofMinutes', { minutes }) : t('session.atOnce')}</small>
          </span>
        ) : (
          <Badge tone={tones[stage]}>{t(`session.${stage}`)}</Badge>
        )}
      </header>
      {address && <img src={address} alt={t('session.pictureOf', { name })} className={styles.picture} />}
      {path ? (
        <>
          <p className={styles.instruction}>{withoutRule(path.instruction, path.stopRule)}</p>
          <dl className={styles.figures}>
            <div>
              <dt>{t('session.depth')}</dt>
              <dd>{t('session.mm', { value: path.depthMm })}</dd>
            </div>
            <div>
              <dt>{t('session.needle')}</dt>
              <dd>{sizeOf(t, path)}</dd>
            </div>
            {planned.technique && (
              <div>
                <dt>{t('session.technique')}</dt>
                <dd>{t.word(planned.technique)}</dd>
              </div>
            )}
          </dl>
          {path.stopRule && (
            <p className={styles.stopRule}>
              <Ban aria-hidden size={18} />
              <span>{path.stopRule}</span>
            </p>
          )}
        </>
      ) : (
        <p className={styles.instruction}>{needle.entry ?? t('session.notPlanned')}</p>
      )}
      {stage === 'unused' && <p className={styles.hint}>{needle.note}</p>}
      {stage === 'ready' && <LotField {...props} needle={needle} place={place} />}
      {(stage === 'in' || stage === 'out') && (
        <>
          <div className={styles.chips} role="group" aria-label={t('session.felt')}>
            <Chip
              isOn={needle.twitch === true}
              onPress={() =>
                session.set((body) =>
                  changeNeedle(body, place, { twitch: needle.twitch === true ? undefined : true }),
                )
              }
            >
              <Zap aria-hidden size={16} /> {t('session.twitch')}
            </Chip>
            <Chip
              isOn={needle.twitch === false}
              onPress={() =>
                session.set((body) =>
                  changeNeedle(body, place, { twitch: needle.twitch === false ? undefined : false }),
                )
              }
            >
              {t('session.noTwitch')}
            </Chip>
            {felt.map((one) => (
              <Chip key={one} isOn={needle.responses?.includes(one) ?? false} onPress={() => feel(one)}>
                {t.word(one === 'none' ? 'felt_nothing' : one)}
              </Chip>
            ))}
          </div>
          <p className={styles.small}>
            {[
              needle.depthMm !== undefined
                ? t('session.reached', { value: needle.depthMm })
                : t('session.depthMissing'),
              needle.lot ? `${sizeOf(t, needle)}, ${needle.lot}` : t('session.lotMissing'),
              needle.technique ? t.word(needle.technique) : t('session.techniqueMissing'),
              needle.note ?? '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </>
      )}
      <footer className={styles.needleActions}>
        {stage === 'ready' && (
          <>
            <Button tone="primary" className={clsx(styles.huge)} disabled={!mayNeedle} onClick={goIn}>
              {t('session.goesIn')}
            </Button>
            <Button
              onClick={() => session.set((body) => changeNeedle(body, place, { note: t('session.notUsed') }))}
            >
              {t('session.notUsed')}
            </Button>
          </>
        )}
        {stage === 'in' && (
          <Button tone="primary" className={clsx(styles.huge)} onClick={goOut}>
            {t('session.goesOut')}
          </Button>
        )}
        {stage === 'unused' && (
          <Button
            icon={<Undo2 aria-hidden />}
            onClick={() => session.set((body) => changeNeedle(body, place, { note: undefined }))}
          >
            {t('session.useAfterAll')}
          </Button>
        )}
        {stage !== 'unused' && (
          <Button icon={<PencilLine aria-hidden />} onClick={() => setSheetOpen(true)}>
            {stage === 'ready' ? t('session.change') : t('session.differs')}
          </Button>
        )}
        {stage === 'out' && (
          <Button
            tone="quiet"
            icon={<Copy aria-hidden />}
            onClick={() => session.set((body) => addNeedle(body, anotherLike(needle)))}
          >
            {t('session.another')}
          </Button>
        )}
      </footer>
      <NeedleSheet
        {...props}
        needle={needle}
        place={place}
        name={name}
        plannedDepthMm={path?.depthMm}
        isOpen={isSheetOpen}
        onClose={() => setSheetOpen(false)}
        onUndo={undo}
      />
    </article>
  )
}

/** The instruction may end in the rule where to stop, which stands below in its own colour: once is enough. */
function withoutRule(instruction: string, rule: string | undefined): string {
  return rule ? instruction.replace(rule, '').trim() : instruction
}

function Chip({
  isOn,
  onPress,
  children,
}: {
  readonly isOn: boolean
  readonly onPress: () => void
  readonly children: React.ReactNode
}): ReactElement {
  return (
    <button type="button" className={styles.chip} aria-pressed={isOn} onClick={onPress}>
      {children}
    </button>
  )
}
