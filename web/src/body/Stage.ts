// SPDX-License-Identifier: Apache-2.0
import {
  Raycaster,
  Vector2,
  Vector3,
  type Object3D,
  type OrthographicCamera,
  type Ray,
  type Scene,
  type WebGLRenderer,
} from 'three'
import type { Vec } from './frame'
import { basisOf, between, type Pose } from './pose'

export type Drawn = Readonly<{ gl: WebGLRenderer; scene: Scene; camera: OrthographicCamera }>
export type Pixel = Readonly<{ x: number; y: number }>

const farAway = 3
const flightMs = 450

function wantsCalm(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches
}

/** Where one looks from, and what follows from it: shared by the canvas and what lies over it. Outside React,
 *  since it changes with every frame. */
export class Stage {
  /** Called after the camera stands for a frame. */
  readonly listeners = new Set<() => void>()
  /** What a hand moves. */
  held: 'nothing' | 'body' | 'needle' = 'nothing'
  /** The needle in the hand, with what follows it. */
  needle: Object3D | null = null
  /** Something changed besides the needle in the hand since a frame was drawn. */
  isChanged = true
  size = { width: 1, height: 1 }
  drawn: Drawn | undefined
  redraw: () => void = () => undefined
  private flight: Readonly<{ from: Pose; to: Pose; began: number }> | undefined
  private readonly caster = new Raycaster()

  constructor(private now: Pose) {}

  get pose(): Pose {
    return this.now
  }

  /** Something changed that is drawn. */
  invalidate(): void {
    this.isChanged = true
    this.redraw()
  }

  look(pose: Pose): void {
    this.flight = undefined
    this.now = pose
    this.invalidate()
  }

  /** Goes there so that one sees the way; at once where the device asks for no movement. */
  fly(to: Pose): void {
    if (wantsCalm()) {
      this.look(to)
      return
    }
    this.flight = { from: this.now, to, began: performance.now() }
    this.invalidate()
  }

  /** Before each frame. */
  step(): void {
    if (this.flight) {
      const share = Math.min(1, (performance.now() - this.flight.began) / flightMs)
      this.now = between(this.flight.from, this.flight.to, share)
      if (share === 1) this.flight = undefined
      else this.invalidate()
    }
    this.place()
    this.listeners.forEach((listener) => listener())
  }

  get metresPerPixel(): number {
    return this.now.span / Math.max(1, this.size.height)
  }

  private place(): void {
    const camera = this.drawn?.camera
    if (!camera) return
    const { out, right, up } = basisOf(this.now)
    const [x, y, z] = this.now.target
    camera.position.set(x + out[0] * farAway, y + out[1] * farAway, z + out[2] * farAway)
    camera.matrix.makeBasis(new Vector3(...right), new Vector3(...up), new Vector3(...out))
    camera.quaternion.setFromRotationMatrix(camera.matrix)
    camera.zoom = this.size.height / this.now.span
    camera.near = 0.01
    camera.far = 2 * farAway
    camera.updateProjectionMatrix()
    camera.updateMatrixWorld()
  }

  /** Where a point of the scene is in the picture. */
  pixelOf([x, y, z]: Vec): Pixel {
    const { right, up } = basisOf(this.now)
    const [tx, ty, tz] = this.now.target
    const [dx, dy, dz] = [x - tx, y - ty, z - tz]
    const perMetre = 1 / this.metresPerPixel
    return {
      x: this.size.width / 2 + (dx * right[0] + dy * right[1] + dz * right[2]) * perMetre,
      y: this.size.height / 2 - (dx * up[0] + dy * up[1] + dz * up[2]) * perMetre,
    }
  }

  /** What lies behind a pixel. */
  rayAt({ x, y }: Pixel): Ray {
    return this.casterAt({ x, y }).ray
  }

  casterAt({ x, y }: Pixel): Raycaster {
    if (this.drawn) {
      const { width, height } = this.size
      this.caster.setFromCamera(new Vector2((x / width) * 2 - 1, 1 - (y / height) * 2), this.drawn.camera)
    }
    return this.caster
  }
}
