// SPDX-License-Identifier: Apache-2.0
// This file is a drawing: a person from the front, the back and both sides, and where the regions of the record lie on it.
// On the front the patient's right is on the left of the drawing; the side views look at that side, faces outward.
import { bothHalves, mirrored, type At } from './geometry'
import type { Region, View } from '../wire'

export type Area = Readonly<{ region: Region; side: 'left' | 'right' | 'middle'; polygon: readonly At[] }>
export type Figure = Readonly<{
  outlines: readonly (readonly At[])[]
  /** Lines that help to see what is what: folds, joints, the spine. */
  hints: readonly (readonly At[])[]
  /** Of two that overlap, the later is meant. */
  areas: readonly Area[]
}>

const halfOutline: readonly At[] = [
  [100, 7],
  [111, 9],
  [119, 18],
  [121, 32],
  [119, 48],
  [112, 60],
  [109, 67],
  [110, 76],
  [118, 82],
  [136, 87],
  [149, 94],
  [156, 106],
  [158, 122],
  [160, 145],
  [165, 170],
  [169, 192],
  [174, 215],
  [178, 242],
  [180, 262],
  [184, 274],
  [187, 290],
  [184, 304],
  [178, 313],
  [173, 308],
  [171, 292],
  [168, 276],
  [168, 262],
  [163, 238],
  [157, 212],
  [153, 192],
  [149, 168],
  [145, 146],
  [141, 132],
  [140, 150],
  [136, 172],
  [133, 190],
  [135, 206],
  [141, 224],
  [145, 244],
  [146, 266],
  [143, 296],
  [137, 326],
  [131, 350],
  [130, 366],
  [133, 386],
  [133, 404],
  [128, 428],
  [122, 447],
  [123, 456],
  [131, 466],
  [133, 473],
  [124, 476],
  [112, 476],
  [106, 471],
  [108, 460],
  [110, 448],
  [110, 430],
  [107, 408],
  [107, 388],
  [110, 368],
  [109, 350],
  [107, 322],
  [104, 290],
  [102, 264],
  [100, 257],
]
const bodyOutline = bothHalves(halfOutline)

const both = (lines: readonly (readonly At[])[]): readonly (readonly At[])[] =>
  lines.flatMap((line) => [line, mirrored(line)])

const rect = (x: number, y: number, right: number, bottom: number): readonly At[] => [
  [x, y],
  [right, y],
  [right, bottom],
  [x, bottom],
]

/** Areas of the half right of the middle, and the same on the other side. */
function paired(
  which: readonly (readonly [Region, readonly At[]])[],
  rightOfDrawing: 'left' | 'right',
): readonly Area[] {
  const other = rightOfDrawing === 'left' ? 'right' : 'left'
  return which.flatMap(([region, polygon]) => [
    { region, side: rightOfDrawing, polygon },
    { region, side: other, polygon: mirrored(polygon) },
  ])
}

const arm: readonly At[] = [
  [147, 84],
  [200, 84],
  [200, 330],
  [160, 330],
  [151, 190],
  [142, 133],
]
const outerHip: readonly At[] = [
  [133, 208],
  [160, 208],
  [160, 278],
  [134, 278],
  [130, 240],
]

const front: Figure = {
  outlines: [bodyOutline],
  hints: [
    ...both([
      [
        [104, 88],
        [122, 90],
        [138, 94],
      ],
      [
        [103, 132],
        [116, 138],
        [132, 132],
      ],
      [
        [104, 250],
        [118, 240],
        [134, 222],
      ],
      [
        [114, 352],
        [121, 347],
        [127, 353],
        [126, 364],
        [119, 367],
        [114, 362],
      ],
    ]),
    [
      [100, 98],
      [100, 150],
    ],
    [
      [98.5, 205],
      [101.5, 205],
    ],
  ],
  areas: [
    { region: 'head', side: 'middle', polygon: rect(60, 0, 140, 66) },
    { region: 'neck', side: 'middle', polygon: rect(80, 66, 120, 86) },
    ...paired(
      [
        ['thoracic', rect(100, 86, 147, 170)],
        ['abdomen', rect(100, 170, 140, 246)],
        ['arm', arm],
        [
          'thigh_front',
          [
            [100, 258],
            [126, 240],
            [150, 232],
            [150, 345],
            [100, 345],
          ],
        ],
        ['hip_side', outerHip],
        [
          'groin',
          [
            [106, 246],
            [128, 224],
            [137, 238],
            [118, 262],
            [103, 272],
          ],
        ],
        ['knee', rect(100, 345, 150, 378)],
        ['shin', rect(100, 378, 150, 446)],
        ['foot_top', rect(100, 446, 150, 467)],
        ['small_toes', rect(113, 467, 150, 480)],
        ['big_toe', rect(100, 467, 113, 480)],
      ],
      'left',
    ),
    {
      region: 'saddle',
      side: 'middle',
      polygon: [
        [94, 244],
        [106, 244],
        [104, 270],
        [96, 270],
      ],
    },
  ],
}

const back: Figure = {
  outlines: [bodyOutline],
  hints: [
    [
      [100, 78],
      [100, 130],
      [100, 220],
    ],
    ...both([
      [
        [110, 108],
        [126, 104],
        [131, 122],
        [120, 142],
        [112, 128],
      ],
      [
        [101, 262],
        [112, 271],
        [126, 270],
        [136, 262],
      ],
      [
        [112, 226],
        [114, 228],
      ],
      [
        [112, 364],
        [120, 366],
        [127, 363],
      ],
      [
        [114, 448],
        [116, 436],
      ],
    ]),
    [
      [100, 236],
      [100, 258],
    ],
  ],
  areas: [
    { region: 'head', side: 'middle', polygon: rect(60, 0, 140, 62) },
    { region: 'neck', side: 'middle', polygon: rect(80, 62, 120, 86) },
    ...paired(
      [
        ['thoracic', rect(100, 86, 147, 176)],
        ['lumbar', rect(100, 176, 140, 222)],
        ['arm', arm],
        ['gluteal', rect(100, 222, 150, 270)],
        ['thigh_back', rect(100, 270, 150, 348)],
        ['hip_side', outerHip],
        ['knee', rect(100, 348, 150, 380)],
        ['calf', rect(100, 380, 150, 448)],
        ['foot_sole', rect(100, 448, 150, 480)],
      ],
      'right',
    ),
    {
      region: 'sacral',
      side: 'middle',
      polygon: [
        [85, 222],
        [115, 222],
        [104, 252],
        [96, 252],
      ],
    },
    {
      region: 'saddle',
      side: 'middle',
      polygon: [
        [95, 252],
        [105, 252],
        [105, 274],
        [95, 274],
      ],
    },
  ],
}

/** Facing the left of the drawing: the left side of the body. */
const sideOutline: readonly At[] = [
  [103, 7],
  [90, 10],
  [80, 21],
  [77, 33],
  [72, 43],
  [77, 47],
  [77, 55],
  [81, 64],
  [90, 68],
  [92, 78],
  [87, 88],
  [77, 106],
  [72, 128],
  [75, 152],
  [77, 176],
  [75, 200],
  [76, 222],
  [81, 242],
  [78, 262],
  [76, 290],
  [79, 322],
  [84, 346],
  [81, 360],
  [84, 374],
  [87, 394],
  [89, 422],
  [92, 446],
  [84, 456],
  [66, 465],
  [56, 471],
  [59, 476],
  [84, 476],
  [110, 476],
  [119, 472],
  [119, 461],
  [112, 446],
  [112, 430],
  [121, 404],
  [123, 388],
  [116, 370],
  [115, 354],
  [122, 330],
  [127, 300],
  [127, 276],
  [131, 262],
  [137, 246],
  [136, 228],
  [128, 210],
  [118, 194],
  [117, 180],
  [125, 156],
  [130, 128],
  [128, 108],
  [117, 88],
  [114, 74],
  [121, 60],
  [128, 42],
  [125, 22],
  [115, 10],
]
const sideArm: readonly At[] = [
  [104, 98],
  [114, 106],
  [116, 130],
  [114, 164],
  [110, 186],
  [99, 195],
  [76, 193],
  [52, 187],
  [38, 187],
  [24, 183],
  [21, 176],
  [30, 172],
  [50, 174],
  [76, 175],
  [92, 172],
  [94, 158],
  [92, 130],
  [94, 106],
]
const sideHints: readonly (readonly At[])[] = [
  [
    [137, 256],
    [128, 268],
    [120, 266],
  ],
  [
    [84, 352],
    [90, 350],
    [92, 362],
    [86, 372],
  ],
  [
    [100, 452],
    [106, 448],
  ],
  [
    [100, 36],
    [104, 33],
    [106, 40],
    [102, 46],
  ],
]

function sideAreas(side: 'left' | 'right'): readonly Area[] {
  const all: readonly (readonly [Region, readonly At[]])[] = [
    ['head', rect(60, 0, 140, 68)],
    ['neck', rect(80, 68, 125, 90)],
    ['thoracic', rect(60, 90, 140, 172)],
    ['abdomen', rect(60, 172, 98, 248)],
    ['lumbar', rect(98, 172, 140, 214)],
    ['thigh_front', rect(60, 258, 101, 348)],
    ['thigh_back', rect(101, 262, 140, 348)],
    ['gluteal', rect(112, 212, 145, 270)],
    [
      'hip_side',
      [
        [93, 206],
        [113, 206],
        [115, 262],
        [108, 280],
        [94, 280],
      ],
    ],
    [
      'groin',
      [
        [70, 236],
        [93, 228],
        [94, 262],
        [70, 264],
      ],
    ],
    ['knee', rect(60, 348, 140, 380)],
    ['shin', rect(60, 380, 101, 446)],
    ['calf', rect(101, 380, 140, 448)],
    ['foot_outer', rect(50, 448, 130, 472)],
    [
      'foot_top',
      [
        [84, 446],
        [96, 446],
        [96, 458],
        [68, 466],
        [62, 462],
      ],
    ],
    ['small_toes', rect(50, 463, 67, 474)],
    ['foot_sole', rect(50, 473, 130, 480)],
    ['arm', sideArm],
  ]
  const place = side === 'left' ? (polygon: readonly At[]) => polygon : mirrored
  return all.map(([region, polygon]) => ({ region, side, polygon: place(polygon) }))
}

export const figures: Readonly<Record<View, Figure>> = {
  front,
  back,
  left: { outlines: [sideOutline, sideArm], hints: sideHints, areas: sideAreas('left') },
  right: {
    outlines: [mirrored(sideOutline), mirrored(sideArm)],
    hints: sideHints.map(mirrored),
    areas: sideAreas('right'),
  },
}
export const views: readonly View[] = ['front', 'back', 'left', 'right']

/** In the order of the record. */
export const regions: readonly Region[] = [
  'lumbar',
  'sacral',
  'gluteal',
  'hip_side',
  'groin',
  'saddle',
  'thigh_front',
  'thigh_back',
  'knee',
  'calf',
  'shin',
  'foot_top',
  'foot_sole',
  'foot_outer',
  'big_toe',
  'small_toes',
  'abdomen',
  'thoracic',
  'neck',
  'head',
  'arm',
]
