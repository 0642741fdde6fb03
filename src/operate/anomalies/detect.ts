import { type Grid, timeAt } from '../statistics/grid.ts';
import type { Lengths, Normal } from './method.ts';
import { COMPOSITE, METHOD_NAMES, METHODS, type MethodName } from './methods.ts';
import { seasonal, seasonStrength } from './seasonal.ts';

export const SEVERITIES = ['low', 'medium', 'high'] as const;
export type AnomalySeverity = (typeof SEVERITIES)[number];

/** A time in which a measurement was not as before. */
export interface Anomaly {
  readonly from: Date;
  readonly to: Date;
  readonly direction: 'high' | 'low';
  readonly severity: AnomalySeverity;
  /** 0 to 1: how much of the methods that had enough history agree, and how clearly. */
  readonly confidence: number;
  /** Of its oddest moment. */
  readonly at: Date;
  readonly measured: number;
  readonly expected: number;
  /** How many times the margin it was away from what was expected, by the method that saw it most clearly. */
  readonly oddness: number;
  readonly methods: readonly MethodName[];
  /** Whether a season was taken out before it was judged. */
  readonly deseasoned: boolean;
}

export interface Detection {
  readonly method: MethodName | typeof COMPOSITE;
  readonly lengths: Lengths;
  /** The first step that is judged; what is before is history. */
  readonly judgedFrom: number;
  /** A change below this share of what is expected is none. */
  readonly leastShare: number;
}

/** From here a season is taken out before level and deviation are looked at. */
const STRONG_SEASON = 0.5;
/** Composite: how many of the methods that know enough must agree. */
const AGREE = 2;
/** Steps in a row before it is an anomaly: one sample is noise. */
const LEAST_STEPS = 2;
/** As many quiet steps do not end one. */
const BRIDGED_STEPS = 3;
/** Times the margin. */
const SEVERE: readonly (readonly [number, AnomalySeverity])[] = [
  [3, 'high'],
  [1.7, 'medium'],
];
/** So many times the margin is as clear as it gets. */
const CLEAR = 2;

/** The anomalies of a series in the steps that are judged, in order. */
export function detect(grid: Grid, detection: Detection): Anomaly[] {
  const { method, lengths, judgedFrom } = detection;
  // the methods on what the season leaves need that of their own history
  const seasons = seasonal.normals(grid.values, lengths, judgedFrom - lengths.window - lengths.skip - lengths.level);
  const deseasoned = method === COMPOSITE && seasonStrength(seasons) >= STRONG_SEASON;
  const rest = deseasoned ? grid.values.map((value, index) => without(value, seasons[index])) : grid.values;
  const names: readonly MethodName[] = method === COMPOSITE ? METHOD_NAMES : [method];
  const normals = names.map((name) => {
    if (name === 'seasonal') return seasons;
    const own = METHODS[name].normals(rest, lengths, judgedFrom);
    return deseasoned ? own.map((one, index) => moved(one, seasons[index])) : own;
  });
  const agree = method === COMPOSITE ? AGREE : 1;
  const verdicts = grid.values.map((_, index) =>
    verdictOf(names.map((name, at) => ({ name, normal: normals[at]?.[index] })), { ...detection, agree }),
  );
  return runsOf(verdicts, detection.judgedFrom).map((run) => anomalyOf(run, grid, deseasoned));
}

function without(value: number | undefined, season: Normal | undefined): number | undefined {
  return value === undefined || season === undefined ? undefined : value - season.expected;
}

/** Back to the scale of the measurement. */
function moved(normal: Normal | undefined, season: Normal | undefined): Normal | undefined {
  if (!normal || !season) return undefined;
  return { ...normal, measured: normal.measured + season.expected, expected: normal.expected + season.expected };
}

interface Judged {
  readonly name: MethodName;
  readonly normal: Normal;
  /** Times the margin, with its sign. */
  readonly oddness: number;
}

interface Verdict {
  readonly direction: 'high' | 'low';
  readonly agreeing: readonly Judged[];
  readonly confidence: number;
}

function verdictOf(
  all: readonly { readonly name: MethodName; readonly normal: Normal | undefined }[],
  { leastShare, agree }: { readonly leastShare: number; readonly agree: number },
): Verdict | undefined {
  const judged = all.flatMap(({ name, normal }): Judged[] => (normal ? [{ name, normal, oddness: oddnessOf(normal, leastShare) }] : []));
  for (const direction of ['high', 'low'] as const) {
    const sign = direction === 'high' ? 1 : -1;
    const agreeing = judged.filter(({ oddness }) => sign * oddness > 1);
    if (agreeing.length === 0 || agreeing.length < Math.min(agree, judged.length)) continue;
    const clear = agreeing.reduce((sum, { oddness }) => sum + Math.min(1, Math.abs(oddness) / CLEAR), 0);
    return { direction, agreeing, confidence: clear / judged.length };
  }
  return undefined;
}

/** What has never moved has no margin: there the least share is one. */
function oddnessOf({ measured, expected, margin }: Normal, leastShare: number): number {
  const away = measured - expected;
  const least = leastShare * Math.abs(expected);
  if (away === 0 || Math.abs(away) < least) return 0;
  const scale = Math.max(margin, least);
  return scale === 0 ? 0 : away / scale;
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly verdicts: readonly (readonly [number, Verdict])[];
}

/** Steps that say the same, with short gaps between them. */
function runsOf(verdicts: readonly (Verdict | undefined)[], judgedFrom: number): Run[] {
  const runs: { from: number; to: number; verdicts: (readonly [number, Verdict])[] }[] = [];
  for (const [index, verdict] of verdicts.entries()) {
    if (!verdict || index < judgedFrom) continue;
    const last = runs.at(-1);
    const joins = last && index - last.to <= BRIDGED_STEPS && last.verdicts[0]?.[1].direction === verdict.direction;
    if (joins) {
      last.to = index;
      last.verdicts.push([index, verdict]);
    } else runs.push({ from: index, to: index, verdicts: [[index, verdict]] });
  }
  return runs.filter((run) => run.verdicts.length >= LEAST_STEPS);
}

function anomalyOf({ from, to, verdicts }: Run, grid: Grid, deseasoned: boolean): Anomaly {
  const all = verdicts.flatMap(([index, { agreeing }]) => agreeing.map((one) => ({ index, ...one })));
  const oddest = all.reduce((most, one) => (Math.abs(one.oddness) > Math.abs(most.oddness) ? one : most));
  const oddness = Math.abs(oddest.oddness);
  return {
    from: timeAt(grid, from),
    to: timeAt(grid, to),
    direction: oddest.oddness > 0 ? 'high' : 'low',
    severity: SEVERE.find(([least]) => oddness >= least)?.[1] ?? 'low',
    confidence: Math.max(...verdicts.map(([, { confidence }]) => confidence)),
    at: timeAt(grid, oddest.index),
    measured: oddest.normal.measured,
    expected: oddest.normal.expected,
    oddness,
    methods: METHOD_NAMES.filter((name) => all.some((one) => one.name === name)),
    deseasoned,
  };
}
