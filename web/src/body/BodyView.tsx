// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { Await, Notice } from '@/design'
import { useText } from '@/text'
import styles from './BodyView.module.css'
import { BodyTools } from './BodyTools'
import { useSceneColours } from './colours'
import { cutOf } from './cutPlane'
import type { Aim } from './drag'
import { firstPose, towards } from './firstPose'
import { directionToScene, moved, toScene, type Vec } from './frame'
import { Handles } from './Handles'
import { Landmarks } from './Landmarks'
import type { BodyScene } from './loadScene'
import { firstLook, type Look } from './look'
import { LookControls } from './LookControls'
import { MapPaint } from './MapPaint'
import { Needles, type ShownNeedle } from './Needles'
import { Bearings, LandmarkNames } from './Overlay'
import { viewedAlong } from './pose'
import { endOf, Ruler, RulerLine, type Ends } from './Ruler'
import { Stage, type Pixel } from './Stage'
import { StageView } from './StageView'
import { StructureList } from './StructureList'
import type { Listed } from './StructureTree'
import { Surfaces } from './Surfaces'
import { Tip } from './Tip'
import { useBodyScene } from './useBodyScene'
import { usePicking } from './usePicking'
import { hasWebGl } from './webgl'
import type { BodyAtHand, EntryMap, MapPoint, Tolerance } from './wire'

export type { ShownNeedle } from './Needles'

export type BodyViewProps = Readonly<{
  body: BodyAtHand
  /** where its scene is fetched */
  address: string
  /** needles that stay where they are */
  others: readonly ShownNeedle[]
  /** the needle that can be taken hold of */
  chosen: ShownNeedle | null
  tolerance: Tolerance | null
  map: EntryMap | null
  /** the muscle that is meant: looked at first, and never hidden by peeling */
  target?: string
  /** from the chosen needle to structures, as the server says it */
  distances: ReadonlyMap<string, string>
  /** The hand moved the needle; without it the needle is only shown. */
  onAim?: (aim: Aim, at: number, isDragged: boolean) => void
  onMapPoint?: (point: MapPoint) => void
  /** Takes a picture into the record; without it there is only the file. */
  onPicture?: (picture: Blob) => void
}>

/** A patient's body in 3D. Everything it shows is on the page in words as well. */
export function BodyView(props: BodyViewProps): ReactElement {
  const t = useText()
  if (!hasWebGl())
    return (
      <Notice tone="info" title={t('body.noWebGl')}>
        <p>{t('body.noWebGlHint')}</p>
      </Notice>
    )
  return <Loading {...props} />
}

function Loading(props: BodyViewProps): ReactElement {
  const scene = useBodyScene(props.address, props.body)
  return (
    <Await of={scene} lines={8}>
      {(data) => <Shown {...props} scene={data} />}
    </Await>
  )
}

type Hover = Readonly<{ pixel: Pixel; id: string }>

function Shown({
  body,
  scene,
  others,
  chosen,
  tolerance,
  map,
  target,
  distances,
  onAim,
  onMapPoint,
  onPicture,
}: BodyViewProps & { readonly scene: BodyScene }): ReactElement {
  const t = useText()
  const colours = useSceneColours()
  const [stage] = useState(() => new Stage(firstPose(scene, chosen, target)))
  const [look, setLook] = useState<Look>({ ...firstLook, kept: target ?? null })
  const [isListed, setIsListed] = useState(false)
  const [hover, setHover] = useState<Hover | null>(null)
  const [ends, setEnds] = useState<Ends | null>(null)

  const pieces = useMemo(() => new Map(scene.pieces.map((piece) => [piece.part.id, piece] as const)), [scene])
  const listed = useMemo<readonly Listed[]>(
    () =>
      [...scene.pieces]
        .map(({ part, structure, mesh }) => ({
          part,
          structure,
          colour: structure?.colour ?? `#${mesh.material.color.getHexString()}`,
        }))
        .sort((a, b) => (a.structure?.name ?? '').localeCompare(b.structure?.name ?? '')),
    [scene],
  )
  const palpable = useMemo(() => body.landmarks.filter((one) => one.isPalpable), [body])
  const deep = useMemo(() => body.landmarks.filter((one) => !one.isPalpable), [body])
  const middle = useMemo<Vec>(() => {
    const { min, max } = body.bounds
    return toScene({ x: (min.x + max.x) / 2, y: (min.y + max.y) / 2, z: (min.z + max.z) / 2 })
  }, [body])
  const cut = useMemo(() => cutOf(look, body, chosen), [look, body, chosen])

  // Another target: look there.
  const lookedAt = useRef(target)
  useEffect(() => {
    if (lookedAt.current === target) return
    lookedAt.current = target
    setLook((before) => ({ ...before, kept: target ?? null }))
    const piece = target !== undefined ? pieces.get(target) : undefined
    if (chosen) stage.fly(firstPose(scene, chosen, target))
    else if (piece) stage.fly(towards(stage.pose, piece))
  }, [stage, scene, target, chosen, pieces])

  const nameOf = useCallback(
    (id: string): string => pieces.get(id)?.structure?.name ?? t('body.group_skin'),
    [pieces, t],
  )

  const { skinAt, structureAt, mapPointAt, onMesh } = usePicking(stage, scene, look, cut)
  const click = (pixel: Pixel): void => {
    const point = onMapPoint && look.showsMap ? mapPointAt(pixel) : undefined
    if (onMapPoint && point) {
      onMapPoint(point)
      return
    }
    const id = structureAt(pixel)
    setLook((before) => ({ ...before, chosen: id === before.chosen ? null : (id ?? null) }))
  }

  const lookDown = (): void => {
    if (!chosen) return
    const tip = toScene(moved(chosen.entry, chosen.direction, chosen.depthMm))
    const pose = { ...stage.pose, target: tip, span: Math.min(stage.pose.span, 0.16) }
    stage.fly(viewedAlong(pose, directionToScene(chosen.direction)))
    // What is painted on the skin would hide what lies under it.
    setLook((before) => ({ ...before, showsMap: false }))
  }

  const hovered = hover ? pieces.get(hover.id) : undefined
  const [from, to] = [
    ends ? endOf(ends.from, palpable, chosen?.entry) : undefined,
    ends ? endOf(ends.to, palpable, chosen?.entry) : undefined,
  ]

  return (
    <div className={styles.view}>
      <BodyTools
        stage={stage}
        scene={scene}
        hasRuler={ends !== null}
        isListed={isListed}
        onRuler={() => setEnds(ends ? null : { from: '', to: '' })}
        onList={() => setIsListed(!isListed)}
        {...(chosen ? { onLookDown: lookDown } : {})}
        {...(onPicture ? { onPicture } : {})}
      />
      {ends && <Ruler landmarks={palpable} entry={chosen?.entry} ends={ends} onEnds={setEnds} />}
      <div className={clsx(styles.room, isListed && styles.withList)}>
        {isListed && (
          <StructureList
            listed={listed}
            look={look}
            distances={distances}
            onLook={setLook}
            onJump={(id) => {
              const piece = pieces.get(id)
              if (piece) stage.fly(towards(stage.pose, piece))
            }}
            onClose={() => setIsListed(false)}
          />
        )}
        <StageView
          stage={stage}
          label={t('body.stage', { name: body.name })}
          onHover={(pixel) => {
            const id = pixel && structureAt(pixel)
            setHover(pixel && id !== undefined && id !== null ? { pixel, id } : null)
          }}
          onClick={click}
          over={
            <>
              <Bearings stage={stage} />
              {look.showsNames && <LandmarkNames stage={stage} landmarks={palpable} middle={middle} />}
              {chosen && onAim && <Handles stage={stage} needle={chosen} skinAt={skinAt} onAim={onAim} />}
              {hover && hovered && (
                <Tip pixel={hover.pixel} stage={stage}>
                  <strong>{nameOf(hover.id)}</strong>
                  {hovered.structure?.origin === 'inferred' && <span>{t('body.inferred')}</span>}
                  {hovered.part.isVariant && (
                    <span>{t('body.share', { share: hovered.structure?.share ?? 0 })}</span>
                  )}
                  {distances.get(hover.id) !== undefined && (
                    <span>{t('body.fromNeedle', { distance: distances.get(hover.id) ?? '' })}</span>
                  )}
                </Tip>
              )}
              {look.chosen !== null && (
                <p className={styles.chosenName} role="status">
                  {nameOf(look.chosen)}
                  {distances.get(look.chosen) !== undefined &&
                    ` · ${t('body.fromNeedle', { distance: distances.get(look.chosen) ?? '' })}`}
                </p>
              )}
            </>
          }
        >
          <Surfaces stage={stage} scene={scene} look={look} cut={cut} />
          {look.showsLandmarks && (
            <>
              <Landmarks stage={stage} landmarks={palpable} colour={colours.accent} radiusPx={3.2} />
              <Landmarks stage={stage} landmarks={deep} colour={colours.faint} radiusPx={1.8} />
            </>
          )}
          {map && look.showsMap && <MapPaint stage={stage} map={map} colours={colours} onMesh={onMesh} />}
          {from && to && <RulerLine stage={stage} from={from} to={to} colour={colours.ink} />}
          <Needles stage={stage} others={others} chosen={chosen} tolerance={tolerance} colours={colours} />
        </StageView>
      </div>
      <LookControls look={look} onLook={setLook} hasNeedle={chosen !== null} hasMap={map !== null} />
      <p className={styles.keys}>{t('body.keys')}</p>
    </div>
  )
}
