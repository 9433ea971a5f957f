// SPDX-License-Identifier: Apache-2.0
import { Eraser } from 'lucide-react'
import { useEffect, useRef, useState, type PointerEvent, type ReactElement } from 'react'
import { Button, Row } from '@/design'
import { useText } from '@/text'
import styles from './consent.module.css'

const width = 900
const height = 280
const lineWidth = 3.5

/** A place to sign with a finger, a pen or a mouse. Whoever cannot signs on paper, or says it. */
export function SignaturePad({
  label,
  onSigned,
}: {
  readonly label: string
  /** The picture, or nothing after it was wiped away. */
  readonly onSigned: (png: Blob | null) => void
}): ReactElement {
  const t = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const last = useRef<readonly [number, number] | null>(null)
  const [isEmpty, setEmpty] = useState(true)
  useEffect(() => clear(), [])

  function clear(): void {
    const pen = canvas.current?.getContext('2d')
    if (!pen) return
    // On paper, in every theme: it is printed and read elsewhere.
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, width, height)
  }
  const placeOf = (event: PointerEvent<HTMLCanvasElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect()
    return [
      ((event.clientX - box.left) / box.width) * width,
      ((event.clientY - box.top) / box.height) * height,
    ]
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    const pen = canvas.current?.getContext('2d')
    if (!pen || !last.current) return
    const place = placeOf(event)
    pen.strokeStyle = '#10202a'
    pen.lineWidth = lineWidth
    pen.lineCap = 'round'
    pen.beginPath()
    pen.moveTo(...last.current)
    pen.lineTo(...place)
    pen.stroke()
    last.current = place
    setEmpty(false)
  }
  const end = (): void => {
    if (!last.current) return
    last.current = null
    canvas.current?.toBlob(onSigned, 'image/png')
  }
  return (
    <div className={styles.pad}>
      <p className={styles.padLabel}>{label}</p>
      <canvas
        ref={canvas}
        width={width}
        height={height}
        className={styles.canvas}
        aria-label={isEmpty ? t('consent.signHere') : t('consent.signed')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          last.current = placeOf(event)
          draw(event)
        }}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <Row isSpread>
        <span className={styles.hint}>{t('consent.signHint')}</span>
        <Button
          size="small"
          icon={<Eraser aria-hidden />}
          disabled={isEmpty}
          onClick={() => {
            clear()
            setEmpty(true)
            onSigned(null)
          }}
        >
          {t('consent.wipe')}
        </Button>
      </Row>
    </div>
  )
}
