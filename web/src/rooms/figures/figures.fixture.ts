// SPDX-License-Identifier: Apache-2.0
// A clinic's figures for tests: an invented year, and a clinic that has treated nobody.
import type { EventFigure, Figures, HarmChart, Share, Spread } from './wire'

const tooFewBelow = 20

/** A share with an interval that is wide enough to be seen; too few have neither. */
export function shareOf(numerator: number, denominator: number): Share {
  if (denominator < tooFewBelow) return { numerator, denominator, tooFewToSay: true }
  const share = numerator / denominator
  const half = 2 * Math.sqrt((share * (1 - share) + 0.25 / denominator) / denominator)
  return {
    numerator,
    denominator,
    tooFewToSay: false,
    share,
    interval: [Math.max(0, share - half), Math.min(1, share + half)],
  }
}

function event(what: string, events: number, treatments: number, patients: number): EventFigure {
  return {
    what,
    events,
    perTreatment: shareOf(events, treatments),
    perPatient: shareOf(Math.min(events, patients), patients),
    bySeverity: { mild: events, moderate: 0, severe: 0, notSaid: 0 },
    byGrade: { mildOrNone: events, moderate: 0, major: 0, serious: 0 },
  }
}

function chart(what: string, treatments: number, signals: readonly string[]): HarmChart {
  const limit = 4.3
  const path = Array.from({ length: Math.min(60, treatments) }, (_, index) => ({
    treatments: Math.round(((index + 1) * treatments) / Math.min(60, treatments)),
    sum: signals.length > 0 && index === 40 ? limit : ((index * 7) % 23) / 10,
  }))
  return {
    what,
    baseline: 'Ireland, 7,629 treatments.',
    source: 'BRADY14',
    oddsRatio: 2,
    limit,
    sum: path.at(-1)?.sum ?? 0,
    falseAlarmEvery: 10010,
    foundAfter: 1042,
    treatments,
    treatmentsBefore: Math.floor(treatments / 3),
    earlierSignals: 0,
    signals: [...signals],
    path,
  }
}

function spread(what: string, units: Spread['units']): Spread {
  return {
    what,
    mean: 0.07,
    deviation: 0.01,
    dispersion: 1.2,
    p: 0.31,
    isSimulated: false,
    isBeyondChance: false,
    units,
  }
}

function unit(numerator: number, denominator: number): Spread['units'][number] {
  const half = 0.9 / Math.sqrt(denominator)
  return {
    numerator,
    denominator,
    shrunken: (numerator + 7) / (denominator + 100),
    interval: [0.03, 0.11],
    ownWeight: denominator / (denominator + 100),
    funnel95: [Math.max(0, 0.07 - half * 0.5), 0.07 + half * 0.5],
    funnel998: [Math.max(0, 0.07 - half), 0.07 + half],
  }
}

const isNotFor: Figures['isNotFor'] = {
  caseMix: 'Not for adjusting.',
  perTreatment: 'Not for comparing clinics that ask differently.',
  perPatient: 'Not for comparing with rates per treatment.',
  bySeverity: 'Not for shares.',
  comparisons: 'Not for saying "safer than".',
  charts: 'Not a proof.',
  clinicians: 'Not for ranking.',
  consent: 'Not for saying that consent was understood.',
  checks: 'Not for saying that patients are well.',
  needleCounts: 'Not for anything but a search.',
  referrals: 'Not for how fast patients were seen.',
  overrides: 'Not for judging a rule.',
  outcomes: 'Not for crediting the needle.',
  cohort: 'Not for laying beside another release.',
}

function published(
  what: string,
  more: Partial<Figures['comparisons'][number]>,
): Figures['comparisons'][number] {
  return {
    id: what,
    what,
    per: 'treatment',
    clinic: { numerator: 4, denominator: 412 },
    published: {
      numerator: 67,
      denominator: 7629,
      share: 0.0088,
      interval: [0.0068, 0.0111],
      isDerived: true,
      definition: 'Aggravation of symptoms, as 39 physiotherapists wrote down after each treatment.',
      population: 'Ireland, 7,629 treatments with trigger-point dry needling, every part of the body.',
      differs: 'Reported by the practitioners themselves; every muscle, not the back and the leg alone.',
      source: 'BRADY14',
      mark: 'seen',
    },
    tooFewToSay: false,
    expected: 3.6,
    ratio: 1.11,
    ratioInterval: [0.29, 2.96],
    p: 0.8,
    isBeyondChance: false,
    ...more,
  }
}

/** An invented year of 412 treatments. */
export const aYear: Figures = {
  schema: 'filiform.clinic_figures/1',
  period: { from: '2025-12-02', to: '2026-12-01' },
  asOf: '2026-12-01',
  grouping: 'none',
  tooFewBelow,
  treatments: 412,
  patients: 96,
  needles: 2871,
  caseMix: {
    courses: 98,
    age: [
      { group: '18 to 34', count: 21 },
      { group: '35 to 49', count: 40 },
      { group: '50 to 64', count: 37 },
    ],
    sex: [
      { group: 'female', count: 57 },
      { group: 'male', count: 41 },
    ],
    durationAtStart: [
      { group: 'under 6 weeks', count: 12 },
      { group: '12 weeks or more', count: 86 },
    ],
    painAtStart: [
      { group: '4 to 6', count: 50 },
      { group: '7 to 10', count: 48 },
    ],
    cause: [
      { group: 'disc_herniation', count: 60 },
      { group: 'not known', count: 38 },
    ],
  },
  adverseEvents: [
    event('any', 36, 412, 96),
    event('moderate or worse', 3, 412, 96),
    event('serious', 0, 412, 96),
    event('bruise', 22, 412, 96),
    event('fainting', 2, 412, 15),
  ],
  comparisons: [
    published('symptoms worse after dry needling', {}),
    published('bruises after dry needling', {
      ratio: null,
      ratioInterval: [1.2, null],
      isBeyondChance: true,
    }),
    published('pneumothorax', {
      ratio: 0,
      ratioInterval: [0, 8.1],
      published: { ...published('x', {}).published, mark: 'recalled' },
    }),
    published('fainting', { tooFewToSay: true, clinic: { numerator: 0, denominator: 15 } }),
  ],
  charts: [
    chart('symptoms worse after dry needling', 618, ['2026-06-03']),
    chart('fainting, adjusted for first treatments', 618, []),
  ],
  clinicians: [
    spread('any adverse event', [unit(20, 240), unit(12, 130), unit(4, 42)]),
    spread('moderate or worse', [unit(3, 240), unit(0, 130), unit(0, 12)]),
  ],
  consent: {
    complete: shareOf(405, 412),
    none: 3,
    notGivenOrNotSigned: 0,
    withdrawnBefore: 0,
    afterBeginning: 4,
    ofAnotherPlan: 0,
  },
  checks: { cameBack: shareOf(371, 408), within72Hours: shareOf(330, 360) },
  needleCounts: { disagree: shareOf(1, 412), notCounted: 6, drafts: 2, draftsWithNeedleIn: 1 },
  referrals: [
    {
      what: 'to be seen today as an emergency',
      answered: shareOf(2, 2),
      medianHours: 0.8,
      quartileHours: [0.6, 1.1],
    },
    {
      what: 'to be referred urgently',
      answered: shareOf(3, 5),
      medianHours: 20.5,
      quartileHours: [9, 31],
      longestOpenHours: 96,
    },
  ],
  overrides: [
    {
      rule: 'caution.anticoagulants',
      times: 7,
      withoutReason: 1,
      reasons: [{ reason: 'INR seen today', count: 4 }],
      otherReasons: 2,
    },
  ],
  outcomes: [
    {
      instrument: 'nprs_leg',
      group: 'everybody',
      courses: 98,
      withoutStart: 6,
      withoutEnd: 20,
      betterMeans: 'better by at least 2 points and 30 % of the start',
      source: 'FARRAR01',
      improved: shareOf(41, 72),
      boundsWithMissing: [0.418, 0.684],
      intervalWithMissing: [0.325, 0.768],
      meanChange: 2.31,
      changeDeviation: 2.6,
    },
    { instrument: 'odi', group: 'everybody', courses: 98, withoutStart: 90, withoutEnd: 2 },
  ],
  notes: ['Adverse events are those that somebody wrote down.'],
  isNotFor,
}

const nothing = shareOf(0, 0)

/** A clinic that has treated nobody. */
export const nobodyYet: Figures = {
  ...aYear,
  treatments: 0,
  patients: 0,
  needles: 0,
  caseMix: { courses: 0, age: [], sex: [], durationAtStart: [], painAtStart: [], cause: [] },
  adverseEvents: [event('any', 0, 0, 0)],
  comparisons: [],
  charts: [chart('fainting, adjusted for first treatments', 0, [])],
  clinicians: [spread('any adverse event', [])],
  consent: { ...aYear.consent, complete: nothing, none: 0, afterBeginning: 0 },
  checks: { cameBack: nothing, within72Hours: nothing },
  needleCounts: { disagree: nothing, notCounted: 0, drafts: 0, draftsWithNeedleIn: 0 },
  referrals: [],
  overrides: [],
  outcomes: [],
}

/** The same clinic in a period in which it treated nobody. */
export const noneInPeriod: Figures = {
  ...nobodyYet,
  charts: [chart('fainting, adjusted for first treatments', 30, [])],
}
