// SPDX-License-Identifier: Apache-2.0
import { useFrame } from '@react-three/fiber'
import { useLayoutEffect, useMemo, useRef, type ReactElement } from 'react'
import { DoubleSide, Quaternion, Vector3, type Group, type Mesh } from 'three'
import type { SceneColours } from './colours'
import { directionToScene, toScene, type Point } from './frame'
import type { Stage } from './Stage'
import type { Tolerance, Verdict } from './wire'

export type ShownNeedle = Readonly<{
  id: string
  /** for those who read */
  name: string
  entry: Point
  direction: Point
  depthMm: number
  lengthMm: number
  diameterMm: number
  verdict: Verdict | 'none'
}>

const metre = 1000
const up = new Vector3(0, 1, 0)
const thinnestPx = 1.3
export const handleMm = 25

/** A needle of true length, and of true thickness where that can be seen, with its handle. */
function Needle({
  stage,
  needle,
  colour,
  isChosen,
}: {
  readonly stage: Stage
  readonly needle: ShownNeedle
  readonly colour: string
  readonly isChosen: boolean
}): ReactElement {
  const group = useRef<Group>(null)
  const shaft = useRef<Mesh>(null)
  const handle = useRef<Mesh>(null)
  useLayoutEffect(() => {
    group.current?.position.set(...toScene(needle.entry))
    group.current?.quaternion.copy(
      new Quaternion().setFromUnitVectors(up, new Vector3(...directionToScene(needle.direction)).negate()),
    )
    if (isChosen) stage.redraw()
    else stage.invalidate()
  }, [stage, needle, isChosen])
  useFrame(() => {
    const least = stage.metresPerPixel * thinnestPx
    const radius = Math.max(needle.diameterMm / 2 / metre, least * (isChosen ? 1 : 0.7))
    shaft.current?.scale.set(radius, needle.lengthMm / metre, radius)
    const thick = Math.max(0.0009, least * 1.8)
    handle.current?.scale.set(thick, handleMm / metre, thick)
  })
  const free = (needle.lengthMm - needle.depthMm) / metre
  return (
    <group ref={group}>
      <mesh ref={shaft} position={[0, (needle.lengthMm / 2 - needle.depthMm) / metre, 0]} renderOrder={20}>
        <cylinderGeometry args={[1, 1, 1, 8]} />
        <meshBasicMaterial color={colour} depthTest={!isChosen} transparent opacity={isChosen ? 1 : 0.8} />
      </mesh>
      <mesh ref={handle} position={[0, free + handleMm / 2 / metre, 0]} renderOrder={20}>
        <cylinderGeometry args={[1, 1, 1, 10]} />
        <meshLambertMaterial color={colour} transparent opacity={isChosen ? 1 : 0.7} />
      </mesh>
    </group>
  )
}

/** How far a needle may turn, be entered beside its point, or go deeper, and keep every hard limit. */
function ToleranceCone({
  stage,
  needle,
  tolerance,
  colour,
}: {
  readonly stage: Stage
  readonly needle: ShownNeedle
  readonly tolerance: Tolerance
  readonly colour: string
}): ReactElement {
  const group = useRef<Group>(null)
  useLayoutEffect(() => {
    group.current?.position.set(...toScene(needle.entry))
    group.current?.quaternion.copy(
      new Quaternion().setFromUnitVectors(up, new Vector3(...directionToScene(needle.direction)).negate()),
    )
    stage.redraw()
  }, [stage, needle, tolerance])
  const depth = needle.depthMm / metre
  const wide = depth * Math.tan((Math.min(80, tolerance.angleDeg) * Math.PI) / 180)
  const ring = tolerance.entryMm / metre
  const ringWidth = 0.0006
  return (
    <group ref={group}>
      {depth > 0 && (
        <mesh position={[0, -depth / 2, 0]} renderOrder={15}>
          <coneGeometry args={[wide, depth, 40, 1, true]} />
          <meshBasicMaterial color={colour} transparent opacity={0.16} depthWrite={false} side={DoubleSide} />
        </mesh>
      )}
      <mesh rotation={[Math.PI / 2, 0, 0]} position={[0, 0.001, 0]} renderOrder={16}>
        <ringGeometry args={[Math.max(0, ring - ringWidth), ring + ringWidth, 48]} />
        <meshBasicMaterial color={colour} transparent opacity={0.8} depthTest={false} side={DoubleSide} />
      </mesh>
      <mesh position={[0, -(needle.depthMm + tolerance.depthMm) / metre, 0]} rotation={[Math.PI / 2, 0, 0]}>
        <ringGeometry args={[0.0012, 0.0024, 20]} />
        <meshBasicMaterial color={colour} transparent opacity={0.8} depthTest={false} side={DoubleSide} />
      </mesh>
    </group>
  )
}

export function Needles({
  stage,
  others,
  chosen,
  tolerance,
  colours,
}: {
  readonly stage: Stage
  readonly others: readonly ShownNeedle[]
  readonly chosen: ShownNeedle | null
  readonly tolerance: Tolerance | null
  readonly colours: SceneColours
}): ReactElement {
  const colourOf = useMemo(
    () =>
      (needle: ShownNeedle): string =>
        needle.verdict === 'none' ? colours.ink : colours[needle.verdict],
    [colours],
  )
  return (
    <>
      {others.map((needle) => (
        <Needle key={needle.id} stage={stage} needle={needle} colour={colourOf(needle)} isChosen={false} />
      ))}
      <group
        ref={(group) => {
          stage.needle = group
        }}
      >
        {chosen && <Needle stage={stage} needle={chosen} colour={colourOf(chosen)} isChosen />}
        {chosen && tolerance && (
          <ToleranceCone stage={stage} needle={chosen} tolerance={tolerance} colour={colourOf(chosen)} />
        )}
      </group>
    </>
  )
}
