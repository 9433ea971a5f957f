// SPDX-License-Identifier: Apache-2.0
import { FramebufferTexture, NoBlending, ShaderMaterial, Vector2, type Object3D } from 'three'
import { FullScreenQuad } from 'three/examples/jsm/postprocessing/Pass.js'
import type { Drawn } from './Stage'

/** A picture of the body without the needle in the hand. Where the processor draws, the body takes longer than a hand
 *  waits: while only the needle moves, it is drawn before this picture, and over everything. */
export class Backdrop {
  private readonly size = new Vector2()
  private picture: FramebufferTexture | undefined
  private readonly material = new ShaderMaterial({
    uniforms: { picture: { value: null } },
    vertexShader:
      'varying vec2 place; void main() { place = uv; gl_Position = vec4(position.xy, 0.0, 1.0); }',
    fragmentShader:
      'uniform sampler2D picture; varying vec2 place; void main() { gl_FragColor = texture2D(picture, place); }',
    blending: NoBlending,
    depthTest: false,
    depthWrite: false,
  })
  private readonly wall = new FullScreenQuad(this.material)

  /** Draws everything but this, and keeps how it looks. */
  take({ gl, scene, camera }: Drawn, without: Object3D): void {
    without.visible = false
    gl.render(scene, camera)
    without.visible = true
    gl.getDrawingBufferSize(this.size)
    if (this.picture?.image.width !== this.size.x || this.picture.image.height !== this.size.y) {
      this.picture?.dispose()
      this.picture = new FramebufferTexture(this.size.x, this.size.y)
      Object.assign(this.material.uniforms, { picture: { value: this.picture } })
    }
    gl.copyFramebufferToTexture(this.picture)
  }

  /** Draws this before what was kept. */
  drawBefore({ gl, scene, camera }: Drawn, only: Object3D): void {
    this.wall.render(gl)
    const others = scene.children.filter((one) => one !== only && one.visible && !('isLight' in one))
    others.forEach((one) => (one.visible = false))
    gl.autoClear = false
    gl.clearDepth()
    gl.render(scene, camera)
    gl.autoClear = true
    others.forEach((one) => (one.visible = true))
  }

  dispose(): void {
    this.picture?.dispose()
    this.material.dispose()
  }
}
