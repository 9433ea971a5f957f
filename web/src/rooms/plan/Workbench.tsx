// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { ask } from '@/api/client'
import { base64Of } from '@/api/digest'
import { asRefusal, newId, useChange, type Entry } from '@/api/entries'
import { BodyView, type ShownNeedle } from '@/body'
import { keepingTip, type Aim } from '@/body/drag'
import { distance, pointOf } from '@/body/frame'
import type { BodyAtHand } from '@/body/wire'
import { Await, Button, Card, Empty, Failed, Progress, Skeleton, TextArea, useToast } from '@/design'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import {
  fromMapPoint,
  fromPath,
  fromProposal,
  needleId,
  sentNeedle,
  spoken,
  targetId,
  verdictOf,
  type PlannedTarget,
  type WantedNeedle,
} from './needleWords'
import { Clearances } from './parts/Clearances'
import { Layers } from './parts/Layers'
import { MapLegend } from './parts/MapLegend'
import { NeedleControls, placeOf } from './parts/NeedleControls'
import { Proposals } from './parts/Proposals'
import { Slices } from './parts/Slices'
import { VerdictCard } from './parts/VerdictCard'
import { attached } from './attach'
import { useBodyAtHand, useEntryMap, usePlanDocument } from './usePlan'
import { useNeedle } from './useNeedle'
import styles from './Plan.module.css'
import type { PlanDocument } from './wire'

const noTargets: readonly PlannedTarget[] = []
/** What the server may refuse of a needle that has a field of its own here. */
const fieldsOfNeedle = ['/depthMm', '/entry'] as const

/** The needles of a plan on the patient's body: looked at, moved, judged, set. */
export function Workbench({
  plan,
  index,
}: {
  readonly plan: Entry<'plan'>
  readonly index: number
}): ReactElement {
  const t = useText()
  const body = useBodyAtHand(plan.body.assessment)
  const document = usePlanDocument(plan)
  const targets = plan.body.targets ?? noTargets
  const target = targets[index]
  if (!target) return <Empty title={t('plan.noTargets')}>{t('plan.noTargetsHint')}</Empty>
  return (
    <div className={styles.workbench}>
      {body.state === 'making' ? (
        <Card>
          <Progress
            label={t('plan.bodyMaking', { doing: body.job.state === 'running' ? body.job.doing : '' })}
            share={body.job.state === 'running' ? body.job.share : 0}
          />
        </Card>
      ) : (
        <Await of={body.body} lines={10}>
          {(data) => (
            <Await of={document} lines={10}>
              {(proposals) => (
                <Bench
                  plan={plan}
                  index={index}
                  target={target}
                  body={data}
                  document={proposals}
                  remake={body.remake}
                />
              )}
            </Await>
          )}
        </Await>
      )}
    </div>
  )
}

function Bench({
  plan,
  index,
  target,
  body,
  document,
  remake,
}: {
  readonly plan: Entry<'plan'>
  readonly index: number
  readonly target: PlannedTarget
  readonly body: BodyAtHand
  readonly document: PlanDocument | null
  readonly remake: () => void
}): ReactElement {
  const t = useText()
  const id = targetId(target)
  const proposal = document?.proposals.find((one) => one.target === id)
  const paths = useMemo(() => proposal?.paths ?? [], [proposal])
  const map = useEntryMap(plan, id)
  const { wanted, at, keepsTip, setKeepsTip, want } = useWanted(id, target, paths)
  const judged = useNeedle(plan.id, id, wanted, at.current)
  const names = useMemo(() => new Map(body.structures.map((one) => [one.id, one.name] as const)), [body])
  const nameOf = useCallback((structure: string) => names.get(structure) ?? spoken(structure), [names])

  // The body went from the server's memory: it is made again, and the needle asked for again.
  const isGone = judged.refusal?.code === 'body.not_ready'
  useEffect(() => {
    if (isGone) remake()
  }, [isGone, remake])

  // The server moves an entry that was nudged to the nearest skin; so does the picture.
  const { answer, isStale, about } = judged
  const wasDragged = at.current > 0 && at.isDragged
  useEffect(() => {
    if (isStale || !answer || !wanted || wasDragged || about !== wanted) return
    const skin = pointOf(answer.entry)
    const isWords = typeof wanted.entry === 'string'
    if (isWords || distance(skin, wanted.entry) > 0.05)
      want({ ...wanted, entry: skin, direction: pointOf(answer.direction) }, 0, false)
  }, [answer, isStale, about, wanted, wasDragged, want])

  const place = wanted && placeOf(wanted, answer)
  const direction = wanted?.direction ?? (answer && pointOf(answer.direction))
  const size = wanted ? sizeOf(wanted.needle) : null
  const depthMm = wanted?.stop === 'hub' ? (answer?.depthMm ?? wanted.depthMm) : (wanted?.depthMm ?? 0)
  const verdict = isStale ? 'none' : verdictOf(answer?.judgement.verdict)
  const chosen = useMemo<ShownNeedle | null>(
    () =>
      place && direction && size
        ? { id, name: spoken(id), entry: place, direction, depthMm, ...size, verdict }
        : null,
    // eslint-disable-next-line react-hooks/exhaustive-deps -- their values, not what carries them
    [id, JSON.stringify([place, direction, size]), depthMm, verdict],
  )
  const others = useMemo(
    () => (plan.body.targets ?? []).filter((_, other) => other !== index).flatMap(shownOf),
    [plan, index],
  )
  const distances = useMemo(
    () =>
      new Map(
        isStale || !answer
          ? []
          : answer.clearances.map((one) => {
              const text = t('plan.mm', { mm: one.minMm })
              return [one.structure, one.isAtLeast ? t('plan.atLeast', { text }) : text] as const
            }),
      ),
    [answer, isStale, t],
  )
  const chosenProposal = wanted
    ? paths.findIndex((path) => JSON.stringify(fromProposal(path)) === JSON.stringify(wanted))
    : -1
  const needles = useMemo(() => {
    const known = new Set(
      (document?.proposals ?? []).flatMap((one) => (one.paths ?? []).map((path) => path.needle.id)),
    )
    for (const one of plan.body.targets ?? [])
      if (one.path) known.add(needleId(one.path.diameterMm, one.path.lengthMm))
    if (wanted) known.add(wanted.needle)
    return [...known].sort((a, b) => (sizeOf(a)?.lengthMm ?? 0) - (sizeOf(b)?.lengthMm ?? 0))
  }, [document, plan, wanted])
  const attach = useAttach(plan, id)
  const isOpen = plan.state === 'open'
  const errorAt = (pointer: string): string | undefined => judged.refusal?.at(pointer)
  const isAtField = fieldsOfNeedle.some((pointer) => errorAt(pointer) !== undefined)

  const onAim = useCallback(
    (aim: Aim, moment: number, isDragged: boolean) => {
      if (!wanted || !chosen) return
      const isMoved = distance(aim.entry, chosen.entry) > 1e-9
      const next =
        isMoved && keepsTip
          ? keepingTip(
              { entry: chosen.entry, direction: chosen.direction, depthMm: chosen.depthMm },
              aim.entry,
            )
          : aim
      want(
        {
          ...wanted,
          entry: next.entry,
          direction: next.direction,
          depthMm: Math.round(next.depthMm * 10) / 10,
        },
        moment,
        isDragged,
      )
    },
    [wanted, chosen, keepsTip, want],
  )

  const take = useCallback(
    (which: number) => {
      const path = paths[which]
      if (path) want(fromProposal(path), performance.now(), true)
    },
    [paths, want],
  )

  return (
    <>
      {body.warnings.length > 0 && (
        <details className={styles.warnings}>
          <summary>
            <span>
              {sentence(body.name)}. {body.warnings[0]}
            </span>
          </summary>
          <ul>
            {body.warnings.slice(1).map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
            {body.missing.map((one) => (
              <li key={one.id}>{t('plan.missing', { name: one.name, what: one.what })}</li>
            ))}
            <li>{t('plan.noScan')}</li>
          </ul>
        </details>
      )}
      <div className={styles.bench}>
        <div className={styles.benchBody}>
          <Card isFlush>
            <Suspense fallback={<Skeleton lines={8} />}>
              <BodyView
                body={body}
                address={`/api/v1/assessments/${plan.body.assessment}/body/scene.glb`}
                others={others}
                chosen={chosen}
                tolerance={isStale ? null : (answer?.tolerance ?? null)}
                map={map.map}
                target={target.target}
                distances={distances}
                onAim={onAim}
                onMapPoint={(point) => {
                  const found = fromMapPoint(point)
                  if (found) want(found, performance.now(), true)
                }}
                {...(isOpen ? { onPicture: attach } : {})}
              />
            </Suspense>
          </Card>
        </div>
        <div className={styles.benchSide}>
          <Card title={t('plan.theNeedle', { target: spoken(id) })}>
            {judged.refusal && !isGone && !isAtField && (
              <Failed refusal={judged.refusal} retry={judged.again} />
            )}
            {answer ? (
              <VerdictCard answer={answer} isStale={isStale} nameOf={nameOf} />
            ) : wanted ? (
              !judged.refusal && <Skeleton lines={5} />
            ) : (
              <Empty title={t('plan.noNeedle')}>{target.noPath ?? t('plan.noNeedleHint')}</Empty>
            )}
            {wanted && isOpen && (
              <SetPath
                key={id}
                plan={plan}
                index={index}
                wanted={wanted}
                needsReason={answer !== null && answer.judgement.verdict !== 'safe'}
              />
            )}
            {!isOpen && <p className={styles.soft}>{t('plan.onlyTrying')}</p>}
          </Card>
          {wanted && (
            <Card title={t('plan.byNumbers')}>
              <NeedleControls
                wanted={wanted}
                answer={answer}
                needles={needles}
                errorAt={errorAt}
                keepsTip={keepsTip}
                onKeepsTip={setKeepsTip}
                onWanted={(next, moment) => {
                  const isMoved =
                    keepsTip && chosen && typeof next.entry !== 'string' && next.entry !== wanted.entry
                  if (isMoved && typeof next.entry !== 'string')
                    onAim(
                      { entry: next.entry, direction: chosen.direction, depthMm: chosen.depthMm },
                      moment,
                      false,
                    )
                  else want(next, moment, false)
                }}
              />
            </Card>
          )}
          <Card title={t('plan.proposals')} isFlush>
            {paths.length > 0 ? (
              <Proposals
                paths={paths}
                chosen={chosenProposal < 0 ? null : chosenProposal}
                inPlan={target.path?.index ?? null}
                nameOf={nameOf}
                onChosen={take}
              />
            ) : (
              <Empty title={t('plan.noProposals')}>{target.noPath}</Empty>
            )}
          </Card>
          <Card title={t('plan.mapTitle')}>
            <MapLegend state={map} />
          </Card>
        </div>
        <div className={styles.benchBelow}>
          {wanted && (
            <Card title={t('plan.slices')}>
              <Slices
                plan={plan.id}
                target={id}
                wanted={wanted}
                says={answer ? answer.landmarkInstruction : ''}
              />
            </Card>
          )}
          {answer && (
            <>
              <Card title={t('plan.layers')} isFlush>
                <Layers answer={answer} isStale={isStale} />
              </Card>
              <Card title={t('plan.clearances')} isFlush>
                <Clearances answer={answer} isStale={isStale} nameOf={nameOf} />
              </Card>
            </>
          )}
        </div>
      </div>
    </>
  )
}

/** Of each target the needle in the hand: at first the plan's, else the first proposal. */
function useWanted(
  id: string,
  target: PlannedTarget,
  paths: PlanDocument['proposals'][number]['paths'] & object,
): Readonly<{
  wanted: WantedNeedle | null
  at: { current: number; isDragged: boolean }
  keepsTip: boolean
  setKeepsTip: (keeps: boolean) => void
  want: (wanted: WantedNeedle, at: number, isDragged: boolean) => void
}> {
  const [all, setAll] = useState<Readonly<Record<string, WantedNeedle>>>({})
  const [keepsTip, setKeepsTip] = useState(false)
  const at = useRef(0) as { current: number; isDragged: boolean }
  const first = useMemo<WantedNeedle | null>(() => {
    if (!target.path) return paths[0] ? fromProposal(paths[0]) : null
    const path = target.path.index !== undefined ? paths[target.path.index] : undefined
    return path ? fromProposal(path) : fromPath(target.path)
  }, [target, paths])
  const want = useCallback(
    (wanted: WantedNeedle, moment: number, isDragged: boolean) => {
      at.current = moment
      at.isDragged = isDragged
      setAll((before) => ({ ...before, [id]: wanted }))
    },
    [id, at],
  )
  return { wanted: all[id] ?? first, at, keepsTip, setKeepsTip, want }
}

function sizeOf(needle: string): { diameterMm: number; lengthMm: number } | null {
  const [diameter, length] = needle.split('x').map(Number)
  return diameter !== undefined && length !== undefined && diameter > 0 && length > 0
    ? { diameterMm: diameter, lengthMm: length }
    : null
}

function shownOf(target: PlannedTarget): readonly ShownNeedle[] {
  if (!target.path) return []
  const { entryMm, direction, depthMm, lengthMm, diameterMm, verdict } = target.path
  const id = targetId(target)
  return [
    {
      id,
      name: spoken(id),
      entry: entryMm,
      direction,
      depthMm,
      lengthMm,
      diameterMm,
      verdict: verdictOf(verdict),
    },
  ]
}

/** Puts the needle into the plan: the server judges it anew, and says no where it must. */
function SetPath({
  plan,
  index,
  wanted,
  needsReason,
}: {
  readonly plan: Entry<'plan'>
  readonly index: number
  readonly wanted: WantedNeedle
  readonly needsReason: boolean
}): ReactElement {
  const t = useText()
  const say = useToast()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const set = useMutation({
    mutationFn: () =>
      ask<Entry<'plan'>>('POST', `/api/v1/plans/${plan.id}/paths`, {
        follows: plan.version,
        body: {
          target: index,
          ...sentNeedle(wanted),
          ...(reason.trim() ? { reason: reason.trim() } : {}),
        },
      }),
    onSuccess: (entry) => {
      queries.setQueryData(['plan', 'one', entry.id], entry)
      void queries.invalidateQueries({ queryKey: ['plan', 'many'] })
      setReason('')
      say({ text: t('plan.pathSet'), tone: 'go' })
    },
  })
  // What was refused was another needle.
  const { reset } = set
  useEffect(() => reset(), [wanted, reset])
  const refusal = set.error ? asRefusal(set.error) : null
  const atReason = refusal?.at('/reason')
  return (
    <form
      className={styles.setPath}
      onSubmit={(event) => {
        event.preventDefault()
        set.mutate()
      }}
    >
      {(needsReason || atReason !== undefined) && (
        <TextArea
          label={t('plan.pathReason')}
          hint={t('plan.pathReasonHint')}
          value={reason}
          error={atReason}
          onValue={setReason}
        />
      )}
      {refusal && atReason === undefined && <Failed refusal={refusal} />}
      <Button tone="primary" submits isBusy={set.isPending}>
        {t('plan.setPath')}
      </Button>
    </form>
  )
}

function useAttach(plan: Entry<'plan'>, target: string): (picture: Blob) => void {
  const t = useText()
  const say = useToast()
  const change = useChange()
  return useCallback(
    (picture: Blob) => {
      void (async () => {
        const bytes = await picture.arrayBuffer()
        const { blob, body } = await attached(
          plan.body,
          bytes,
          `figures/${target}-view-${newId().slice(0, 8)}.png`,
        )
        change.mutate(
          {
            writes: [{ kind: 'plan', id: plan.id, follows: plan.version, state: 'open', body }],
            blobs: [{ mediaType: 'image/png', base64: base64Of(blob) }],
          },
          {
            onSuccess: () => say({ text: t('plan.pictureKept'), tone: 'go' }),
            onError: (thrown) => say({ text: asRefusal(thrown).detail || t('design.offline'), tone: 'stop' }),
          },
        )
      })()
    },
    [plan, target, change, say, t],
  )
}
