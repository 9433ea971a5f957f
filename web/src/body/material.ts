// SPDX-License-Identifier: Apache-2.0
import { Color, DoubleSide, FrontSide, MeshLambertMaterial, type Plane } from 'three'

/** How a surface of the body is drawn beside its colour. */
export type Surface = Readonly<{
  colour: string
  /** hatched: nobody saw it in this patient */
  isHatched?: boolean
  /** faint where one looks straight at it, so that what lies beneath shows */
  isRim?: boolean
}>

export type BodyMaterial = MeshLambertMaterial & {
  userData: { inflate: { value: number } }
}

/** One program for every surface of the body; what differs are numbers given to it. */
export function bodyMaterial({ colour, isHatched = false, isRim = false }: Surface): BodyMaterial {
  const material = new MeshLambertMaterial({ color: new Color(colour), side: FrontSide }) as BodyMaterial
  const inflate = { value: 0 }
  const hatch = { value: isHatched ? 1 : 0 }
  const rim = { value: isRim ? 1 : 0 }
  material.userData = { inflate }
  material.onBeforeCompile = (shader) => {
    Object.assign(shader.uniforms, { inflate, hatch, rim })
    shader.vertexShader = `uniform float inflate;\n${shader.vertexShader}`.replace(
      '#include <begin_vertex>',
      '#include <begin_vertex>\n transformed += normalize(objectNormal) * inflate;',
    )
    shader.fragmentShader = `uniform float hatch;\nuniform float rim;\n${shader.fragmentShader}`.replace(
      '#include <opaque_fragment>',
      `if (hatch > 0.5 && fract((gl_FragCoord.x + gl_FragCoord.y) / 9.0) < 0.4) outgoingLight *= 0.55;
       if (rim > 0.5) {
         vec3 toEye = isOrthographic ? vec3(0.0, 0.0, 1.0) : normalize(vViewPosition);
         diffuseColor.a *= mix(0.3, 1.0, pow(1.0 - abs(dot(normalize(normal), toEye)), 1.5));
       }
       #include <opaque_fragment>`,
    )
  }
  material.customProgramCacheKey = () => 'filiform.body'
  return material
}

/** Shows so much of it. What is seen through writes no depth, so that what lies behind is drawn. */
export function setOpacity(material: MeshLambertMaterial, opacity: number): void {
  const isSolid = opacity > 0.98
  material.opacity = opacity
  if (material.transparent === isSolid) {
    material.transparent = !isSolid
    material.depthWrite = isSolid
    material.needsUpdate = true
  }
}

/** Cuts it open; the inside of what was cut shows its wall. */
export function setCut(material: MeshLambertMaterial, plane: Plane | null): void {
  const planes = plane ? [plane] : null
  const side = plane ? DoubleSide : FrontSide
  if (material.side !== side) {
    material.side = side
    material.needsUpdate = true
  }
  material.clippingPlanes = planes
}
