// SPDX-License-Identifier: Apache-2.0
import { useCallback, useRef } from 'react'
import type { InstancedMesh, Object3D, Plane, Raycaster } from 'three'
import { bodyPoint } from './drag'
import type { Point } from './frame'
import type { BodyScene, Piece } from './loadScene'
import { opacityOf, type Look } from './look'
import type { Pixel, Stage } from './Stage'
import type { MapPoint, Verdict } from './wire'

/** What is thicker than this is what one points at; thinner layers are seen through. */
const solidOpacity = 0.6

export type Picking = Readonly<{
  skinAt: (pixel: Pixel) => Point | undefined
  structureAt: (pixel: Pixel) => string | undefined
  /** The place of the painted map, where a needle was found for it. */
  mapPointAt: (pixel: Pixel) => MapPoint | undefined
  /** What the map is painted with tells itself here. */
  onMesh: (verdict: Verdict, mesh: InstancedMesh | null, points: readonly MapPoint[]) => void
}>

/** What lies under a pixel. */
export function usePicking(stage: Stage, scene: BodyScene, look: Look, cut: Plane | null): Picking {
  const patches = useRef(new Map<Verdict, Readonly<{ mesh: InstancedMesh; points: readonly MapPoint[] }>>())
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
      const solid = hits.find((hit) => opacityOf(look, hit.piece.part) >= solidOpacity)
      return (solid ?? hits.find((hit) => hit.piece.part.group !== 'skin') ?? hits[0])?.piece.part.id
    },
    [stage, scene, look, cut],
  )

  const onMesh = useCallback((verdict: Verdict, mesh: InstancedMesh | null, points: readonly MapPoint[]) => {
    if (mesh) patches.current.set(verdict, { mesh, points })
    else patches.current.delete(verdict)
  }, [])

  const mapPointAt = useCallback(
    (pixel: Pixel): MapPoint | undefined => {
      const caster = stage.casterAt(pixel)
      for (const { mesh, points } of patches.current.values()) {
        const hit = caster.intersectObject(mesh, false)[0]
        const point = hit?.instanceId !== undefined ? points[hit.instanceId] : undefined
        if (point?.direction) return point
      }
      return undefined
    },
    [stage],
  )
  return { skinAt, structureAt, mapPointAt, onMesh }
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
