// SPDX-License-Identifier: Apache-2.0
import { Canvas, useFrame, useThree } from '@react-three/fiber'
import {
  useEffect,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react'
import type { DirectionalLight, OrthographicCamera } from 'three'
import { useText } from '@/text'
import { Backdrop } from './Backdrop'
import styles from './BodyView.module.css'
import { panned, rotated, viewedFrom, views, zoomed } from './pose'
import type { Pixel, Stage } from './Stage'
import { isSoftwareDrawn } from './webgl'

const clickPx = 4
const lookMs = 70
const stepPx = 22
const wheelZoom = 0.0012
const keyZoom = 1.2

const slowFrameMs = 45
const restedMs = 250
const coarsest = 0.5

/** Draws fewer pixels while things move and frames are slow, and all of them when they rest. At the renderer
 *  itself: the canvas sets its own ratio again with every change of the page. */
function useLighterMotion(stage: Stage): () => void {
  const { gl } = useThree()
  const full = useRef(Math.min(2, window.devicePixelRatio))
  const now = useRef(full.current)
  const before = useRef(0)
  const slow = useRef(0)
  const timer = useRef<number>(undefined)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  return () => {
    // Before a picture of the body a needle moves lightly as it is.
    if (stage.held === 'needle' && isSoftwareDrawn()) return
    const isHeld = stage.held !== 'nothing'
    const moment = performance.now()
    const took = moment - before.current
    before.current = moment
    // Frames are drawn on demand: a long gap is slowness only while a hand moves something.
    if (isHeld || took < restedMs)
      slow.current = took > slowFrameMs ? slow.current + 1 : Math.max(0, slow.current - 1)
    // Without a graphics processor it is slow for sure.
    if (isHeld && isSoftwareDrawn()) slow.current = 2
    if (slow.current > 1 && now.current > coarsest) {
      slow.current = 0
      now.current = Math.max(coarsest, now.current * 0.7)
      gl.setPixelRatio(now.current)
    }
    window.clearTimeout(timer.current)
    const restore = (): void => {
      if (stage.held !== 'nothing') timer.current = window.setTimeout(restore, restedMs)
      else {
        now.current = full.current
        gl.setPixelRatio(full.current)
        if (stage.drawn) stage.invalidate()
      }
    }
    if (now.current < full.current) timer.current = window.setTimeout(restore, restedMs)
  }
}

/** Draws a frame: all of it, or, where that takes long and only the needle moves, the needle before a picture of the rest. */
function useDrawing(stage: Stage): () => void {
  const backdrop = useRef<Backdrop>(undefined)
  useEffect(
    () => () => {
      backdrop.current?.dispose()
      backdrop.current = undefined
    },
    [],
  )
  return () => {
    const { drawn, needle } = stage
    if (!drawn) return
    if (stage.held === 'needle' && needle && isSoftwareDrawn()) {
      backdrop.current ??= new Backdrop()
      if (stage.isChanged) backdrop.current.take(drawn, needle)
      backdrop.current.drawBefore(drawn, needle)
    } else drawn.gl.render(drawn.scene, drawn.camera)
    stage.isChanged = false
  }
}

/** Ties three's camera and frames to the stage. */
function Rig({ stage }: { readonly stage: Stage }): ReactElement {
  const { gl, scene, camera, size, invalidate } = useThree()
  const light = useRef<DirectionalLight>(null)
  useEffect(() => {
    stage.drawn = { gl, scene, camera: camera as OrthographicCamera }
    stage.redraw = () => invalidate()
    stage.redraw()
    return () => {
      stage.drawn = undefined
      stage.redraw = () => undefined
    }
  }, [stage, gl, scene, camera, invalidate])
  // Its measures are an object that is new with every change of the page.
  const { width, height } = size
  useEffect(() => {
    stage.size = { width, height }
    stage.invalidate()
  }, [stage, width, height])
  const lighten = useLighterMotion(stage)
  const draw = useDrawing(stage)
  useFrame(() => {
    lighten()
    stage.step()
    light.current?.position.copy(camera.position)
    if (light.current) light.current.position.y += 1.5
  }, -1)
  // A listener above 0 draws in the place of React's own.
  useFrame(draw, 1)
  return (
    <>
      <hemisphereLight args={['#ffffff', '#8d9aa6', 1.5]} />
      <directionalLight ref={light} intensity={1.7} />
    </>
  )
}

/** The canvas, and how hands and keys turn it. */
export function StageView({
  stage,
  label,
  children,
  over,
  onHover,
  onClick,
}: {
  readonly stage: Stage
  readonly label: string
  /** inside the scene */
  readonly children: ReactNode
  /** over it */
  readonly over: ReactNode
  readonly onHover: (pixel: Pixel | null) => void
  readonly onClick: (pixel: Pixel) => void
}): ReactElement {
  const t = useText()
  const frame = useRef<HTMLDivElement>(null)
  const pointers = useRef(new Map<number, Pixel>())
  const began = useRef<Pixel & { moved: boolean }>(undefined)
  const lookedAt = useRef(0)

  const pixelOf = (event: { clientX: number; clientY: number }): Pixel => {
    const box = frame.current?.getBoundingClientRect()
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
  }

  // React's own wheel listener may not keep the page from scrolling.
  useEffect(() => {
    const place = frame.current
    if (!place) return
    const zoom = (event: WheelEvent): void => {
      event.preventDefault()
      stage.look(zoomed(stage.pose, Math.exp(event.deltaY * wheelZoom)))
    }
    place.addEventListener('wheel', zoom, { passive: false })
    return () => place.removeEventListener('wheel', zoom)
  }, [stage])

  const move = (event: PointerEvent): void => {
    const pixel = pixelOf(event)
    const before = pointers.current.get(event.pointerId)
    if (!before) {
      if (event.pointerType === 'mouse' && event.timeStamp - lookedAt.current > lookMs) {
        lookedAt.current = event.timeStamp
        onHover(pixel)
      }
      return
    }
    const [dx, dy] = [pixel.x - before.x, pixel.y - before.y]
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1]
    pointers.current.set(event.pointerId, pixel)
    if (began.current && Math.hypot(pixel.x - began.current.x, pixel.y - began.current.y) > clickPx)
      began.current.moved = true
    if (other) {
      const spread = (from: Pixel): number => Math.max(1, Math.hypot(from.x - other.x, from.y - other.y))
      const pose = zoomed(stage.pose, spread(before) / spread(pixel))
      stage.look(panned(pose, dx / 2, dy / 2, stage.size.height))
    } else if (event.shiftKey || (event.buttons & 6) !== 0)
      stage.look(panned(stage.pose, dx, dy, stage.size.height))
    else stage.look(rotated(stage.pose, dx, dy))
  }

  const release = (event: PointerEvent): void => {
    pointers.current.delete(event.pointerId)
    if (event.type === 'pointerup' && began.current && !began.current.moved) onClick(pixelOf(event))
    if (pointers.current.size === 0) {
      began.current = undefined
      stage.held = 'nothing'
    }
  }

  const press = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const { pose } = stage
    const [dx, dy] = (
      {
        ArrowLeft: [-stepPx, 0],
        ArrowRight: [stepPx, 0],
        ArrowUp: [0, -stepPx],
        ArrowDown: [0, stepPx],
      } as Readonly<Record<string, readonly [number, number]>>
    )[event.key] ?? [0, 0]
    const view = views[Number(event.key) - 1]
    if (dx !== 0 || dy !== 0)
      stage.look(event.shiftKey ? panned(pose, dx, dy, stage.size.height) : rotated(pose, dx, dy))
    else if (event.key === '+' || event.key === '=') stage.look(zoomed(pose, 1 / keyZoom))
    else if (event.key === '-') stage.look(zoomed(pose, keyZoom))
    else if (view) stage.fly(viewedFrom(pose, view))
    else return
    event.preventDefault()
  }

  return (
    // It is looked into and turned as a whole: arrows, plus, minus, 1 to 5.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={frame}
      className={styles.stage}
      role="application"
      aria-label={label}
      aria-roledescription={t('body.stageRole')}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => {
        if (event.target instanceof HTMLCanvasElement) {
          event.currentTarget.setPointerCapture(event.pointerId)
          const pixel = pixelOf(event)
          pointers.current.set(event.pointerId, pixel)
          began.current = { ...pixel, moved: pointers.current.size > 1 }
          stage.held = 'body'
          onHover(null)
        }
      }}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={() => onHover(null)}
      onContextMenu={(event) => event.preventDefault()}
    >
      <Canvas
        orthographic
        flat
        frameloop="demand"
        dpr={[1, 2]}
        gl={{ antialias: !isSoftwareDrawn(), alpha: true, powerPreference: 'high-performance' }}
        onCreated={({ gl }) => {
          gl.localClippingEnabled = true
        }}
      >
        <Rig stage={stage} />
        {children}
      </Canvas>
      {over}
    </div>
  )
}
