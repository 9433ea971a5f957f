// SPDX-License-Identifier: Apache-2.0
// Marks of the body chart: from a drawn line to regions, and from regions to words.
import type { Text } from '@/text'
import type { Mark, Quality, Region, View } from '../wire'
import { figures, type Area } from './figure'
import { isInside, thinned, toDrawing, toRecord, type At } from './geometry'

export const qualities: readonly Quality[] = [
  'aching',
  'dull',
  'shooting',
  'electric',
  'burning',
  'stabbing',
  'throbbing',
  'cramping',
  'tight',
  'heavy',
  'numb',
  'tingling',
  'cold',
  'itching',
  'weak',
  'other',
]

type MarkSide = NonNullable<Mark['side']>

/** The area at a point of a drawing. */
export function areaAt(view: View, point: At): Area | undefined {
  return figures[view].areas.findLast((area) => isInside(point, area.polygon))
}

/** Several sides as one: what lies on both, or in the middle and on one. */
export function sideOfAll(sides: readonly MarkSide[]): MarkSide | undefined {
  const halves = new Set(sides.filter((side) => side !== 'middle'))
  if (halves.size === 0) return sides.length > 0 ? 'middle' : undefined
  return halves.size > 1 || halves.has('both') ? 'both' : [...halves][0]
}

// Units of the drawing: finer than a hand, coarser than a screen's noise.
const apart = 2.2
const mostPoints = 180

/** A mark from a line drawn on a view: its points, and the regions and the side it runs over. Undefined when it ran
 *  outside the body. */
export function drawnMark(view: View, line: readonly At[]): Mark | undefined {
  let points = thinned(line, apart)
  for (let wider = apart; points.length > mostPoints; points = thinned(points, wider)) wider *= 1.5
  const areas = points.map((point) => areaAt(view, point)).filter((area) => area !== undefined)
  if (areas.length === 0) return undefined
  const side = sideOfAll(areas.map((area) => area.side))
  return {
    view,
    drawn: points.map(toRecord),
    regions: [...new Set(areas.map((area) => area.region))],
    ...(side ? { side } : {}),
  }
}

/** Where a mark shows on a view: what was drawn there, and its regions when it was chosen and not drawn. */
export function areasOf(mark: Mark, view: View): readonly Area[] {
  if (mark.drawn !== undefined || (mark.view !== undefined && mark.view !== view)) return []
  return figures[view].areas.filter(
    (area) =>
      (mark.regions ?? []).includes(area.region) &&
      (mark.side === undefined || mark.side === 'both' || area.side === 'middle' || area.side === mark.side),
  )
}

export function lineOf(mark: Mark, view: View): readonly At[] {
  return mark.view === view ? (mark.drawn ?? []).map(toDrawing) : []
}

/** Without what an editor leaves empty. */
export function tidied(mark: Mark): Mark {
  return Object.fromEntries(
    Object.entries(mark).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Mark
}

/** "buttock, back of the thigh, right" */
export function placeInWords(mark: Mark, t: Text): string {
  const regions = (mark.regions ?? []).map((region) => t.word(region))
  const side = mark.side ? [t.word(mark.side)] : []
  return [...regions, ...side].join(', ')
}

/** "buttock, right: aching, cramping, 6 of 10" */
export function markInWords(mark: Mark, t: Text): string {
  const how = [
    ...(mark.qualities ?? []).map((quality) => t.word(`quality_${quality}`)),
    ...(mark.intensity !== undefined ? [t('assessment.ofTen', { value: mark.intensity })] : []),
    ...(mark.note !== undefined ? [mark.note] : []),
  ]
  const place = placeInWords(mark, t)
  return how.length > 0 ? `${place}: ${how.join(', ')}` : place
}

type Place = Readonly<{ region: Region; side: string }>
export type Change = Readonly<{
  kind: 'new' | 'gone' | 'more' | 'less'
  place: Place
  from?: number
  to?: number
}>

/** The strongest mark of each region and side. */
function strongest(marks: readonly Mark[]): Map<string, Place & { readonly intensity: number | undefined }> {
  const found = new Map<string, Place & { readonly intensity: number | undefined }>()
  for (const mark of marks)
    for (const region of mark.regions ?? [])
      for (const side of mark.side === 'both' ? ['left', 'right'] : [mark.side ?? '']) {
        const key = `${region} ${side}`
        const known = found.get(key)?.intensity
        const both = [known, mark.intensity].filter((one) => one !== undefined)
        found.set(key, { region, side, intensity: both.length > 0 ? Math.max(...both) : undefined })
      }
  return found
}

/** What became of the marks since the last visit, region by region. */
export function changes(before: readonly Mark[], now: readonly Mark[]): readonly Change[] {
  const was = strongest(before)
  const is = strongest(now)
  const found: Change[] = []
  for (const [key, place] of is) {
    const old = was.get(key)
    if (!old) found.push({ kind: 'new', place })
    else if (
      old.intensity !== undefined &&
      place.intensity !== undefined &&
      old.intensity !== place.intensity
    )
      found.push({
        kind: place.intensity > old.intensity ? 'more' : 'less',
        place,
        from: old.intensity,
        to: place.intensity,
      })
  }
  for (const [key, place] of was) if (!is.has(key)) found.push({ kind: 'gone', place })
  return found
}
