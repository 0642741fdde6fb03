import type { Grid } from '../statistics/grid.ts';
import { type Anomaly, anomaliesOf } from './anomaly.ts';
import type { Lengths, Normal } from './method.ts';
import { COMPOSITE, METHOD_NAMES, METHODS, type MethodName } from './methods.ts';
import { seasonal, seasonStrength } from './seasonal.ts';
import { verdictOf } from './verdict.ts';

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

/** The anomalies of a series in the steps that are judged, in order. */
export function detect(grid: Grid, detection: Detection): Anomaly[] {
  const { judgedFrom, leastShare, method } = detection;
  const { names, normals, deseasoned } = normalsOf(grid, detection);
  const agree = method === COMPOSITE ? AGREE : 1;
  const verdicts = grid.values.map((_, index) =>
    verdictOf(
      names.map((name, at) => ({ name, normal: normals[at]?.[index] })),
      { leastShare, agree },
    ),
  );
  return anomaliesOf(verdicts, judgedFrom, { grid, deseasoned });
}

interface Normals {
  readonly names: readonly MethodName[];
  /** Of each method, step by step. */
  readonly normals: readonly (readonly (Normal | undefined)[])[];
  readonly deseasoned: boolean;
}

/** What each method takes for normal; where the season is strong, of what it leaves. */
function normalsOf(grid: Grid, { method, lengths, judgedFrom }: Detection): Normals {
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
  return { names, normals, deseasoned };
}

function without(value: number | undefined, season: Normal | undefined): number | undefined {
  return value === undefined || season === undefined ? undefined : value - season.expected;
}

/** Back to the scale of the measurement. */
function moved(normal: Normal | undefined, season: Normal | undefined): Normal | undefined {
  if (!normal || !season) return undefined;
  return { ...normal, measured: normal.measured + season.expected, expected: normal.expected + season.expected };
}
