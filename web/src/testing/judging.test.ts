// SPDX-License-Identifier: Apache-2.0
// No clinical rule, threshold, dose or trajectory is computed in TypeScript: the browser shows and asks, the server
// decides. This reads every file of the pages and refuses what would judge; what is let through says why.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exportedNumbers, judgingsIn, type Judging, type Rule } from './judging'

type Allowed = Readonly<{
  file: string
  rule: Rule
  /** Part of the code; without it, all of this rule in the file. */
  code?: string
  why: string
}>

const drawn = 'Draws what the server said: millimetres become the scene’s metres.'
const allowed: readonly Allowed[] = [
  { file: 'app/waiting.ts', rule: 'constant', why: 'Waits for fields of the server; the one place for it.' },
  {
    file: 'record/lots.ts',
    rule: 'limit',
    why: 'A matter of ordering, not of care; waits for `warnings` of a lot.',
  },
  {
    file: 'api/useOutbox.ts',
    rule: 'sum',
    code: 'grades.indexOf',
    why: 'The next word, where the server refused this one.',
  },
  {
    file: 'body/Handles.tsx',
    rule: 'sum',
    why: 'Where the needle’s handle is drawn, and a depth as the hand moves it.',
  },
  { file: 'body/Needles.tsx', rule: 'sum', why: drawn },
  {
    file: 'body/Needles.tsx',
    rule: 'limit',
    code: 'depth > 0',
    why: 'A cone without a length is not drawn.',
  },
  { file: 'body/drag.ts', rule: 'sum', code: 'depth * metre', why: drawn },
  {
    file: 'body/drag.ts',
    rule: 'limit',
    code: 'depthMm > 0',
    why: 'A tip that is dragged out of the skin is no needle to ask about.',
  },
  {
    file: 'body/loadScene.ts',
    rule: 'limit',
    code: 'positionSdMm > 0',
    why: 'A spread of nothing is not drawn.',
  },
  { file: 'body/loadScene.ts', rule: 'sum', code: 'positionSdMm / mmPerMetre', why: drawn },
  {
    file: 'body/look.ts',
    rule: 'sum',
    code: 'part.depth',
    why: 'How far the hand has peeled: layers, not millimetres of a needle.',
  },
  { file: 'body/picture.ts', rule: 'sum', why: 'The ratio is the screen’s: pixels to points.' },
  {
    file: 'rooms/diary/columns.ts',
    rule: 'sum',
    code: '/ 60_000',
    why: 'How long a booking is, in minutes.',
  },
  {
    file: 'rooms/patient/BookVisit.tsx',
    rule: 'sum',
    code: '/ 60_000',
    why: 'How long a visit was, in minutes.',
  },
  {
    file: 'rooms/figures/scale.ts',
    rule: 'sum',
    code: 'log10(ratio)',
    why: 'Where a ratio stands in the picture.',
  },
  {
    file: 'rooms/figures/scale.ts',
    rule: 'limit',
    code: 'ratio <= 0',
    why: 'What has no place on a logarithmic line.',
  },
  { file: 'rooms/outcomes/CourseChart.tsx', rule: 'sum', why: 'Where a score stands in the picture.' },
  {
    file: 'rooms/patient/MyPlan.tsx',
    rule: 'limit',
    code: 'retentionMinutes === 0',
    why: 'The plan’s number in other words: taken out at once.',
  },
  {
    file: 'rooms/plan/Workbench.tsx',
    rule: 'sum',
    code: 'depthMm * 10',
    why: 'Rounds what the hand chose to a tenth before asking.',
  },
  {
    file: 'rooms/plan/Workbench.tsx',
    rule: 'limit',
    code: 'diameter > 0',
    why: 'Whether a needle’s name could be read at all.',
  },
  {
    file: 'rooms/plan/needleWords.ts',
    rule: 'sum',
    code: 'probability * 10000',
    why: 'The server’s chance as people count it: of 1,000.',
  },
  {
    file: 'rooms/session/NeedleSheet.tsx',
    rule: 'constant',
    code: 'depthStepMm',
    why: 'How far one tap moves a depth that was reached.',
  },
  { file: 'rooms/session/NeedleSheet.tsx', rule: 'sum', code: 'depthStepMm', why: 'The same tap.' },
]

// Vitest runs in web/.
const root = 'src'
const isRead = (file: string): boolean =>
  /\.tsx?$/.test(file) && !/\.(test|fixture|d)\.tsx?$|fixture\.tsx?$|testing/.test(file)

function sources(): Readonly<Record<string, string>> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(isRead)
  return Object.fromEntries(files.map((file) => [file, readFileSync(`${root}/${file}`, 'utf8')]))
}

const fits = (one: Allowed, { file, rule, code }: Judging): boolean =>
  one.file === file && one.rule === rule && code.includes(one.code ?? '')

describe('the pages', () => {
  const files = sources()
  const numbers = exportedNumbers(files)
  const found = Object.entries(files).flatMap(([file, text]) => judgingsIn(file, text, numbers))

  it('judge nothing: each number beside a clinical value says why it may', () => {
    const refused = found.filter((one) => !allowed.some((entry) => fits(entry, one)))
    expect(refused.map(({ file, line, rule, code }) => `${file}:${String(line)} ${rule}: ${code}`)).toEqual(
      [],
    )
  })
  it('are let through nowhere for nothing', () => {
    expect(allowed.filter((entry) => !found.some((one) => fits(entry, one)))).toEqual([])
  })
  it('are all read', () => {
    expect(Object.keys(files).filter((file) => file.startsWith('rooms/')).length).toBeGreaterThan(300)
  })
})

describe('the check', () => {
  const numbers = exportedNumbers({ 'elsewhere.ts': 'export const most = 7\nconst secret = 3' })
  const rulesOf = (text: string): readonly Rule[] => judgingsIn('a.tsx', text, numbers).map((one) => one.rule)

  it.each([
    ['limit', 'if (session.body.painBefore.leg > 7) warn()'],
    ['limit', 'const isDeep = 40 < path.depthMm'],
    ['limit', 'const limit = 5\nconst isNear = row.minClearance <= limit'],
    ['limit', 'const isBad = points.filter((one) => one.score >= most)'],
    ['limit', 'const isHigh = Math.round(risk.probability * 100) > 1'],
    ['limit', 'const Sign = <b data-bad={body.retentionMinutesPlanned! >= 20} />'],
    ['limit', 'const isFew = left(lot) <= lot.countIn * 0.1'],
    ['limit', 'const isOld = ageOn(birthDate, today) > 65'],
    ['sum', 'const halved = dose.retention / 2'],
    ['sum', 'const index = weightKg / (size * 2)'],
    ['constant', 'const leastClearanceMm = 5'],
    ['constant', 'const usual = { retentionMinutes: 20 }'],
    ['constant', 'function ask(depthMm = 30) {}'],
    ['constant', 'const gradesOf = { reflex: [0, 1, 2, 3, 4] }'],
    ['answer', "if (answers['bladder_change'] === true) stop()"],
    ['answer', "const isNumb = body.answers?.saddle !== 'no'"],
    ['answer', 'const isMany = sheet.answers.days === 14'],
    ['words', 'const stop = /at bone/i.test(path.stopRule)'],
  ] as const)('refuses a %s: %s', (rule, text) => {
    expect(rulesOf(text)).toEqual([rule])
  })

  it.each([
    'if (answers.length > 0) send()',
    "const isOpen = answers['bladder_change'] === undefined",
    'const isMore = judgement.reasons.length > 3',
    'const isNear = row.minMm < row.limitMm',
    "const tone = judgement.verdict === 'refused' ? 'stop' : 'go'",
    'const height = 190',
    'const isNext = index + 1 < steps.length',
    "const text = path.depthMm + ' mm'",
    'const other = secret > most',
    'const newest = entry.body.version > 1',
  ])('lets through: %s', (text) => {
    expect(rulesOf(text)).toEqual([])
  })
})
