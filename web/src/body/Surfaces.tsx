// SPDX-License-Identifier: Apache-2.0
import type { Plane } from 'three'
import { useLayoutEffect, type ReactElement } from 'react'
import type { BodyScene } from './loadScene'
import { opacityOf, type Look } from './look'
import { setCut, setOpacity } from './material'
import type { Stage } from './Stage'

const spreadOpacity = 0.3
const chosenGlow = 0.35

/** Every structure of the body as the look wants it. */
export function Surfaces({
  stage,
  scene,
  look,
  cut,
}: {
  readonly stage: Stage
  readonly scene: BodyScene
  readonly look: Look
  readonly cut: Plane | null
}): ReactElement {
  useLayoutEffect(() => {
    for (const { part, mesh, spread } of scene.pieces) {
      const opacity = opacityOf(look, part)
      mesh.visible = opacity > 0.01
      setOpacity(mesh.material, opacity)
      setCut(mesh.material, cut)
      mesh.material.emissive
        .copy(mesh.material.color)
        .multiplyScalar(look.chosen === part.id ? chosenGlow : 0)
      if (spread) {
        spread.visible = mesh.visible && look.showsSpread
        setOpacity(spread.material, spreadOpacity * opacity)
        setCut(spread.material, cut)
      }
    }
    stage.invalidate()
  }, [stage, scene, look, cut])
  return <primitive object={scene.root} />
}
