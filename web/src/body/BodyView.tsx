// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { Camera, ImagePlus, ListTree, Maximize2, Minus, Plus, Ruler as RulerSign, X } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { Plane, Vector3, type InstancedMesh, type Object3D, type Raycaster } from 'three'
import { Await, Button, Checkbox, IconButton, Notice, SelectField } from '@/design'
import { useText } from '@/text'
import styles from './BodyView.module.css'
import { useSceneColours } from './colours'
import { bodyPoint, type Aim } from './drag'
import { directionToScene, moved, toScene, type Point, type Vec } from './frame'
import { Handles } from './Handles'
import { Landmarks } from './Landmarks'
import { boxOf, type BodyScene, type Piece } from './loadScene'
import { alone, firstLook, opacityOf, withShown, type Cut, type Look } from './look'
import { MapPaint } from './MapPaint'
import { Needles, type ShownNeedle } from './Needles'
import { Bearings, LandmarkNames } from './Overlay'
import { pictureOf } from './picture'
import { viewedAlong, viewedFrom, views, zoomed, type Pose } from './pose'
import { endOf, Ruler, RulerLine, type Ends } from './Ruler'
import { Stage, type Pixel } from './Stage'
import { StageView } from './StageView'
import { StructureTree, type Listed } from './StructureTree'
import { Surfaces } from './Surfaces'
import { useBodyScene } from './useBodyScene'
import { hasWebGl } from './webgl'
import type { BodyAtHand, EntryMap, MapPoint, Tolerance, Verdict } from './wire'

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

const fillsSpan = 1.9
const besideNeedle = 0.5
const cuts: readonly Cut[] = ['none', 'side', 'front', 'head', 'needle']

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

/** Where one looks first: at the target, from the side on which its needle stands. */
function firstPose(scene: BodyScene, chosen: ShownNeedle | null, target: string | undefined): Pose {
  const all = boxOf(scene.pieces.map((piece) => piece.mesh))
  const size = all.getSize(new Vector3())
  const middle = all.getCenter(new Vector3())
  const whole = viewedFrom(
    { target: [middle.x, middle.y, middle.z], azimuth: 0, polar: Math.PI / 2, span: size.y * 1.08 },
    'back',
  )
  if (chosen) {
    // From the side on which it stands, and a little beside it, so that it is seen from handle to tip.
    const { azimuth } = viewedAlong(whole, directionToScene(chosen.direction))
    return {
      ...whole,
      target: toScene(chosen.entry),
      span: 0.42,
      azimuth: azimuth + besideNeedle,
      polar: 1.4,
    }
  }
  const piece = scene.pieces.find((one) => one.part.id === target)
  return piece ? towards(whole, piece) : whole
}

function towards(pose: Pose, piece: Piece): Pose {
  const box = boxOf([piece.mesh])
  const size = box.getSize(new Vector3()).length()
  const { x, y, z } = box.getCenter(new Vector3())
  return { ...pose, target: [x, y, z], span: Math.max(0.08, size * fillsSpan) }
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
  const patches = useRef(new Map<Verdict, Readonly<{ mesh: InstancedMesh; points: readonly MapPoint[] }>>())

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

  const skinAt = useCallback(
    (pixel: Pixel): Point | undefined => {
      const hit = scene.skin && stage.casterAt(pixel).intersectObject(scene.skin.mesh, false)[0]
      return hit && bodyPoint(hit.point)
    },
    [stage, scene],
  )

  const structureAt = useCallback(
    (pixel: Pixel): string | undefined => {
      const caster = stage.casterAt(pixel)
      const hits = hitsOf(caster, scene, cut)
      const solid = hits.find((hit) => opacityOf(look, hit.piece.part) >= 0.6)
      return (solid ?? hits.find((hit) => hit.piece.part.group !== 'skin') ?? hits[0])?.piece.part.id
    },
    [stage, scene, look, cut],
  )

  const onMesh = useCallback((verdict: Verdict, mesh: InstancedMesh | null, points: readonly MapPoint[]) => {
    if (mesh) patches.current.set(verdict, { mesh, points })
    else patches.current.delete(verdict)
  }, [])

  const click = (pixel: Pixel): void => {
    if (onMapPoint && look.showsMap) {
      const caster = stage.casterAt(pixel)
      for (const { mesh, points } of patches.current.values()) {
        const hit = caster.intersectObject(mesh, false)[0]
        const point = hit?.instanceId !== undefined ? points[hit.instanceId] : undefined
        if (point?.direction) {
          onMapPoint(point)
          return
        }
      }
    }
    const id = structureAt(pixel)
    setLook((before) => ({ ...before, chosen: id === before.chosen ? null : (id ?? null) }))
  }

  const takePicture = async (give: (picture: Blob) => void): Promise<void> => {
    const picture = await pictureOf(stage, colours)
    if (picture) give(picture)
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
      <div className={styles.tools} role="toolbar" aria-label={t('body.tools')}>
        <div className={styles.toolGroup}>
          {views.map((view, index) => (
            <Button
              key={view}
              size="small"
              tone="quiet"
              title={t('body.viewKey', { name: t(`body.viewFrom_${view}`), key: index + 1 })}
              onClick={() => stage.fly(viewedFrom(stage.pose, view))}
            >
              {t(`body.view_${view}`)}
            </Button>
          ))}
          {chosen && (
            <Button size="small" tone="quiet" title={t('body.needlesEye')} onClick={lookDown}>
              {t('body.view_needle')}
            </Button>
          )}
        </div>
        <div className={styles.toolGroup}>
          <IconButton
            size="small"
            label={t('body.nearer')}
            icon={<Plus aria-hidden size={16} />}
            onClick={() => stage.look(zoomed(stage.pose, 1 / 1.25))}
          />
          <IconButton
            size="small"
            label={t('body.farther')}
            icon={<Minus aria-hidden size={16} />}
            onClick={() => stage.look(zoomed(stage.pose, 1.25))}
          />
          <IconButton
            size="small"
            label={t('body.whole')}
            icon={<Maximize2 aria-hidden size={16} />}
            onClick={() => {
              const whole = firstPose(scene, null, undefined)
              stage.fly({ ...whole, azimuth: stage.pose.azimuth, polar: stage.pose.polar })
            }}
          />
          <IconButton
            size="small"
            label={t('body.ruler')}
            icon={<RulerSign aria-hidden size={16} />}
            aria-expanded={ends !== null}
            onClick={() => setEnds(ends ? null : { from: '', to: '' })}
          />
          <IconButton
            size="small"
            label={t('body.picture')}
            icon={<Camera aria-hidden size={16} />}
            onClick={() => void takePicture(download)}
          />
          {onPicture && (
            <IconButton
              size="small"
              label={t('body.pictureToPlan')}
              icon={<ImagePlus aria-hidden size={16} />}
              onClick={() => void takePicture(onPicture)}
            />
          )}
          <Button
            size="small"
            tone="quiet"
            icon={<ListTree aria-hidden size={16} />}
            aria-expanded={isListed}
            onClick={() => setIsListed(!isListed)}
          >
            {t('body.structures')}
          </Button>
        </div>
      </div>
      {ends && <Ruler landmarks={palpable} entry={chosen?.entry} ends={ends} onEnds={setEnds} />}
      <div className={clsx(styles.room, isListed && styles.withList)}>
        {isListed && (
          <aside className={styles.list} aria-label={t('body.structures')}>
            <div className={styles.listHead}>
              <h3>{t('body.structures')}</h3>
              <Button size="small" tone="quiet" onClick={() => setLook({ ...look, shown: {}, peel: 0 })}>
                {t('body.asAtFirst')}
              </Button>
              <IconButton
                size="small"
                label={t('design.close')}
                icon={<X aria-hidden size={16} />}
                onClick={() => setIsListed(false)}
              />
            </div>
            <StructureTree
              listed={listed}
              look={look}
              distances={distances}
              onShown={(parts, change) => setLook((before) => withShown(before, parts, change))}
              onChosen={(id) =>
                setLook((before) => ({ ...before, chosen: before.chosen === id ? null : id }))
              }
              onAlone={(id) =>
                setLook((before) =>
                  alone(
                    before,
                    scene.pieces.map((piece) => piece.part),
                    new Set([id]),
                  ),
                )
              }
              onJump={(id) => {
                const piece = pieces.get(id)
                if (piece) stage.fly(towards(stage.pose, piece))
                setLook((before) => ({ ...before, chosen: id }))
              }}
            />
          </aside>
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
      <div className={styles.sliders}>
        <label className={styles.slider}>
          <span>{t('body.peel')}</span>
          <input
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={look.peel}
            aria-valuetext={t('body.peelSays', { percent: look.peel })}
            onChange={(event) => setLook({ ...look, peel: event.target.valueAsNumber })}
          />
        </label>
        <div className={styles.cut}>
          <SelectField
            label={t('body.cut')}
            value={look.cut}
            options={cuts
              .filter((one) => one !== 'needle' || chosen !== null)
              .map((one) => ({ value: one, label: t(`body.cut_${one}`) }))}
            onValue={(value) => setLook({ ...look, cut: value === '' ? 'none' : value })}
          />
          {look.cut !== 'none' && (
            <>
              <input
                type="range"
                aria-label={t('body.cutAt')}
                min={0}
                max={1}
                step={0.005}
                value={look.cutAt}
                onChange={(event) => setLook({ ...look, cutAt: event.target.valueAsNumber })}
              />
              <Button
                size="small"
                aria-pressed={look.isCutTurned}
                onClick={() => setLook({ ...look, isCutTurned: !look.isCutTurned })}
              >
                {t('body.cutTurn')}
              </Button>
            </>
          )}
        </div>
        <div className={styles.checks}>
          <Checkbox
            label={t('body.spread')}
            isChecked={look.showsSpread}
            onChecked={(showsSpread) => setLook({ ...look, showsSpread })}
          />
          <Checkbox
            label={t('body.landmarks')}
            isChecked={look.showsLandmarks}
            onChecked={(showsLandmarks) => setLook({ ...look, showsLandmarks })}
          />
          <Checkbox
            label={t('body.names')}
            isChecked={look.showsNames}
            onChecked={(showsNames) => setLook({ ...look, showsNames })}
          />
          {map && (
            <Checkbox
              label={t('body.map')}
              isChecked={look.showsMap}
              onChecked={(showsMap) => setLook({ ...look, showsMap })}
            />
          )}
        </div>
      </div>
      <p className={styles.keys}>{t('body.keys')}</p>
    </div>
  )
}

function Tip({
  pixel,
  stage,
  children,
}: {
  readonly pixel: Pixel
  readonly stage: Stage
  readonly children: ReactNode
}): ReactElement {
  const isFar = pixel.x > stage.size.width * 0.6
  return (
    <div
      className={clsx(styles.tip, isFar && styles.tipBefore)}
      ref={(tip) => {
        if (tip) tip.style.transform = `translate(${String(pixel.x)}px, ${String(pixel.y)}px)`
      }}
    >
      <div>{children}</div>
    </div>
  )
}

function hitsOf(
  caster: Raycaster,
  scene: BodyScene,
  cut: Plane | null,
): readonly Readonly<{ piece: Piece }>[] {
  const byMesh = new Map<Object3D, Piece>(scene.pieces.map((piece) => [piece.mesh, piece]))
  const seen = scene.pieces.filter((piece) => piece.mesh.visible).map((piece) => piece.mesh)
  return caster
    .intersectObjects(seen, false)
    .filter((hit) => !cut || cut.distanceToPoint(hit.point) >= 0)
    .flatMap((hit) => {
      const piece = byMesh.get(hit.object)
      return piece ? [{ piece }] : []
    })
}

/** The plane behind which nothing is drawn. */
function cutOf(look: Look, body: BodyAtHand, needle: ShownNeedle | null): Plane | null {
  const { min, max } = body.bounds
  const sign = look.isCutTurned ? 1 : -1
  const along = (low: number, high: number): number => low + (high - low) * look.cutAt
  const at = (point: Point, normal: Vec): Plane =>
    new Plane().setFromNormalAndCoplanarPoint(
      new Vector3(...normal).multiplyScalar(sign),
      new Vector3(...toScene(point)),
    )
  switch (look.cut) {
    case 'none':
      return null
    case 'side':
      return at({ x: along(min.x, max.x), y: 0, z: 0 }, [-1, 0, 0])
    case 'front':
      return at({ x: 0, y: along(max.y, min.y), z: 0 }, [0, 0, -1])
    case 'head':
      return at({ x: 0, y: 0, z: along(min.z, max.z) }, [0, 1, 0])
    case 'needle': {
      if (!needle) return null
      // Along the needle and upright, moved sideways by up to 50 mm.
      const way = new Vector3(...directionToScene(needle.direction))
      const normal = way.cross(new Vector3(0, 1, 0))
      if (normal.lengthSq() < 1e-6) normal.set(1, 0, 0)
      normal.normalize()
      const plane = at(needle.entry, [normal.x, normal.y, normal.z])
      plane.constant += sign * -(look.cutAt - 0.5) * 0.1
      return plane
    }
  }
}

function download(picture: Blob): void {
  const address = URL.createObjectURL(picture)
  const link = document.createElement('a')
  link.href = address
  link.download = 'body.png'
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(address), 1000)
}
