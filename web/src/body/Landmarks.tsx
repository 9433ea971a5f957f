// SPDX-License-Identifier: Apache-2.0
import { useFrame } from '@react-three/fiber'
import { useLayoutEffect, useRef, type ReactElement } from 'react'
import { Matrix4, type InstancedMesh } from 'three'
import { toScene } from './frame'
import type { Stage } from './Stage'
import type { Landmark } from './wire'

/** Small balls of the same size at every distance; where a finger lies, for those that it finds. */
export function Landmarks({
  stage,
  landmarks,
  colour,
  radiusPx,
}: {
  readonly stage: Stage
  readonly landmarks: readonly Landmark[]
  readonly colour: string
  readonly radiusPx: number
}): ReactElement {
  const balls = useRef<InstancedMesh>(null)
  const placed = useRef(0)
  useLayoutEffect(() => {
    placed.current = 0
    stage.invalidate()
  }, [stage, landmarks])
  useFrame(() => {
    const radius = stage.metresPerPixel * radiusPx
    if (!balls.current || radius === placed.current) return
    placed.current = radius
    const matrix = new Matrix4()
    landmarks.forEach((landmark, index) => {
      const at = landmark.isPalpable ? landmark.skin : landmark.point
      matrix.makeScale(radius, radius, radius).setPosition(...toScene(at))
      balls.current?.setMatrixAt(index, matrix)
    })
    balls.current.instanceMatrix.needsUpdate = true
  })
  return (
    <instancedMesh
      key={landmarks.length}
      ref={balls}
      args={[undefined, undefined, landmarks.length]}
      frustumCulled={false}
      renderOrder={12}
    >
      <sphereGeometry args={[1, 12, 8]} />
      <meshBasicMaterial color={colour} />
    </instancedMesh>
  )
}
