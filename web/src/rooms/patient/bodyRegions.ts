// SPDX-License-Identifier: Apache-2.0
// A drawing of the body in large parts that a finger can hit, and the words of the record for each.
import type { TextKey } from '@/text'
import type { Mark } from './sheet'

export type Region = NonNullable<Mark['regions']>[number]
export type View = 'front' | 'back'
export type Part = Readonly<{
  region: Region
  side: 'right' | 'left' | 'middle'
  /** In a field of 200 by 450. */
  path: string
}>

export const width = 200
export const height = 450

type Points = readonly (readonly [number, number])[]
type Half = Readonly<{ region: Region; points: Points }>

const corner = 9

/** An outline with its corners rounded, as bodies have none. */
function pathOf(points: Points): string {
  const at = (index: number): readonly [number, number] =>
    points[(index + points.length) % points.length] ?? [0, 0]
  const towards = (from: readonly [number, number], to: readonly [number, number]): string => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    const share = Math.min(corner / length, 0.5)
    return `${(from[0] + (to[0] - from[0]) * share).toFixed(1)} ${(from[1] + (to[1] - from[1]) * share).toFixed(1)}`
  }
  const corners = points.map((point, index) => {
    const before = towards(point, at(index - 1))
    const after = towards(point, at(index + 1))
    return `${index === 0 ? 'M' : 'L'}${before}Q${point.join(' ')} ${after}`
  })
  return `${corners.join('')}Z`
}

const mirrored = (points: Points): Points => points.map(([x, y]) => [width - x, y] as const)

const arm: Half = {
  region: 'arm',
  points: [
    [144, 83],
    [155, 94],
    [165, 150],
    [172, 198],
    [177, 226],
    [165, 230],
    [159, 200],
    [150, 152],
    [141, 112],
  ],
}
const hip: Half = {
  region: 'hip_side',
  points: [
    [137, 194],
    [143, 212],
    [146, 240],
    [138, 246],
    [136, 218],
  ],
}
const knee: Half = {
  region: 'knee',
  points: [
    [108, 324],
    [134, 324],
    [133, 346],
    [109, 346],
  ],
}
const head: Half = {
  region: 'head',
  points: [
    [100, 6],
    [112, 9],
    [120, 20],
    [120, 36],
    [113, 50],
    [100, 56],
    [87, 50],
    [80, 36],
    [80, 20],
    [88, 9],
  ],
}
const neck: Half = {
  region: 'neck',
  points: [
    [90, 57],
    [110, 57],
    [116, 71],
    [84, 71],
  ],
}
const chest: Half = {
  region: 'thoracic',
  points: [
    [84, 73],
    [116, 73],
    [143, 83],
    [138, 112],
    [134, 140],
    [66, 140],
    [62, 112],
    [57, 83],
  ],
}

const back: Readonly<{ middle: readonly Half[]; halves: readonly Half[] }> = {
  middle: [
    head,
    neck,
    chest,
    {
      region: 'sacral',
      points: [
        [87, 192],
        [113, 192],
        [104, 226],
        [96, 226],
      ],
    },
  ],
  halves: [
    arm,
    {
      region: 'lumbar',
      points: [
        [101, 142],
        [133, 142],
        [130, 172],
        [135, 190],
        [101, 190],
      ],
    },
    {
      region: 'gluteal',
      points: [
        [115, 192],
        [135, 192],
        [135, 218],
        [137, 247],
        [103, 250],
        [102, 232],
        [106, 226],
      ],
    },
    hip,
    {
      region: 'thigh_back',
      points: [
        [103, 252],
        [145, 247],
        [141, 296],
        [134, 322],
        [108, 322],
      ],
    },
    knee,
    {
      region: 'calf',
      points: [
        [109, 348],
        [133, 348],
        [136, 368],
        [127, 412],
        [113, 412],
        [107, 368],
      ],
    },
    {
      region: 'foot_sole',
      points: [
        [113, 414],
        [127, 414],
        [134, 440],
        [108, 442],
      ],
    },
  ],
}

const front: typeof back = {
  middle: [
    head,
    neck,
    chest,
    {
      region: 'abdomen',
      points: [
        [66, 142],
        [134, 142],
        [130, 172],
        [136, 193],
        [134, 206],
        [108, 228],
        [92, 228],
        [66, 206],
        [64, 193],
        [70, 172],
      ],
    },
  ],
  halves: [
    arm,
    hip,
    {
      region: 'groin',
      points: [
        [135, 208],
        [137, 226],
        [106, 250],
        [101, 236],
        [109, 229],
      ],
    },
    {
      region: 'thigh_front',
      points: [
        [107, 252],
        [138, 228],
        [138, 248],
        [145, 246],
        [141, 296],
        [134, 322],
        [108, 322],
        [103, 262],
      ],
    },
    knee,
    {
      region: 'shin',
      points: [
        [109, 348],
        [133, 348],
        [135, 368],
        [126, 412],
        [114, 412],
        [108, 368],
      ],
    },
    {
      region: 'foot_top',
      points: [
        [114, 414],
        [126, 414],
        [136, 440],
        [110, 444],
      ],
    },
  ],
}

/** The parts of one side of the body. From behind, a person's right is on the right of the picture. */
export function partsOf(view: View): readonly Part[] {
  const { middle, halves } = view === 'back' ? back : front
  const [onPicturesRight, onPicturesLeft] =
    view === 'back' ? (['right', 'left'] as const) : (['left', 'right'] as const)
  return [
    ...middle.map(({ region, points }) => ({ region, side: 'middle' as const, path: pathOf(points) })),
    ...halves.flatMap(({ region, points }) => [
      { region, side: onPicturesRight, path: pathOf(points) },
      { region, side: onPicturesLeft, path: pathOf(mirrored(points)) },
    ]),
  ]
}

export const regionNames: Readonly<Record<Region, TextKey>> = {
  lumbar: 'patient.regionLumbar',
  sacral: 'patient.regionSacral',
  abdomen: 'patient.regionAbdomen',
  groin: 'patient.regionGroin',
  saddle: 'patient.regionSaddle',
  gluteal: 'patient.regionGluteal',
  hip_side: 'patient.regionHip',
  thigh_front: 'patient.regionThighFront',
  thigh_back: 'patient.regionThighBack',
  knee: 'patient.regionKnee',
  calf: 'patient.regionCalf',
  shin: 'patient.regionShin',
  foot_top: 'patient.regionFootTop',
  foot_sole: 'patient.regionFootSole',
  foot_outer: 'patient.regionFootOuter',
  big_toe: 'patient.regionBigToe',
  small_toes: 'patient.regionSmallToes',
  thoracic: 'patient.regionThoracic',
  neck: 'patient.regionNeck',
  head: 'patient.regionHead',
  arm: 'patient.regionArm',
}

export function isMarked(marks: readonly Mark[], view: View, part: Part): boolean {
  return marks.some(
    (mark) => mark.view === view && mark.side === part.side && mark.regions?.includes(part.region),
  )
}

/** With the part marked, or without it when it was. Parts are marked, and no points: those would be shares of this
 *  drawing, and the clinic's is another. */
export function toggled(marks: readonly Mark[], view: View, part: Part): readonly Mark[] {
  if (isMarked(marks, view, part))
    return marks.filter(
      (mark) => !(mark.view === view && mark.side === part.side && mark.regions?.includes(part.region)),
    )
  const qualities = marks[0]?.qualities
  const mark: Mark = {
    regions: [part.region],
    side: part.side,
    view,
    ...(qualities ? { qualities } : {}),
  }
  return [...marks, mark]
}
