// SPDX-License-Identifier: Apache-2.0
import { Box3, Group, Mesh, Vector3, type BufferGeometry, type Material } from 'three'
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js'
import { MeshoptDecoder } from 'three/examples/jsm/libs/meshopt_decoder.module.js'
import { askResponse } from '@/api/client'
import { groupOf, rankedDepths, type Part } from './look'
import { bodyMaterial, type BodyMaterial } from './material'
import type { BodyAtHand, Structure } from './wire'

/** A surface of the body, and what is known of it. */
export type Piece = Readonly<{
  part: Part
  structure: Structure | null
  mesh: Mesh<BufferGeometry, BodyMaterial>
  /** where it may lie as well: its surface moved out by one standard deviation */
  spread: Mesh<BufferGeometry, BodyMaterial> | null
}>

export type BodyScene = Readonly<{
  root: Group
  pieces: readonly Piece[]
  skin: Piece | undefined
  dispose: () => void
}>

const skinColour = '#e3c3ad'
const seenThroughLast = 10

/** Fetches a scene (report/scene_glb.h) and gives each surface what the body says of it. Throws a Refusal. */
export async function loadScene(address: string, body: BodyAtHand, signal: AbortSignal): Promise<BodyScene> {
  const response = await askResponse('GET', address, { signal })
  const bytes = await response.arrayBuffer()
  const loader = new GLTFLoader()
  loader.setMeshoptDecoder(MeshoptDecoder)
  const { scene } = await loader.parseAsync(bytes, '')
  signal.throwIfAborted()
  return furnished(scene, body)
}

/** glTF names have signs that three.js cannot have in its own; it keeps what they were. */
function idOf(mesh: Mesh): string {
  const own = (mesh.userData as Record<string, unknown>)['name']
  return typeof own === 'string' ? own : mesh.name
}

function furnished(scene: Group, body: BodyAtHand): BodyScene {
  const structures = new Map(body.structures.map((one) => [one.id, one]))
  const found: [string, Mesh][] = []
  scene.updateMatrixWorld(true)
  scene.traverse((node) => {
    if (node instanceof Mesh) found.push([idOf(node), node as Mesh])
  })
  const wanted = found.filter(([id]) => id === 'skin' || structures.has(id))
  const depths = depthsOf(
    wanted.filter(([id]) => structures.get(id)?.kind === 'muscle'),
    wanted.find(([id]) => id === 'skin')?.[1],
  )
  const root = new Group()
  const pieces = wanted.map(([id, from]) => {
    const piece = pieceOf(id, from, structures.get(id) ?? null, depths.get(id) ?? 0, body)
    root.add(piece.mesh)
    if (piece.spread) root.add(piece.spread)
    return piece
  })
  found.forEach(([, mesh]) => {
    if (mesh.material) [mesh.material].flat().forEach((material: Material) => material.dispose())
  })
  return {
    root,
    pieces,
    skin: pieces.find((piece) => piece.part.id === 'skin'),
    dispose: () => {
      found.forEach(([, mesh]) => mesh.geometry.dispose())
      pieces.forEach((piece) => {
        piece.mesh.material.dispose()
        piece.spread?.material.dispose()
      })
      root.clear()
    },
  }
}

function pieceOf(
  id: string,
  from: Mesh,
  structure: Structure | null,
  depth: number,
  body: BodyAtHand,
): Piece {
  const kind = structure?.kind ?? 'skin'
  const group = groupOf(kind)
  const isVariant = structure?.variantOf !== undefined
  // In a body that nobody looked into everything is inferred; the page says so, and hatches what is more so.
  const isHatched =
    isVariant ||
    structure?.origin === 'inferred' ||
    (structure?.isInferred === true && body.origin !== 'reference')
  const mesh = new Mesh(
    from.geometry,
    bodyMaterial({ colour: structure?.colour ?? skinColour, isHatched, isRim: kind === 'skin' }),
  )
  from.matrixWorld.decompose(mesh.position, mesh.quaternion, mesh.scale)
  mesh.name = id
  mesh.renderOrder = kind === 'skin' ? seenThroughLast : kind === 'muscle' ? 2 : 1
  const hasSpread = kind === 'nerve' && structure !== null && structure.positionSdMm > 0
  return {
    part: { id, group, depth, ...(isVariant ? { isVariant } : {}) },
    structure,
    mesh,
    spread: hasSpread ? spreadOf(mesh, structure) : null,
  }
}

const mmPerMetre = 1000

function spreadOf(mesh: Mesh<BufferGeometry, BodyMaterial>, structure: Structure): Piece['spread'] {
  const spread = new Mesh(mesh.geometry, bodyMaterial({ colour: structure.colour, isRim: true }))
  spread.position.copy(mesh.position)
  spread.quaternion.copy(mesh.quaternion)
  spread.scale.copy(mesh.scale)
  spread.renderOrder = 3
  // The geometry may be in whole numbers that the mesh scales to metres.
  spread.material.userData.inflate.value = structure.positionSdMm / mmPerMetre / mesh.scale.x
  return spread
}

const samplesOfSkin = 1500
const samplesOfMuscle = 40

/** How deep muscles lie under the skin, each against the others: for the order of peeling, and nothing else. */
function depthsOf(
  muscles: readonly (readonly [string, Mesh])[],
  skin: Mesh | undefined,
): ReadonlyMap<string, number> {
  if (!skin) return new Map()
  const outside = sampled(skin, samplesOfSkin)
  return rankedDepths(
    new Map(
      muscles.map(([id, mesh]) => {
        const least = sampled(mesh, samplesOfMuscle).map((point) =>
          outside.reduce((nearest, other) => Math.min(nearest, point.distanceToSquared(other)), Infinity),
        )
        least.sort((a, b) => a - b)
        return [id, least[Math.floor(least.length / 4)] ?? 0]
      }),
    ),
  )
}

function sampled(mesh: Mesh, most: number): readonly Vector3[] {
  const positions = mesh.geometry.getAttribute('position')
  const step = Math.max(1, Math.floor(positions.count / most))
  return Array.from({ length: Math.floor(positions.count / step) }, (_, index) =>
    new Vector3().fromBufferAttribute(positions, index * step).applyMatrix4(mesh.matrixWorld),
  )
}

/** Around what; of nothing, nothing. */
export function boxOf(meshes: readonly Mesh[]): Box3 {
  const box = new Box3()
  for (const mesh of meshes) {
    mesh.updateMatrixWorld()
    box.expandByObject(mesh)
  }
  return box
}
