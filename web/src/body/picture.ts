// SPDX-License-Identifier: Apache-2.0
import { lettersOf, type Vec } from './frame'
import { basisOf, scaleBarMm } from './pose'
import type { Stage } from './Stage'

const mmPerMetre = 1000

/** What is seen, as PNG, with the letters of the sides and a scale bar: a picture alone must say where it looks. */
export async function pictureOf(
  stage: Stage,
  colours: Readonly<{ ground: string; ink: string }>,
): Promise<Blob | null> {
  const drawn = stage.drawn
  if (!drawn) return null
  drawn.gl.render(drawn.scene, drawn.camera)
  const from = drawn.gl.domElement
  const canvas = document.createElement('canvas')
  canvas.width = from.width
  canvas.height = from.height
  const paper = canvas.getContext('2d')
  if (!paper) return null
  paper.fillStyle = colours.ground
  paper.fillRect(0, 0, canvas.width, canvas.height)
  paper.drawImage(from, 0, 0)
  const ratio = from.width / stage.size.width
  const { right, up } = basisOf(stage.pose)
  const [w, h, edge] = [canvas.width, canvas.height, 18 * ratio]
  paper.fillStyle = colours.ink
  paper.textAlign = 'center'
  paper.textBaseline = 'middle'
  paper.font = `600 ${String(16 * ratio)}px sans-serif`
  const letter = (way: Vec, x: number, y: number): void => paper.fillText(lettersOf(way).join(''), x, y)
  letter(up, w / 2, edge)
  letter([-up[0], -up[1], -up[2]], w / 2, h - edge)
  letter(right, w - edge, h / 2)
  letter([-right[0], -right[1], -right[2]], edge, h / 2)
  const mm = scaleBarMm(stage.metresPerPixel * 140)
  const bar = (mm / mmPerMetre / stage.metresPerPixel) * ratio
  paper.fillRect(w - edge - bar, h - edge, bar, 3 * ratio)
  paper.font = `${String(13 * ratio)}px sans-serif`
  paper.fillText(`${String(mm)} mm`, w - edge - bar / 2, h - edge - 12 * ratio)
  return new Promise((done) => canvas.toBlob(done, 'image/png'))
}

/** Gives a picture to the person as a file. */
export function download(picture: Blob): void {
  const address = URL.createObjectURL(picture)
  const link = document.createElement('a')
  link.href = address
  link.download = 'body.png'
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(address), 1000)
}
