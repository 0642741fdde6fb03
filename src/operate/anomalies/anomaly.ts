import { type Grid, timeAt } from '../statistics/grid.ts';
import { METHOD_NAMES, type MethodName } from './methods.ts';
import type { Verdict } from './verdict.ts';

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

/** Steps in a row before it is an anomaly: one sample is noise. */
const LEAST_STEPS = 2;
/** As many quiet steps do not end one. */
const BRIDGED_STEPS = 3;
/** Times the margin. */
const SEVERE: readonly (readonly [number, AnomalySeverity])[] = [
  [3, 'high'],
  [1.7, 'medium'],
];

/** The anomalies that verdicts of moments make, in order. */
export function anomaliesOf(
  verdicts: readonly (Verdict | undefined)[],
  judgedFrom: number,
  { grid, deseasoned }: Context,
): Anomaly[] {
  return runsOf(verdicts, judgedFrom).map((run) => anomalyOf(run, grid, deseasoned));
}

interface Context {
  readonly grid: Grid;
  readonly deseasoned: boolean;
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
