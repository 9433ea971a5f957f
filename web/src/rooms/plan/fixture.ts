// SPDX-License-Identifier: Apache-2.0
// A server of tests: answers what is asked from a table, and keeps what was sent. Nothing of the pages uses it.
import type { Entry } from '@/api/entries'
import type { BodyAtHand, JudgedNeedle } from '@/body/wire'

export type Sent = Readonly<{ method: string; path: string; body: unknown; headers: Headers }>
type Answer = Readonly<{ status?: number; json: unknown }>

export function serve(answer: (method: string, path: string, body: unknown) => Answer | undefined): Sent[] {
  const sent: Sent[] = []
  globalThis.fetch = ((input: string, init: RequestInit = {}) => {
    const path = new URL(input, 'http://clinic.example').pathname
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined
    const method = init.method ?? 'GET'
    sent.push({ method, path, body, headers: new Headers(init.headers) })
    const found = answer(method, path, body) ?? { status: 404, json: { detail: `Nothing at ${path}` } }
    return Promise.resolve(
      new Response(JSON.stringify(found.json), {
        status: found.status ?? 200,
        headers: { 'Content-Type': 'application/json' },
      }),
    )
  }) as typeof fetch
  return sent
}

export const path = {
  index: 0,
  entryMm: { x: 140, y: -35, z: -112 },
  direction: { x: 0, y: 1, z: 0 },
  depthMm: 90,
  diameterMm: 0.35,
  lengthMm: 125,
  instruction: 'Patient prone. Enter 111 mm posterior of the right greater trochanter.',
  stopRule: 'Stop at 90 mm.',
  verdict: 'caution',
}

export function planEntry(change: Partial<Entry<'plan'>> = {}, body: object = {}): Entry<'plan'> {
  return {
    id: 'plan1',
    kind: 'plan',
    version: 3,
    state: 'open',
    patient: 'p1',
    at: '2026-01-02T10:00:00.000Z',
    by: 'd1',
    ...change,
    body: {
      patient: 'p1',
      episode: 'e1',
      assessment: 'a1',
      practitioner: 'd1',
      madeAt: '2026-01-02T10:00:00.000Z',
      decision: 'caution',
      needlingAllowed: true,
      targets: [
        { target: 'piriformis.right', because: 'It is sore.', path },
        { target: 'soleus.left', noPath: 'A vein lies there.' },
      ],
      dose: { mostNeedles: 4 },
      ...body,
    },
  }
}

export const body: BodyAtHand = {
  schema: 'filiform.body_view/1',
  points: [],
  key: 'k',
  digest: 'd',
  name: 'reference body',
  origin: 'reference',
  bounds: { min: { x: -200, y: -50, z: -900 }, max: { x: 200, y: 240, z: 250 } },
  structures: [
    {
      id: 'sciatic_nerve.right',
      name: 'right sciatic nerve',
      kind: 'nerve',
      side: 'right',
      isHazard: true,
      isTarget: false,
      isInScene: true,
      origin: 'reference',
      isInferred: true,
      positionSdMm: 8.1,
      colour: '#ffd23f',
    },
  ],
  landmarks: [],
  missing: [{ id: 'bladder', name: 'bladder', what: 'It is not drawn.' }],
  warnings: ['Nobody looked inside this person.'],
}

export function judged(depthMm: number, verdict: 'safe' | 'caution' | 'refused' = 'caution'): JudgedNeedle {
  const chance = { probability: 0.037, low: 0.027, high: 0.05 }
  return {
    schema: 'filiform.needle/1',
    entry: [140, -35, -112],
    tip: [140, 55, -112],
    direction: [0, 1, 0],
    depthMm,
    needle: { id: '0.35x125', diameterMm: 0.35, lengthMm: 125 },
    angleToSkinDeg: 76.3,
    biteMm: 4.1,
    landmarkInstruction: `Enter there, ${String(depthMm)} mm deep.`,
    stop: 'depth',
    stopRule: `Stop at ${String(depthMm)} mm.`,
    layers: [
      { name: 'skin', kind: 'skin', origin: 'measured', fromMm: 0, toMm: 1.9 },
      { name: 'right piriformis', kind: 'muscle', origin: 'reference', fromMm: 1.9, toMm: depthMm },
    ],
    clearances: [
      {
        structure: 'sciatic_nerve.right',
        kind: 'nerve',
        origin: 'reference',
        positionSdMm: 8.1,
        minMm: 16.95,
        isAtLeast: false,
        atDepthMm: 80,
        beyondTipMm: 18.2,
        limitMm: 10.4,
        inSd: 2.1,
      },
    ],
    risk: [{ structure: 'sciatic_nerve.right', ...chance }],
    anyTouch: chance,
    reach: { probability: 0.9, low: 0.88, high: 0.92 },
    hand: { entrySdMm: 3, angleSdDeg: 4, depthSdMm: 2, levelSlip: 0, levelMm: 0 },
    tolerance: {
      angleDeg: 3,
      angleIsAtLeast: false,
      entryMm: 5,
      entryIsAtLeast: true,
      depthMm: 2,
      depthIsAtLeast: false,
    },
    judgement: { verdict, reasons: [{ code: 'needle.near', what: '17.0 mm from the right sciatic nerve.' }] },
  }
}
