// SPDX-License-Identifier: Apache-2.0
import { useEffect, useLayoutEffect, useMemo, useRef, type ReactElement } from 'react'
import {
  CircleGeometry,
  DoubleSide,
  Matrix4,
  PlaneGeometry,
  Quaternion,
  RingGeometry,
  Vector3,
  type BufferGeometry,
  type InstancedMesh,
} from 'three'
import type { SceneColours } from './colours'
import { directionToScene, moved, pointOf, toScene } from './frame'
import type { Stage } from './Stage'
import type { EntryMap, MapPoint, Verdict } from './wire'

export const verdicts: readonly Verdict[] = ['safe', 'caution', 'unknown', 'refused']
const offTheSkinMm = 0.8
const metre = 1000

/** Each verdict has a shape besides its colour: disc, triangle, ring, bar. */
function shapeOf(verdict: Verdict, radius: number): BufferGeometry {
  switch (verdict) {
    case 'safe':
      return new CircleGeometry(radius, 12)
    case 'caution':
      return new CircleGeometry(radius * 1.1, 3, Math.PI / 2)
    case 'unknown':
      return new RingGeometry(radius * 0.55, radius, 12)
    case 'refused':
      return new PlaneGeometry(radius * 1.5, radius * 0.45)
  }
}

/** Where needles reach the target, painted on the skin. */
export function MapPaint({
  stage,
  map,
  colours,
  onMesh,
}: {
  readonly stage: Stage
  readonly map: EntryMap
  readonly colours: SceneColours
  /** Tells what a click can hit. */
  readonly onMesh: (verdict: Verdict, mesh: InstancedMesh | null, points: readonly MapPoint[]) => void
}): ReactElement {
  const reached = useMemo(
    () =>
      verdicts.map(
        (verdict) => [verdict, map.points.filter((one) => one.reaches && one.verdict === verdict)] as const,
      ),
    [map],
  )
  return (
    <>
      {reached.map(([verdict, points]) =>
        points.length === 0 ? null : (
          <Patches
            key={`${map.target} ${verdict}`}
            stage={stage}
            points={points}
            verdict={verdict}
            radius={(map.spacingMm * 0.44) / metre}
            colour={colours[verdict]}
            onMesh={onMesh}
          />
        ),
      )}
    </>
  )
}

function Patches({
  stage,
  points,
  verdict,
  radius,
  colour,
  onMesh,
}: {
  readonly stage: Stage
  readonly points: readonly MapPoint[]
  readonly verdict: Verdict
  readonly radius: number
  readonly colour: string
  readonly onMesh: (verdict: Verdict, mesh: InstancedMesh | null, points: readonly MapPoint[]) => void
}): ReactElement {
  const mesh = useRef<InstancedMesh>(null)
  const shape = useMemo(() => shapeOf(verdict, radius), [verdict, radius])
  useEffect(() => () => shape.dispose(), [shape])
  useLayoutEffect(() => {
    const patches = mesh.current
    if (!patches) return
    const matrix = new Matrix4()
    const turn = new Quaternion()
    const flat = new Vector3(0, 0, 1)
    const one = new Vector3(1, 1, 1)
    points.forEach((point, index) => {
      const normal = pointOf(point.normal)
      turn.setFromUnitVectors(flat, new Vector3(...directionToScene(normal)).normalize())
      matrix.compose(new Vector3(...toScene(moved(pointOf(point.point), normal, offTheSkinMm))), turn, one)
      patches.setMatrixAt(index, matrix)
    })
    patches.instanceMatrix.needsUpdate = true
    patches.computeBoundingSphere()
    onMesh(verdict, patches, points)
    stage.invalidate()
    return () => onMesh(verdict, null, [])
  }, [stage, points, verdict, onMesh])
  return (
    <instancedMesh ref={mesh} args={[shape, undefined, points.length]} renderOrder={11}>
      <meshBasicMaterial
        color={colour}
        transparent
        opacity={verdict === 'refused' ? 0.55 : 0.95}
        side={DoubleSide}
      />
    </instancedMesh>
  )
}
